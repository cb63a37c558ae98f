package dev.regard.rules.table;

import dev.regard.engine.rule.Charter;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.RuleProblem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds rows that never fire, or say the same twice, because another table answers the same topic before theirs. */
public final class GroupCheck {
    private static final int NAMED = 5;

    private final List<ReadTable> group;
    private final Map<Row, ReadTable> tableOf = new IdentityHashMap<>();
    private final Cases cases;
    private final List<RuleProblem> problems = new ArrayList<>();

    /** What a row takes away from the rows of one table asked later. */
    private record Taking(Row taker, ReadTable from, boolean always) { }

    private GroupCheck(List<ReadTable> group, Map<String, Domain> domains) {
        this.group = group;
        group.forEach(read -> read.table().rows().forEach(row -> tableOf.put(row, read)));
        this.cases = new Cases(group.stream().flatMap(read -> read.table().rows().stream()).toList(), domains, Cases.BUDGET);
    }

    /**
     * What is wrong between tables; each was checked for itself.
     *
     * @param group those that answer one topic, in the order in which they are asked
     * @param domains what facts can be, by their names; one that is not in it can be anything
     */
    public static List<RuleProblem> problems(Topic topic, List<ReadTable> group, Map<String, Domain> domains) {
        if (group.size() < 2 || group.stream().anyMatch(ReadTable::isUnclear)) {
            return List.of();
        }
        GroupCheck check = new GroupCheck(group, domains);
        if (topic.hitPolicy() == Topic.HitPolicy.ALL && topic != Topic.CAPS) {
            check.findRepeated();
        } else {
            check.findTaken();
        }
        return check.problems;
    }

    /** The rows of which the first that holds answers. */
    private static List<Row> ranked(ReadTable read) {
        return read.table().topic() == Topic.CAPS ? TableCheck.limits(read.table().rows()) : read.table().rowsByRank();
    }

    private static Charter charter(ReadTable read) {
        return read.table().charter();
    }

    private String named(Row row) {
        return row.key() + " of " + tableOf.get(row).table().name();
    }

    /** Where one row answers, the tables that are asked first leave the others what they do not take. */
    private void findTaken() {
        Map<Taking, List<Row>> taken = new LinkedHashMap<>();
        try {
            for (int later = 1; later < group.size(); later++) {
                ReadTable read = group.get(later);
                List<ReadTable> earlier = group.subList(0, later).stream().filter(other -> charter(other).meets(charter(read))).toList();
                List<Row> ranked = ranked(read);
                for (int i = 0; i < ranked.size(); i++) {
                    Row row = ranked.get(i);
                    if (cases.impossible(row).isEmpty()) {
                        Optional<Taking> one = takenByOne(row, read, earlier);
                        one.ifPresent(taking -> taken.computeIfAbsent(taking, t -> new ArrayList<>()).add(row));
                        if (one.isEmpty() && !row.conditions().isEmpty()) {
                            takenBySeveral(row, read, earlier, ranked.subList(0, i));
                        }
                    }
                }
            }
        } catch (Cases.Undecided e) {
            problems.add(group.get(0).row(1).undecided("whether rows of several tables together take all that one of another table would: " + TableCheck.TOO_MANY));
        }
        taken.forEach((taking, rows) -> problems.add(problem(taking, rows)));
    }

    private Optional<Taking> takenByOne(Row row, ReadTable read, List<ReadTable> earlier) {
        return earlier.stream().flatMap(other -> ranked(other).stream()).filter(taker -> cases.covers(taker, row)).findFirst()
                .map(taker -> new Taking(taker, read, charter(tableOf.get(taker)).includes(charter(read))));
    }

    private void takenBySeveral(Row row, ReadTable read, List<ReadTable> earlier, List<Row> above) throws Cases.Undecided {
        List<Row> first = new ArrayList<>(earlier.stream().filter(other -> charter(other).includes(charter(read))).flatMap(other -> ranked(other).stream()).toList());
        if (first.isEmpty() || !cases.takenBy(row, above).isEmpty()) {
            return; // what its own table takes is said there
        }
        first.addAll(above);
        List<Row> takers = cases.takenBy(row, first);
        if (!takers.isEmpty()) {
            problems.add(read.row(row.line()).error("this row never answers: rows " + takers.stream().limit(NAMED).map(this::named).collect(Collectors.joining(", "))
                    + (takers.size() > NAMED ? " and others" : "") + " are asked first and together take all that it would"));
        }
    }

    private RuleProblem problem(Taking taking, List<Row> rows) {
        ReadTable read = tableOf.get(taking.taker);
        Row first = rows.get(0);
        boolean repeats = rows.size() == 1 && cases.covers(first, taking.taker) && first.results().equals(taking.taker.results());
        String keys = rows.stream().limit(NAMED).map(Row::key).collect(Collectors.joining(", ")) + (rows.size() > NAMED ? " and others" : "");
        String words = repeats ? "this row repeats row " + named(first)
                : "this row is asked before table " + taking.from.table().name() + " and takes all that its " + (rows.size() == 1 ? "row " : "rows ") + keys + " would"
                        + (taking.always ? rows.size() == 1 ? ", which never answers" : ", which never answer" : " while this table is valid");
        return taking.always ? read.row(taking.taker.line()).error(words) : read.row(taking.taker.line()).warning(words);
    }

    /** Where all rows answer, the same said in two tables has the effect of one. */
    private void findRepeated() {
        for (int one = 0; one < group.size(); one++) {
            for (Row row : group.get(one).table().rows()) {
                group.subList(one + 1, group.size()).stream().filter(other -> charter(other).meets(charter(tableOf.get(row)))).flatMap(other -> other.table().rows().stream())
                        .filter(other -> other.results().equals(row.results()))
                        .filter(other -> cases.covers(row, other) && cases.covers(other, row)).findFirst().ifPresent(other -> problems.add(repeated(row, other)));
            }
        }
    }

    private RuleProblem repeated(Row row, Row other) {
        ReadTable read = tableOf.get(row);
        String words = "this row repeats row " + named(other);
        return charter(tableOf.get(other)).includes(charter(read)) ? read.row(row.line()).error(words)
                : read.row(row.line()).warning(words + " while both tables are valid");
    }
}
