package dev.regard.rules.table;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.rules.check.RuleProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rows that can never fire, rows that contradict or repeat others, and cases that no row answers, without running anything. */
public final class TableCheck {
    /** Tables without whose answer something is left undone that the engine has to do for each customer, complaint or touch. */
    private static final Set<Topic> MUST_ANSWER = EnumSet.of(Topic.TIER, Topic.ABC, Topic.VITAL, Topic.STAGE, Topic.TIER_POLICY, Topic.SEVERITY, Topic.DEADLINES,
            Topic.HOLDING, Topic.RETRIES);
    static final String TOO_MANY = "the conditions cut each other into too many cases to look at all of them";
    private static final int EXAMPLES = 3;
    private static final int NAMED = 5;

    private final ReadTable read;
    private final List<Row> rows;
    private final Cases cases;
    private final List<String> levels;
    private final List<RuleProblem> problems = new ArrayList<>();

    private TableCheck(ReadTable read, Map<String, Domain> domains, List<String> levels, int budget) {
        this.read = read;
        this.levels = levels;
        this.rows = read.table().rowsByRank();
        this.cases = new Cases(rows, domains, budget);
    }

    /**
     * What is wrong with the table as a whole; its cells were checked when they were read.
     *
     * @param domains what facts can be, by their names; one that is not in it can be anything
     * @param levels  of those to whom matters are carried up, the lowest first; empty where that is not known
     */
    public static List<RuleProblem> problems(ReadTable read, Map<String, Domain> domains, List<String> levels) {
        return problems(read, domains, levels, Cases.BUDGET);
    }

    static List<RuleProblem> problems(ReadTable read, Map<String, Domain> domains, List<String> levels, int budget) {
        if (read.isUnclear()) {
            return List.of();
        }
        TableCheck check = new TableCheck(read, domains, levels, budget);
        check.findImpossible();
        if (read.table().policy() != Topic.HitPolicy.ALL) {
            check.findCovered(check.rows);
            check.findTies();
            check.findGaps();
        } else if (read.table().topic() == Topic.CAPS) {
            check.findCovered(limits(check.rows));
            check.findRepeated(check.rows.stream().filter(row -> !limits(check.rows).contains(row)).toList());
        } else {
            check.findRepeated(check.rows);
        }
        return check.problems;
    }

    /** Of the caps that hold the first counts; what they allow on top is added up. */
    static List<Row> limits(List<Row> caps) {
        return caps.stream().filter(row -> !Boolean.TRUE.equals(row.results().get("extra"))).toList();
    }

    private void findImpossible() {
        for (Row row : rows) {
            List<Condition> asked = cases.impossible(row);
            List<Condition> unreached = cases.unreached(row);
            if (asked.isEmpty() && !unreached.isEmpty()) {
                Condition last = unreached.get(unreached.size() - 1);
                problems.add(read.cell(row.line(), last.column()).warning("this row never answers as things are: " + last.name() + " is never "
                        + unreached.stream().map(c -> c.test().words()).collect(Collectors.joining(" and ")) + possible(last.name())));
            }
            if (!asked.isEmpty()) {
                Condition last = asked.get(asked.size() - 1);
                problems.add(read.cell(row.line(), last.column()).error(asked.size() == 1 ? words(last)
                        : "nothing is both " + last.test().words() + " and what an earlier column of this row asks for"));
            }
        }
    }

    private String words(Condition condition) {
        String possible = possible(condition.name());
        return possible.isEmpty() ? "nothing is " + condition.test().words() : condition.name() + " cannot be " + condition.test().words() + possible;
    }

    private String possible(String fact) {
        String words = cases.possible(fact);
        return words.isEmpty() ? "" : ": it is " + words;
    }

    /** @param rows of which the first that holds answers */
    private void findCovered(List<Row> rows) {
        boolean decided = true;
        for (int later = 1; later < rows.size(); later++) {
            Row row = rows.get(later);
            List<Row> above = rows.subList(0, later);
            List<Row> takers = List.of();
            if (decided) {
                try {
                    takers = cases.takenBy(row, above);
                } catch (Cases.Undecided e) {
                    decided = false;
                    problems.add(read.row(row.line()).undecided("whether several rows together take all that this row or one below it would: " + TOO_MANY));
                }
            }
            if (cases.impossible(row).isEmpty() && !(decided && takers.isEmpty())) {
                Optional<Row> one = above.stream().filter(earlier -> cases.covers(earlier, row)).findFirst();
                if (one.isPresent()) {
                    problems.add(read.row(row.line()).error(words(one.get(), row)));
                } else if (!takers.isEmpty() && !row.conditions().isEmpty()) { // a last row for whatever else there may be is prudent
                    problems.add(read.row(row.line()).error(words(takers)));
                }
            }
        }
    }

    private static String words(List<Row> takers) {
        return "this row never answers: rows " + takers.stream().limit(NAMED).map(TableCheck::named).collect(Collectors.joining(", "))
                + (takers.size() > NAMED ? " and others" : "") + " together take all that it would";
    }

    private String words(Row earlier, Row later) {
        String above = "row " + named(earlier);
        if (!cases.covers(later, earlier)) {
            return "this row never answers: " + above + " holds whenever it does";
        }
        return earlier.results().equals(later.results()) ? "this row repeats " + above
                : "this row contradicts " + above + ", which has the same conditions and answers first";
    }

    private static String named(Row row) {
        return row.line() + " (" + row.key() + ")";
    }

    /** Where the place of a row was not meant to count. */
    private void findTies() {
        for (int later = 1; later < rows.size() && read.table().policy() == Topic.HitPolicy.PRIORITY; later++) {
            Row row = rows.get(later);
            rows.subList(0, later).stream().map(above -> tied(above, row)).flatMap(Optional::stream).findFirst().ifPresent(problems::add);
        }
    }

    private Optional<RuleProblem> tied(Row above, Row row) {
        boolean tied = DecisionTable.priority(above).compareTo(DecisionTable.priority(row)) == 0 && !above.results().equals(row.results()) && !cases.covers(above, row)
                && !cases.covers(row, above); // a row for whatever else there may be is prudent
        return tied ? cases.both(above, row).map(example -> read.row(row.line()).warning("this row and row " + named(above)
                + " have the same priority and say different things when " + example + "; the upper one answers")) : Optional.empty();
    }

    private void findRepeated(List<Row> rows) {
        for (int later = 1; later < rows.size(); later++) {
            Row row = rows.get(later);
            rows.subList(0, later).stream().map(above -> besides(above, row)).flatMap(Optional::stream).findFirst().ifPresent(problems::add);
        }
    }

    /** A level hears once of a deadline: of two rows that tell it about the same, the later one is never reached. */
    private Optional<RuleProblem> unreachable(Row one, Row other) {
        if (!isStep(one) || !isStep(other) || !level(one).equals(level(other)) || when(one).equals(when(other))) {
            return Optional.empty();
        }
        Row earlier = isEarlier(one, other) ? one : other;
        Row later = earlier == one ? other : one;
        return cases.covers(earlier, later) ? Optional.of(read.row(later.line()).warning("this step is never reached: row " + named(earlier) + " tells the same level about the same deadline earlier"))
                : Optional.empty();
    }

    /** A matter goes up step by step: whoever stands higher hears of a deadline no earlier than those below, unless they have heard of it by then. */
    private Optional<RuleProblem> passedOver(Row one, Row other) {
        if (read.isFlawed() || !isStep(one) || !isStep(other) || level(one).equals(level(other)) || !levels.containsAll(List.of(level(one), level(other)))) {
            return Optional.empty();
        }
        Row higher = levels.indexOf(level(one)) > levels.indexOf(level(other)) ? one : other;
        Row lower = higher == one ? other : one;
        if (!isEarlier(higher, lower)
                || rows.stream().anyMatch(row -> isStep(row) && level(row).equals(level(lower)) && !isEarlier(higher, row) && (cases.covers(row, lower) || cases.covers(row, higher)))) {
            return Optional.empty();
        }
        return cases.both(higher, lower).map(example -> read.row(higher.line()).warning("the steps are out of order: the " + level(higher) + " hears of the same deadline earlier than the "
                + level(lower) + " by row " + named(lower) + " when " + example));
    }

    private static boolean isStep(Row row) {
        return row.results().get("when") instanceof WorkingSpan && row.results().get("level") instanceof String;
    }

    private static String level(Row step) {
        return (String) step.results().get("level");
    }

    private static WorkingSpan when(Row step) {
        return (WorkingSpan) step.results().get("when");
    }

    private static boolean isEarlier(Row step, Row other) {
        return when(step).days() != when(other).days() ? when(step).days() < when(other).days() : when(step).hours() < when(other).hours();
    }

    /** What is wrong with a row beside one above it where both answer. */
    private Optional<RuleProblem> besides(Row above, Row row) {
        Optional<RuleProblem> never = unreachable(above, row).or(() -> passedOver(above, row));
        if (never.isPresent()) {
            return never;
        }
        boolean same = above.results().equals(row.results());
        if (!same && !sameRole(above, row)) {
            return Optional.empty();
        }
        if (cases.covers(above, row) && cases.covers(row, above)) {
            return Optional.of(read.row(row.line()).error(same ? "this row repeats row " + named(above)
                    : "this row contradicts row " + named(above) + ": the same conditions and the same role, which makes one contact"));
        }
        return same ? Optional.empty() : cases.both(above, row).map(example -> read.row(row.line()).warning("this row and row " + named(above)
                + " have the same role, which makes one contact, and say different things when " + example));
    }

    private static boolean sameRole(Row one, Row other) {
        return one.results().containsKey("role") && one.results().get("role").equals(other.results().get("role"));
    }

    private void findGaps() {
        if (read.isFlawed() || !MUST_ANSWER.contains(read.table().topic()) || !read.table().answersItsTopic() || rows.isEmpty()) {
            return;
        }
        int first = rows.get(0).line();
        try {
            cases.gaps(rows, EXAMPLES).forEach(gap -> problems.add(read.row(first).warning("no row answers when " + gap.example()).inGap(gap.customer())));
        } catch (Cases.Undecided e) {
            problems.add(read.row(first).undecided("whether each case is answered: " + TOO_MANY));
        }
    }
}
