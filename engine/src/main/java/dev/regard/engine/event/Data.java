package dev.regard.engine.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The payload of an event: an immutable tree of {@code Map}, {@code List}, {@code String}, {@code BigDecimal},
 * {@code Boolean} and {@code null}, as JSON has it. Readings are lenient in form (a number may come as a string)
 * and empty where the field is absent; what is wrong in form was refused by {@link EventCheck} at the door.
 */
public record Data(Map<String, Object> fields) {
    private static final Data NONE = new Data(Map.of());

    public Data {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The payload without any field. */
    public static Data none() {
        return NONE;
    }

    /** Names and values in turn; a convenience for literals. */
    public static Data of(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Data(fields);
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The field as text without surrounding blanks; empty when absent, null or blank. */
    public Optional<String> text(String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof Map || value instanceof List) {
            return Optional.empty();
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The field as an exact number. */
    public Optional<BigDecimal> decimal(String field) {
        return text(field).flatMap(Data::toDecimal);
    }

    public Optional<Boolean> flag(String field) {
        return text(field).flatMap(Data::toFlag);
    }

    public Optional<LocalDate> date(String field) {
        return text(field).flatMap(Data::toDate);
    }

    /** The field as an instant; a plain date counts as its first moment in UTC. */
    public Optional<Instant> instant(String field) {
        return text(field).flatMap(Data::toInstant);
    }

    /** The nested object, or {@link #none()} when there is none. */
    public Data child(String field) {
        return of(fields.get(field));
    }

    /** The objects in a list field; elements of another form are left out. */
    public List<Data> children(String field) {
        return fields.get(field) instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(Data::of).toList()
                : List.of();
    }

    /** The texts in a list field; a single text counts as a list of one. */
    public List<String> texts(String field) {
        Object value = fields.get(field);
        if (value instanceof List<?> list) {
            return list.stream().filter(v -> v != null && !(v instanceof Map)).map(v -> v.toString().strip()).toList();
        }
        return text(field).map(List::of).orElse(List.of());
    }

    static Optional<BigDecimal> toDecimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            // 1e999999999 is a legal literal and a denial of service when it is added to anything
            return Math.abs((long) number.scale()) > 18 || number.precision() > 30 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> toFlag(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "1", "是" -> Optional.of(true);
            case "false", "no", "0", "否" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<LocalDate> toDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> toInstant(String text) {
        try {
            return text.length() == 10
                    ? Optional.of(LocalDate.parse(text).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC))
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private static Data of(Object value) {
        return value instanceof Map<?, ?> map ? new Data((Map<String, Object>) map) : NONE;
    }
}
