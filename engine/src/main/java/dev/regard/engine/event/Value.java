package dev.regard.engine.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One value of a {@link Data} or of a card's field and what it can be read as, lenient in form: a number may come as a string. A reading is empty where the
 * value has not that form.
 *
 * @param raw {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code Boolean} or null, as JSON has it
 */
public record Value(Object raw) {
    private static final int DAY = 10;
    /** 1e999999999 is a legal literal and a denial of service when it is added to anything. */
    private static final int LONGEST_SCALE = 18;
    private static final int LONGEST_PRECISION = 30;

    /** As text without surrounding blanks; empty when null, blank, or no single value. */
    public Optional<String> text() {
        if (raw == null || raw instanceof Map || raw instanceof List) {
            return Optional.empty();
        }
        String text = raw instanceof BigDecimal number ? number.toPlainString() : raw.toString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** As an exact number, of at most thirty digits. */
    public Optional<BigDecimal> decimal() {
        return text().flatMap(Value::toDecimal);
    }

    public Optional<Boolean> flag() {
        return raw instanceof Boolean flag ? Optional.of(flag) : text().flatMap(Value::toFlag);
    }

    public Optional<LocalDate> date() {
        return text().flatMap(Value::toDate);
    }

    /** As an instant; a plain date counts as its first moment in UTC. */
    public Optional<Instant> instant() {
        return text().flatMap(Value::toInstant);
    }

    /** As a nested object, {@link Data#none()} when it is none. */
    @SuppressWarnings("unchecked")
    public Data child() {
        return raw instanceof Map<?, ?> map ? new Data((Map<String, Object>) map) : Data.none();
    }

    /** The objects in a list; elements of another form are left out. */
    public List<Data> children() {
        return raw instanceof List<?> list ? list.stream().filter(Map.class::isInstance).map(element -> new Value(element).child()).toList() : List.of();
    }

    /** The texts in a list; a single text counts as a list of one. */
    public List<String> texts() {
        return raw instanceof List<?> list
                ? list.stream().filter(v -> v != null && !(v instanceof Map)).map(v -> v.toString().strip()).toList()
                : text().map(List::of).orElse(List.of());
    }

    static Optional<BigDecimal> toDecimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LONGEST_SCALE || number.precision() > LONGEST_PRECISION ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> toFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "是" -> Optional.of(true);
            case "false", "no", "0", "否" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<LocalDate> toDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text.length() > DAY ? text.substring(0, DAY) : text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> toInstant(String text) {
        try {
            return text.length() == DAY
                    ? Optional.of(LocalDate.parse(text).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC))
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
