package dev.regard.engine.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables of a rule set beside the one of each topic: tables that answer a topic before it, and tables that derive facts which others ask for.
 * Immutable.
 */
public final class Further {
    /** What the names of derived facts begin with. */
    public static final String DERIVED = "derived.";
    /** No table beside those of the topics. */
    public static final Further NONE = new Further(Map.of(), List.of(), List.of());

    private final List<DecisionTable> deriving;
    private final List<DecisionTable> adding;
    private final Map<Topic, List<DecisionTable>> added = new EnumMap<>(Topic.class);
    private final Map<Topic, List<DecisionTable>> derivedFor = new EnumMap<>(Topic.class);

    /** Answers one table. */
    @FunctionalInterface
    public interface TableDecider {
        /** The rows of the table that answer. */
        List<Match> evaluate(DecisionTable table, Facts facts);
    }

    /**
     * @param tables   those of the topics
     * @param deriving in such an order that each asks only for facts that one before it derives
     * @param adding   tables of topics, in the order in which they answer
     */
    public Further(Map<Topic, DecisionTable> tables, List<DecisionTable> deriving, List<DecisionTable> adding) {
        this.deriving = List.copyOf(deriving);
        this.adding = List.copyOf(adding);
        for (Topic topic : Topic.values()) {
            List<DecisionTable> more = adding.stream().filter(t -> t.topic() == topic).toList();
            added.put(topic, more);
            derivedFor.put(topic, needed(Stream.concat(more.stream(), Stream.ofNullable(tables.get(topic))).toList()));
        }
    }

    /** All of them. */
    public List<DecisionTable> tables() {
        return Stream.concat(deriving.stream(), adding.stream()).toList();
    }

    public boolean isEmpty() {
        return deriving.isEmpty() && adding.isEmpty();
    }

    /** The tables that answer the topic before its own. */
    public List<DecisionTable> adding(Topic topic) {
        return added.getOrDefault(topic, List.of());
    }

    /** The tables that derive what the topic's tables ask for, directly or through one another. */
    public List<DecisionTable> deriving(Topic topic) {
        return derivedFor.getOrDefault(topic, List.of());
    }

    /** The facts with all that the topic's tables ask for and others derive. */
    public Facts derive(Topic topic, Facts facts, TableDecider decider) {
        return derive(deriving(topic), facts, decider);
    }

    /** The facts with all that a table asks for and others derive. */
    public Facts derive(DecisionTable table, Facts facts, TableDecider decider) {
        return derive(table.derives() ? needed(List.of(table)) : deriving(table.topic()), facts, decider);
    }

    private static Facts derive(List<DecisionTable> tables, Facts facts, TableDecider decider) {
        Facts known = facts;
        for (DecisionTable table : tables) {
            if (!table.charter().covers((LocalDate) known.get(Attribute.DAY))) {
                continue;
            }
            List<Match> rows = decider.evaluate(table, known);
            for (Topic.Result fact : table.results()) {
                List<Match> by = rows.stream().filter(m -> m.has(fact.name())).toList();
                Optional<Object> value = value(by, fact);
                known = fact.name().startsWith(DERIVED) && value.isPresent() ? known.withDerived(fact.name(), value.get(), by) : known;
            }
        }
        return known;
    }

    /** Numbers of several rows are added up. */
    private static Optional<Object> value(List<Match> rows, Topic.Result fact) {
        return fact.type() == ValueType.NUMBER
                ? rows.stream().map(m -> m.number(fact.name()).orElse(BigDecimal.ZERO)).reduce(BigDecimal::add).map(Object.class::cast)
                : rows.stream().map(m -> m.row().results().get(fact.name())).findFirst();
    }

    private List<DecisionTable> needed(List<DecisionTable> by) {
        Set<String> asked = new HashSet<>();
        by.forEach(table -> asked(table).forEach(asked::add));
        List<DecisionTable> needed = new ArrayList<>();
        for (int i = deriving.size() - 1; i >= 0; i--) {
            DecisionTable table = deriving.get(i);
            if (table.results().stream().anyMatch(r -> asked.contains(r.name()))) {
                needed.add(0, table);
                asked(table).forEach(asked::add);
            }
        }
        return needed;
    }

    /** The names of derived facts that a table asks for. */
    public static Stream<String> asked(DecisionTable table) {
        return table.rows().stream().flatMap(row -> row.conditions().stream()).map(Condition::name).filter(Objects::nonNull).filter(n -> n.startsWith(DERIVED)).distinct();
    }
}
