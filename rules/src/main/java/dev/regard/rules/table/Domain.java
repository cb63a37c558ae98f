package dev.regard.rules.table;

import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a fact can be, where more is known of that than its type.
 *
 * @param names   the names that it can be, in small letters; empty where any may come, or it is none
 * @param values  all numbers that come out, or yes and no; empty where that is not known
 * @param least   no number is less; null where there is no such bound
 * @param most    no number is more; null where there is no such bound
 * @param lacking whether it is usual that nobody knows it
 */
public record Domain(Set<String> names, Set<Object> values, BigDecimal least, BigDecimal most, boolean lacking) {
    static final Domain ANYTHING = new Domain(Set.of(), Set.of(), null, null, false);
    private static final int SHOWN = 6;

    /** That of a fact which can have these names and no other. */
    public static Domain named(Set<String> names) {
        return new Domain(Set.copyOf(names), Set.of(), null, null, false);
    }

    /**
     * What a table can derive: of numbers that are added up each sum that some case comes to. It lacks where a case of known values has no row, and outside the
     * table's period.
     *
     * @param domains of the facts that the table asks for
     */
    public static Domain derived(DecisionTable table, Topic.Result fact, Map<String, Domain> domains) {
        List<Row> rows = table.rowsByRank();
        Cases cases = new Cases(rows, domains, Cases.BUDGET / 10);
        boolean all = table.policy() == Topic.HitPolicy.ALL && fact.type() == ValueType.NUMBER;
        boolean lacking = table.charter().isForAPeriod() || lacks(cases, rows, fact.name(), all);
        List<Object> single = rows.stream().map(row -> row.results().get(fact.name())).filter(Objects::nonNull).toList();
        if (fact.type() == ValueType.NAME) {
            return new Domain(single.stream().map(name -> name.toString().toLowerCase(Locale.ROOT)).collect(Collectors.toSet()), Set.of(), null, null, lacking);
        }
        try {
            Set<Object> values = cases.outcomes(rows, fact.name(), all, false);
            values.remove(null);
            return of(values, lacking);
        } catch (Cases.Undecided e) {
            return all ? new Domain(Set.of(), Set.of(), sum(single, -1), sum(single, 1), lacking) : of(Set.copyOf(single), lacking);
        }
    }

    /** What lies between the values and nothing may come out after the next change of the table. */
    private static Domain of(Set<Object> values, boolean lacking) {
        List<BigDecimal> numbers = values.stream().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast).toList();
        return numbers.isEmpty() ? new Domain(Set.of(), Set.copyOf(values), null, null, lacking)
                : new Domain(Set.of(), Set.copyOf(values), numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::min), numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::max), lacking);
    }

    private static boolean lacks(Cases cases, List<Row> rows, String fact, boolean all) {
        try {
            return cases.outcomes(rows, fact, all, true).contains(null);
        } catch (Cases.Undecided e) {
            return true;
        }
    }

    /** Of all numbers of that sign, which no sum exceeds. */
    private static BigDecimal sum(List<Object> numbers, int sign) {
        return numbers.stream().map(BigDecimal.class::cast).filter(n -> n.signum() == sign).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean isNumber() {
        return least != null;
    }

    /** {@code 2, 3, 5}, or {@code from 1 to 40}; empty when no values are known. */
    String words() {
        TreeSet<BigDecimal> numbers = values.stream().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast).collect(Collectors.toCollection(TreeSet::new));
        if (numbers.isEmpty()) {
            return least == null ? "" : "from " + least.toPlainString() + " to " + most.toPlainString();
        }
        return numbers.size() > SHOWN ? "from " + numbers.first().toPlainString() + " to " + numbers.last().toPlainString()
                : numbers.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
    }
}
