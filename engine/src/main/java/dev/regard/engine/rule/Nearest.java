package dev.regard.engine.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The value nearest to one that was met which a condition lets through. */
final class Nearest {
    private Nearest() { }

    static String to(Test test, Object met) {
        return nearest(test, met).map(Nearest::shown).orElseGet(test::words);
    }

    /** Empty where the condition's own words say it best. */
    private static Optional<Object> nearest(Test test, Object met) {
        Optional<BigDecimal> number = number(met);
        if (test instanceof Test.Between between) {
            return bound(between, number);
        }
        if (test instanceof Test.OneOf oneOf) {
            return number.flatMap(n -> oneOf.values().stream().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast)
                    .min((a, b) -> a.subtract(n).abs().compareTo(b.subtract(n).abs()))).map(Object.class::cast);
        }
        if (test instanceof Test.During during) {
            LocalDate day = day(met);
            LocalDate end = during.from() != null && (day == null || day.isBefore(during.from())) ? during.from() : during.until() != null ? during.until() : during.from();
            return Optional.ofNullable(end);
        }
        if (test instanceof Test.Either either) {
            return nearer(nearest(either.first(), met), nearest(either.second(), met), met);
        }
        return Optional.empty();
    }

    /** An end that is itself excluded is said as a comparison. */
    private static Optional<Object> bound(Test.Between between, Optional<BigDecimal> met) {
        boolean low = between.low() != null && (between.high() == null || met.isEmpty() || met.get().compareTo(between.low()) <= 0);
        BigDecimal end = low ? between.low() : between.high();
        boolean included = low ? between.lowIncluded() : between.highIncluded();
        return Optional.of(included ? end : (Object) ((low ? "more than " : "less than ") + end.toPlainString()));
    }

    private static Optional<Object> nearer(Optional<Object> first, Optional<Object> second, Object met) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        return distance(second.get(), met).compareTo(distance(first.get(), met)) < 0 ? second : first;
    }

    private static BigDecimal distance(Object value, Object met) {
        if (value instanceof LocalDate day && day(met) != null) {
            return BigDecimal.valueOf(Math.abs(ChronoUnit.DAYS.between(day, day(met))));
        }
        return number(value).flatMap(v -> number(met).map(m -> v.subtract(m).abs())).orElse(new BigDecimal(Long.MAX_VALUE));
    }

    private static LocalDate day(Object met) {
        return met instanceof LocalDate day ? day : met instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text) : null;
    }

    private static Optional<BigDecimal> number(Object value) {
        try {
            return value instanceof Number || value instanceof String ? Optional.of(new BigDecimal(value.toString())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String shown(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
