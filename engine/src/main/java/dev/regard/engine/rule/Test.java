package dev.regard.engine.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The condition in a cell, as a syntax tree. A fact that is not known fulfils only {@link Unknown} and {@link Not}. */
public sealed interface Test {

    /** Whether the value of a fact (null when not known) fulfils the condition. */
    boolean holds(Object value);

    /** The condition as a person writes it in a cell. */
    String words();

    /** The conditions that it is made of, without what denies or joins them. */
    default Stream<Test> leaves() {
        return Stream.of(this);
    }

    /** The single values that it names, at any depth. */
    default Stream<Object> constants() {
        return leaves().filter(OneOf.class::isInstance).flatMap(leaf -> ((OneOf) leaf).values.stream());
    }

    /** The numbers that it compares with, at any depth. */
    default Stream<BigDecimal> numbers() {
        return leaves().flatMap(leaf -> leaf instanceof Between between ? Stream.of(Optional.ofNullable(between.low), Optional.ofNullable(between.high)).flatMap(Optional::stream)
                : leaf.constants().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast));
    }

    /** The first day of each range of days that it names, at any depth, and the first one after it. */
    default Stream<LocalDate> turns() {
        return leaves().filter(During.class::isInstance).map(During.class::cast)
                .flatMap(during -> Stream.of(Optional.ofNullable(during.from), Optional.ofNullable(during.until).map(day -> day.plusDays(1))).flatMap(Optional::stream));
    }

    /** The same with other names. */
    default Test renamed(UnaryOperator<String> other) {
        return this;
    }

    /** Names compare without regard to case, numbers by value. */
    record OneOf(Set<Object> values) implements Test {
        public OneOf {
            values = Set.copyOf(values.stream().map(Test::normal).toList());
        }

        @Override
        public boolean holds(Object value) {
            return value != null && values.contains(normal(value));
        }

        @Override
        public Test renamed(UnaryOperator<String> other) {
            return new OneOf(values.stream().map(value -> value instanceof String name ? other.apply(name) : value).collect(Collectors.toSet()));
        }

        @Override
        public String words() {
            return String.join(", ", new TreeSet<>(values.stream().map(Test::shown).toList()));
        }
    }

    /** A range of numbers; a bound that is null is open. */
    record Between(BigDecimal low, boolean lowIncluded, BigDecimal high, boolean highIncluded) implements Test {
        @Override
        public boolean holds(Object value) {
            BigDecimal number = number(value);
            if (number == null) {
                return false;
            }
            return (low == null || number.compareTo(low) >= (lowIncluded ? 0 : 1))
                    && (high == null || number.compareTo(high) <= (highIncluded ? 0 : -1));
        }

        @Override
        public String words() {
            if (low != null && high != null && lowIncluded && highIncluded) {
                return low.toPlainString() + ".." + high.toPlainString();
            }
            String from = low == null ? "" : (lowIncluded ? ">= " : "> ") + low.toPlainString();
            String to = high == null ? "" : (highIncluded ? "<= " : "< ") + high.toPlainString();
            return from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
        }
    }

    /** A range of days, both ends included; an end that is null is open. */
    record During(LocalDate from, LocalDate until) implements Test {
        @Override
        public boolean holds(Object value) {
            return value instanceof LocalDate day && (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }

        @Override
        public String words() {
            return from == null ? "<= " + until : until == null ? ">= " + from : from.equals(until) ? from.toString() : from + ".." + until;
        }
    }

    /** The text holds one of the phrases, without regard to case. */
    record Contains(List<String> phrases) implements Test {
        public Contains {
            phrases = phrases.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
        }

        @Override
        public boolean holds(Object value) {
            if (value == null) {
                return false;
            }
            String text = value.toString().toLowerCase(Locale.ROOT);
            return phrases.stream().anyMatch(text::contains);
        }

        @Override
        public String words() {
            return String.join("; ", phrases);
        }
    }

    /** The fact is not known. Written {@code unknown}. */
    record Unknown() implements Test {
        @Override
        public boolean holds(Object value) {
            return value == null;
        }

        @Override
        public String words() {
            return "unknown";
        }
    }

    /** The other way round. Written {@code not …}. */
    record Not(Test test) implements Test {
        @Override
        public boolean holds(Object value) {
            return !test.holds(value);
        }

        @Override
        public Stream<Test> leaves() {
            return test.leaves();
        }

        @Override
        public Test renamed(UnaryOperator<String> other) {
            return new Not(test.renamed(other));
        }

        @Override
        public String words() {
            return "not " + test.words();
        }
    }

    /** One of two conditions holds, such as {@code unknown or < 45}. */
    record Either(Test first, Test second) implements Test {
        @Override
        public boolean holds(Object value) {
            return first.holds(value) || second.holds(value);
        }

        @Override
        public Stream<Test> leaves() {
            return Stream.concat(first.leaves(), second.leaves());
        }

        @Override
        public Test renamed(UnaryOperator<String> other) {
            return new Either(first.renamed(other), second.renamed(other));
        }

        @Override
        public String words() {
            return first.words() + " or " + second.words();
        }
    }

    /** A value as {@link OneOf} compares it: names in small letters, numbers without trailing zeros. */
    static Object normal(Object value) {
        if (value instanceof String text) {
            return text.toLowerCase(Locale.ROOT);
        }
        BigDecimal number = value instanceof Boolean ? null : number(value);
        return number == null ? value : number.stripTrailingZeros();
    }

    private static String shown(Object value) {
        return value instanceof Boolean flag ? (flag ? "yes" : "no")
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** Null when the value is no number: fields of events and traits of cards hold whatever their source sent. */
    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        try {
            return value instanceof Number || value instanceof String ? new BigDecimal(value.toString()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
