package dev.regard.rules.table;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.RuleProblem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds rows that can never fire, rows that contradict or repeat others, and gaps between ranges, without running anything. */
public final class TableCheck {
    private final ReadTable read;
    private final List<Row> rows;
    private final List<RuleProblem> problems = new ArrayList<>();

    private TableCheck(ReadTable read) {
        this.read = read;
        this.rows = read.table().rows();
    }

    /** What is wrong with the table as a whole; its cells were checked when they were read. */
    public static List<RuleProblem> problems(ReadTable read) {
        TableCheck check = new TableCheck(read);
        check.rows.forEach(check::findImpossible);
        if (read.table().topic().hitPolicy() == Topic.HitPolicy.FIRST) {
            check.findCovered();
            check.findGaps();
        } else {
            check.findRepeated();
        }
        return check.problems;
    }

    private void findImpossible(Row row) {
        for (int i = 0; i < row.conditions().size(); i++) {
            Condition condition = row.conditions().get(i);
            boolean excluded = row.conditions().subList(0, i).stream()
                    .anyMatch(c -> c.name().equals(condition.name()) && Implication.disjoint(c.test(), condition.test()));
            if (excluded) {
                problems.add(read.cell(row.line(), condition.column())
                        .error("nothing is both " + condition.test().words() + " and what an earlier column of this row asks for"));
            }
        }
    }

    private void findCovered() {
        for (int later = 1; later < rows.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (covers(rows.get(earlier), rows.get(later))) {
                    problems.add(read.row(rows.get(later).line()).error(words(rows.get(earlier), rows.get(later))));
                    break;
                }
            }
        }
    }

    private static String words(Row earlier, Row later) {
        String above = "row " + earlier.line() + " (" + earlier.key() + ")";
        if (!covers(later, earlier)) {
            return "this row never answers: " + above + " holds whenever it does";
        }
        return earlier.results().equals(later.results()) ? "this row repeats " + above
                : "this row contradicts " + above + ", which has the same conditions and answers first";
    }

    private void findRepeated() {
        for (int later = 1; later < rows.size(); later++) {
            Row row = rows.get(later);
            rows.subList(0, later).stream().filter(above -> covers(above, row) && covers(row, above))
                    .filter(above -> above.results().equals(row.results())).findFirst()
                    .ifPresent(above -> problems.add(read.row(row.line())
                            .error("this row repeats row " + above.line() + " (" + above.key() + ")")));
            rows.subList(0, later).stream().filter(above -> covers(above, row) && covers(row, above))
                    .filter(above -> !above.results().equals(row.results()) && sameRole(above, row)).findFirst()
                    .ifPresent(above -> problems.add(read.row(row.line()).error("this row contradicts row " + above.line() + " ("
                            + above.key() + "): the same conditions and the same role, which makes one contact")));
        }
    }

    private static boolean sameRole(Row one, Row other) {
        return one.results().containsKey("role") && one.results().get("role").equals(other.results().get("role"));
    }

    /** Whether the row holds whenever the other one does. */
    private static boolean covers(Row row, Row other) {
        for (Condition condition : row.conditions()) {
            if (!implied(condition, other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean implied(Condition condition, Row by) {
        for (Condition other : by.conditions()) {
            if (other.name().equals(condition.name()) && Implication.implies(other.test(), condition.test())) {
                return true;
            }
        }
        return false;
    }

    /** For each attribute with ranges: is there a number for which no row answers, though rows below and above it answer? */
    private void findGaps() {
        List<Attribute> numeric = rows.stream().flatMap(r -> r.conditions().stream()).map(Condition::attribute)
                .filter(a -> a != null && (a.type() == ValueType.NUMBER || a.type() == ValueType.DAYS || a.type() == ValueType.PERCENT))
                .distinct().toList();
        for (Attribute attribute : numeric) {
            rows.stream().filter(r -> asks(r, attribute))
                    .collect(Collectors.groupingBy(r -> elseOf(r, attribute), LinkedHashMap::new, Collectors.toList())).values().stream()
                    .filter(group -> group.size() > 1).forEach(group -> findGap(attribute, group));
        }
    }

    private void findGap(Attribute attribute, List<Row> group) {
        Row first = group.get(0);
        List<Row> answering = rows.stream().filter(r -> coversElse(r, first, attribute)).toList();
        List<BigDecimal> samples = samples(attribute, group);
        boolean below = false;
        BigDecimal gap = null;
        for (BigDecimal sample : samples) {
            Facts facts = Facts.none().with(attribute, sample);
            boolean answered = answering.stream().anyMatch(r -> r.conditions().stream().filter(c -> c.attribute() == attribute)
                    .allMatch(c -> c.holds(facts)));
            if (answered && gap != null) {
                problems.add(read.row(first.line()).warning("no row answers when " + attribute.english() + " is "
                        + shown(attribute, gap) + ", though rows answer below and above"));
                return;
            }
            gap = answered ? null : below ? gap == null ? sample : gap : null;
            below |= answered;
        }
    }

    private static String shown(Attribute attribute, BigDecimal number) {
        return attribute.type() == ValueType.PERCENT ? number.movePointRight(2).stripTrailingZeros().toPlainString() + "%"
                : number.stripTrailingZeros().toPlainString();
    }

    /** The bounds of all ranges and a number between each two of them. */
    private static List<BigDecimal> samples(Attribute attribute, List<Row> group) {
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        group.stream().flatMap(r -> r.conditions().stream()).filter(c -> c.attribute() == attribute)
                .forEach(c -> Implication.bounds(c.test(), bounds));
        TreeSet<BigDecimal> samples = new TreeSet<>(bounds);
        BigDecimal before = null;
        for (BigDecimal bound : bounds) {
            if (before != null) {
                BigDecimal between = before.add(bound).divide(BigDecimal.valueOf(2));
                samples.add(attribute.type() == ValueType.DAYS ? between.setScale(0, RoundingMode.FLOOR) : between);
            }
            before = bound;
        }
        if (before != null) {
            samples.add(bounds.first().subtract(BigDecimal.ONE));
            samples.add(before.add(BigDecimal.ONE));
        }
        return List.copyOf(samples);
    }

    private static boolean asks(Row row, Attribute attribute) {
        return row.conditions().stream().anyMatch(c -> c.attribute() == attribute);
    }

    private static String elseOf(Row row, Attribute attribute) {
        return row.conditions().stream().filter(c -> c.attribute() != attribute).map(c -> c.name() + " " + c.test().words()).sorted()
                .collect(Collectors.joining("\n"));
    }

    private static boolean coversElse(Row row, Row other, Attribute attribute) {
        return covers(without(row, attribute), without(other, attribute));
    }

    private static Row without(Row row, Attribute attribute) {
        return new Row(row.key(), row.line(), row.conditions().stream().filter(c -> c.attribute() != attribute).toList(), row.results());
    }
}
