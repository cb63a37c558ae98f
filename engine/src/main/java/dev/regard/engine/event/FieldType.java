package dev.regard.engine.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form that the value of a known field must have. */
public enum FieldType {
    TEXT("a text"), MONEY("a decimal number"), NUMBER("a number"), FLAG("true or false"), DATE("a date like 2026-03-01"),
    TIME("a time like 2026-03-01T09:30:00+08:00"), LIST("a list"), OBJECT("an object"), BIRTHDAY("a birthday such as {\"calendar\": \"lunar\", \"month\": 1, \"day\": 20} in JSON, and 1980-03-20, 3-20 or, by the lunar calendar, 农历1-20 in a table"),
    KEY("a customer's id or key like email:li@example.com");

    private final String words;

    FieldType(String words) {
        this.words = words;
    }

    /** The reason why the value does not fit, or empty. Null always fits: it deletes. */
    Optional<String> misfit(Object value) {
        boolean fits = value == null || switch (this) {
            case TEXT -> !(value instanceof Map) && !(value instanceof List);
            case KEY -> !(value instanceof Map) && !(value instanceof List) && CustomerKey.stated(plain(value)).isPresent();
            case MONEY, NUMBER -> Value.toDecimal(plain(value)).isPresent();
            case FLAG -> value instanceof Boolean || Value.toFlag(plain(value)).isPresent();
            case DATE -> Value.toDate(plain(value)).isPresent();
            case TIME -> Value.toInstant(plain(value)).isPresent();
            case LIST -> value instanceof List;
            case OBJECT, BIRTHDAY -> value instanceof Map;
        };
        return fits ? Optional.empty() : Optional.of("must be " + words + ", not " + shown(value));
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString().strip();
    }

    private static String shown(Object value) {
        String text = value.toString();
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }
}
