package dev.regard.connectors.files;

import dev.regard.engine.event.EventType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cell's text as the value of a field. What does not fit stays text, and the check at the door refuses it by name. */
final class CellValue {
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern BIRTHDAY = Pattern.compile(
            "(农历|阴历|lunar)?\\s*(?:(\\d{4})[-/.年])?(闰|leap )?(\\d{1,2})[-/.月](\\d{1,2})日?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SURROUNDINGS = Pattern.compile("^[￥¥$€]\\s*|\\s*元$");

    private CellValue() { }

    /**
     * @param field     the known field, null for another
     * @param separator what stands between cells
     */
    static Object of(EventType.Field field, String cell, char separator) {
        if (field == null) {
            return cell;
        }
        if (!field.choices().isEmpty()) {
            String lower = cell.toLowerCase(Locale.ROOT);
            return field.choices().contains(lower) ? lower : cell;
        }
        return switch (field.type()) {
            case MONEY, NUMBER -> decimal(cell, separator).<Object>map(n -> n).orElse(cell);
            case DATE -> TableTime.date(cell).map(LocalDate::toString).orElse(cell);
            case LIST -> Arrays.stream(cell.split("[;；]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
            case BIRTHDAY -> birthday(cell);
            default -> cell;
        };
    }

    /** Bounded as the engine bounds numbers. Where a semicolon separates cells, {@code 1,250} may be one and a quarter: not taken. */
    static Optional<BigDecimal> decimal(String cell, char separator) {
        String text = cell.isEmpty() || Character.isDigit(cell.charAt(0)) && Character.isDigit(cell.charAt(cell.length() - 1))
                ? cell : SURROUNDINGS.matcher(cell).replaceAll("");
        if (text.indexOf(',') >= 0 && separator != ';' && GROUPED.matcher(text).matches()) {
            text = text.replace(",", "");
        }
        if (text.length() > 60) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 18 || number.precision() > 30 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Object birthday(String cell) {
        Matcher m = BIRTHDAY.matcher(cell);
        if (!m.matches()) {
            return cell;
        }
        Map<String, Object> birthday = new LinkedHashMap<>();
        birthday.put("calendar", m.group(1) == null ? "solar" : "lunar");
        if (m.group(2) != null) {
            birthday.put("year", new BigDecimal(m.group(2)));
        }
        if (m.group(3) != null) {
            birthday.put("leapMonth", true);
        }
        birthday.put("month", new BigDecimal(m.group(4)));
        birthday.put("day", new BigDecimal(m.group(5)));
        return birthday;
    }
}
