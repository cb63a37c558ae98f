package dev.regard.rules.table;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One thing that a table asks for, cut into the pieces between which its conditions tell a difference: the values of a piece fulfil the same
 * conditions, so one sample stands for all of them, and what is found for the samples holds for every value.
 */
final class Axis {
    private static final Set<Attribute> COUNTS = EnumSet.of(Attribute.ORDERS_12M, Attribute.ORDERS_TOTAL, Attribute.COMPLAINTS_90D, Attribute.LOW_REVIEWS,
            Attribute.TRIES, Attribute.CARDS_WITH_PHONE, Attribute.TYPED_WITHIN_A_MINUTE);
    /** Counted from a day that may be tomorrow, since clocks of sources may be ahead. */
    private static final Set<Attribute> ELAPSED = EnumSet.of(Attribute.DAYS_SINCE_PURCHASE, Attribute.DAYS_SINCE_CONTACT, Attribute.DAYS_SINCE_VISIT, Attribute.DAYS_SINCE_CONFIRMED,
            Attribute.DAYS_SINCE_MADE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** One of those that ask for it. */
    private final Condition condition;
    private final String name;
    private final Attribute attribute;
    private final Domain domain;
    private final List<Object> samples = new ArrayList<>();
    /** Samples of what is asked for and does not come out; a name where there are numbers is told elsewhere. */
    private final Set<Object> strays = new HashSet<>();
    private final Map<Test, BitSet> byTest = new HashMap<>();

    private Axis(Condition condition, Domain domain) {
        this.condition = condition;
        this.name = condition.name();
        this.attribute = condition.attribute();
        this.domain = domain;
    }

    /**
     * @param tests  every condition that the table has on it
     * @param domain what it can be
     */
    static Axis of(Condition condition, Collection<Test> tests, Domain domain) {
        Axis axis = new Axis(condition, domain);
        Set<Object> constants = new HashSet<>();
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        for (Test test : tests) {
            test.constants().forEach(constants::add);
            test.numbers().forEach(bounds::add);
        }
        axis.cut(tests, constants, bounds);
        if (!domain.values().isEmpty()) {
            axis.addValues(tests);
        }
        if (domain.isNumber()) {
            constants.stream().filter(value -> value instanceof String word && !NUMBER.matcher(word).matches()).forEach(word -> {
                axis.strays.add(word);
                axis.samples.add(word);
            });
        }
        axis.samples.add(null);
        return axis;
    }

    private void cut(Collection<Test> tests, Set<Object> constants, TreeSet<BigDecimal> bounds) {
        ValueType type = attribute == null ? null : attribute.type();
        if (type == ValueType.FLAG || domain.values().stream().anyMatch(Boolean.class::isInstance) || constants.stream().anyMatch(Boolean.class::isInstance)) {
            samples.add(Boolean.FALSE);
            samples.add(Boolean.TRUE);
        }
        if (type == ValueType.NUMBER || type == ValueType.DAYS || type == ValueType.PERCENT || !bounds.isEmpty() || domain.isNumber()) {
            cutNumbers(bounds);
        }
        if (type == ValueType.DATE) {
            cutDays(tests);
        }
        if (type == null && domain.values().isEmpty() && !domain.isNumber() || type == ValueType.NAME) {
            addNames(constants, domain.names());
        }
    }

    /** One of those values that fulfil the same conditions; a piece without any stays, since the next change of a table may bring one. */
    private void addValues(Collection<Test> tests) {
        List<Object> cut = List.copyOf(samples);
        samples.clear();
        Set<List<Boolean>> fulfilled = new HashSet<>();
        domain.values().stream().sorted().filter(value -> fulfilled.add(answers(tests, value))).forEach(samples::add);
        cut.stream().filter(sample -> fulfilled.add(answers(tests, sample))).forEach(sample -> {
            strays.add(sample);
            samples.add(sample);
        });
    }

    private static List<Boolean> answers(Collection<Test> tests, Object value) {
        return tests.stream().map(test -> test.holds(value)).toList();
    }

    private void addNames(Set<Object> constants, Set<String> known) {
        TreeSet<String> names = new TreeSet<>();
        constants.stream().filter(String.class::isInstance).forEach(c -> names.add((String) c));
        samples.addAll(names);
        TreeSet<String> others = new TreeSet<>(known);
        others.removeAll(names);
        if (known.isEmpty()) {
            String other = "another";
            while (names.contains(other)) {
                other += " one";
            }
            samples.add(other);
        } else if (!others.isEmpty()) {
            samples.add(others.first());
        }
    }

    /** Each bound, and the first whole number between two of them, or the middle where there is none and parts count. */
    private void cutNumbers(TreeSet<BigDecimal> bounds) {
        boolean whole = attribute != null && (attribute.type() == ValueType.DAYS || COUNTS.contains(attribute));
        if (bounds.isEmpty()) {
            samples.add(within(BigDecimal.ONE));
            return;
        }
        bounds.add(within(bounds.last().signum() < 0 ? BigDecimal.ZERO : bounds.first()));
        bounds.add(within(bounds.first()));
        bounds.add(within(bounds.last()));
        BigDecimal least = bounds.first();
        samples.add(within(least.signum() > 0 ? BigDecimal.ZERO : whole ? least.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE) : least.subtract(HALF)));
        for (BigDecimal bound : bounds) {
            BigDecimal next = bounds.higher(bound);
            if (!whole || isWhole(bound)) {
                samples.add(bound);
            }
            BigDecimal after = bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
            if (next == null || after.compareTo(next) < 0) {
                samples.add(percent() && next == null ? bound.add(BigDecimal.ONE).multiply(HALF) : next == null ? within(after) : after);
            } else if (!whole) {
                samples.add(bound.add(next).multiply(HALF));
            }
        }
        samples.removeIf(sample -> sample instanceof BigDecimal number && within(number).compareTo(number) != 0);
    }

    /** The number, or the end of what can be that is next to it. */
    private BigDecimal within(BigDecimal number) {
        BigDecimal least = domain.least() != null ? domain.least() : ELAPSED.contains(attribute) ? BigDecimal.ONE.negate()
                : COUNTS.contains(attribute) || attribute == Attribute.SCORE ? BigDecimal.ZERO : null;
        BigDecimal most = attribute == Attribute.SCORE ? BigDecimal.TEN : domain.most();
        BigDecimal enough = least == null ? number : number.max(least);
        return most == null ? enough : enough.min(most);
    }

    /** The first day of each range, and the first after it. */
    private void cutDays(Collection<Test> tests) {
        TreeSet<LocalDate> turns = tests.stream().flatMap(Test::turns).collect(Collectors.toCollection(TreeSet::new));
        samples.add(turns.isEmpty() ? LocalDate.EPOCH : turns.first().minusDays(1));
        samples.addAll(turns);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private boolean percent() {
        return attribute != null && attribute.type() == ValueType.PERCENT;
    }

    String name() {
        return name;
    }

    Domain domain() {
        return domain;
    }

    /** All pieces, that of the unknown value too. */
    BitSet all() {
        BitSet all = new BitSet();
        all.set(0, samples.size());
        return all;
    }

    /** The pieces of values that come out, that of the unknown value too. */
    BitSet reached() {
        BitSet reached = all();
        IntStream.range(0, samples.size()).filter(piece -> samples.get(piece) != null && strays.contains(samples.get(piece))).forEach(reached::clear);
        return reached;
    }

    /** The pieces of values that there usually are: known, no number below nothing unless a table derives it, no share above the whole. */
    BitSet usual() {
        BitSet usual = new BitSet();
        for (int piece = 0; piece < samples.size(); piece++) {
            Object sample = samples.get(piece);
            boolean possible = !(sample instanceof BigDecimal number) || domain.isNumber() || number.signum() >= 0 && !(percent() && number.compareTo(BigDecimal.ONE) > 0);
            usual.set(piece, sample == null ? domain.lacking() : possible && !strays.contains(sample));
        }
        return usual;
    }

    /** Whether nothing in the pieces comes out, though there are some. */
    boolean isUnreached(BitSet pieces) {
        return !pieces.isEmpty() && pieces.stream().mapToObj(samples::get).allMatch(sample -> sample != null && !(sample instanceof String) && strays.contains(sample));
    }

    /** The pieces whose values the row lets through. */
    BitSet taken(Row row) {
        BitSet taken = null;
        for (Condition condition : row.conditions()) {
            if (condition.name().equals(name)) {
                BitSet one = byTest.computeIfAbsent(condition.test(), this::taken);
                if (taken == null) {
                    taken = (BitSet) one.clone();
                } else {
                    taken.and(one);
                }
            }
        }
        return taken == null ? all() : taken;
    }

    private BitSet taken(Test test) {
        BitSet taken = new BitSet();
        for (int piece = 0; piece < samples.size(); piece++) {
            taken.set(piece, test.holds(samples.get(piece)));
        }
        return taken;
    }

    /** Whether some value of the pieces fulfils the same conditions as this one, which is what a piece is. */
    boolean has(BitSet pieces, Object value) {
        return pieces.stream().mapToObj(samples::get).anyMatch(sample -> byTest.keySet().stream().allMatch(test -> test.holds(sample) == test.holds(value)));
    }

    /** What is known of it; null where nothing is. */
    Object met(Facts facts) {
        return condition.met(facts);
    }

    boolean isOfTheCustomer() {
        return condition.isOfTheCustomer();
    }

    /** The first of the pieces as a person says it. */
    String shown(BitSet pieces) {
        Object sample = samples.get(pieces.nextSetBit(0));
        String what = attribute == null ? name : attribute.english();
        if (sample == null) {
            return what + " is unknown";
        }
        if (sample instanceof Boolean yes) {
            return what + " is " + (yes ? "yes" : "no");
        }
        return what + " is " + (sample instanceof BigDecimal number ? shown(number) : sample);
    }

    private String shown(BigDecimal number) {
        return percent() ? number.movePointRight(2).stripTrailingZeros().toPlainString() + "%" : number.stripTrailingZeros().toPlainString();
    }
}
