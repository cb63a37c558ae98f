package dev.regard.engine.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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

    private Value value(String field) {
        return new Value(fields.get(field));
    }

    /** The field as text without surrounding blanks; empty when absent, null or blank. */
    public Optional<String> text(String field) {
        return value(field).text();
    }

    /** The field as an exact number. */
    public Optional<BigDecimal> decimal(String field) {
        return value(field).decimal();
    }

    public Optional<Boolean> flag(String field) {
        return value(field).flag();
    }

    public Optional<LocalDate> date(String field) {
        return value(field).date();
    }

    /** The field as an instant; a plain date counts as its first moment in UTC. */
    public Optional<Instant> instant(String field) {
        return value(field).instant();
    }

    /** The nested object, or {@link #none()} when there is none. */
    public Data child(String field) {
        return value(field).child();
    }

    /** The objects in a list field; elements of another form are left out. */
    public List<Data> children(String field) {
        return value(field).children();
    }

    /** The texts in a list field; a single text counts as a list of one. */
    public List<String> texts(String field) {
        return value(field).texts();
    }
}
