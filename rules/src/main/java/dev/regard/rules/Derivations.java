package dev.regard.rules;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Domain;
import dev.regard.rules.table.ReadTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The facts that tables derive for one another: who derives which, whether those that ask can be answered, and in what order. */
final class Derivations {
    private final List<ReadTable> all;
    private final Map<String, ReadTable> makers = new TreeMap<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private final List<DecisionTable> order = new ArrayList<>();
    private final Set<ReadTable> done = new LinkedHashSet<>();

    /** @param all every table that could be read */
    Derivations(Collection<ReadTable> all) {
        this.all = List.copyOf(all);
        for (ReadTable read : this.all) {
            for (String fact : facts(read.table())) {
                ReadTable other = makers.putIfAbsent(fact, read);
                if (other != null) {
                    problems.add(read.row(1).error("the fact " + fact + " is derived in " + other.file() + " too"));
                }
            }
        }
        this.all.stream().filter(read -> read.table().derives()).forEach(read -> visit(read, new LinkedHashSet<>()));
        Set<String> asked = this.all.stream().flatMap(read -> Further.asked(read.table())).collect(Collectors.toSet());
        boolean whole = this.all.stream().flatMap(read -> read.problems().stream()).noneMatch(RuleProblem::isError);
        makers.forEach((fact, maker) -> {
            if (whole && !asked.contains(fact)) {
                problems.add(maker.headings().get(fact).warning("no table asks for " + fact + ": this column decides nothing"));
            }
        });
        this.all.forEach(read -> read.table().rows().forEach(row -> row.conditions().stream().filter(c -> c.name().startsWith(Further.DERIVED))
                .forEach(condition -> check(read, row, condition))));
    }

    private static List<String> facts(DecisionTable table) {
        return table.derives() ? table.results().stream().map(Topic.Result::name).filter(n -> n.startsWith(Further.DERIVED)).toList() : List.of();
    }

    /** Depth first: what a table asks for comes before it. */
    private void visit(ReadTable read, Set<ReadTable> way) {
        if (done.contains(read)) {
            return;
        }
        if (!way.add(read)) {
            List<ReadTable> circle = way.stream().dropWhile(r -> r != read).collect(Collectors.toCollection(ArrayList::new));
            circle.add(read);
            problems.add(read.row(1).error("tables ask one another in a circle: " + circle.stream().map(r -> r.table().name()).collect(Collectors.joining(" asks "))));
            return;
        }
        Further.asked(read.table()).map(makers::get).filter(maker -> maker != null).forEach(maker -> visit(maker, way));
        way.remove(read);
        if (done.add(read)) {
            order.add(read.table());
        }
    }

    private void check(ReadTable read, Row row, Condition condition) {
        ReadTable maker = makers.get(condition.name());
        if (maker == null) {
            problems.add(read.cell(row.line(), condition.column()).error("no table derives this fact: " + Nearest.unknown(condition.name(), makers.keySet())));
            return;
        }
        Topic.Result fact = maker.table().results().stream().filter(r -> r.name().equals(condition.name())).findFirst().orElseThrow();
        List<String> constants = condition.test().constants().filter(String.class::isInstance).map(Object::toString).toList();
        boolean ranges = condition.test().leaves().anyMatch(Test.Between.class::isInstance);
        if (maker.isFlawed()) {
            return;
        }
        if (fact.type() == ValueType.NAME) {
            Set<String> values = values(maker.table(), fact);
            constants.stream().filter(name -> values.stream().noneMatch(name::equalsIgnoreCase))
                    .forEach(name -> problems.add(read.cell(row.line(), condition.column()).error(Nearest.unknown(name, values))));
            if (ranges) {
                problems.add(read.cell(row.line(), condition.column()).error(fact.name() + " is a name in " + maker.file() + ", no number"));
            }
        } else if (fact.type() == ValueType.NUMBER) {
            constants.stream().filter(name -> !name.matches("-?\\d+(\\.\\d+)?"))
                    .forEach(name -> problems.add(read.cell(row.line(), condition.column()).error("'" + name + "' is no number, as which " + maker.file() + " derives " + fact.name())));
        }
    }

    private static Set<String> values(DecisionTable table, Topic.Result fact) {
        return table.rows().stream().map(r -> r.results().get(fact.name())).filter(v -> v != null).map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    List<RuleProblem> problems() {
        return problems;
    }

    /**
     * What derived facts can be, by their names; of a table with a row that is wrong, anything.
     *
     * @param known what the other facts can be
     */
    Map<String, Domain> domains(Map<String, Domain> known) {
        Map<String, Domain> domains = new HashMap<>(known);
        for (DecisionTable table : order) {
            table.results().stream().filter(fact -> makers.containsKey(fact.name()) && makers.get(fact.name()).table() == table && !makers.get(fact.name()).isFlawed())
                    .forEach(fact -> domains.put(fact.name(), Domain.derived(table, fact, domains)));
        }
        return domains;
    }

    /** The names that derived facts can have, in small letters. */
    Map<String, Set<String>> names() {
        Map<String, Set<String>> names = new HashMap<>();
        makers.forEach((fact, maker) -> maker.table().results().stream().filter(r -> r.name().equals(fact) && r.type() == ValueType.NAME)
                .forEach(r -> names.put(fact, values(maker.table(), r).stream().map(v -> v.toLowerCase(java.util.Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new)))));
        return names;
    }

    /** The tables that derive facts, each after those that it asks. */
    List<DecisionTable> order() {
        return order;
    }
}
