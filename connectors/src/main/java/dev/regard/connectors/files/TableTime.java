package dev.regard.connectors.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as tables have them: RFC 3339, and local ones with the year first: {@code 2026-03-01}, {@code 2026/3/1 9:30},
 * {@code 2026年3月1日}, {@code 20260301}. Day-first and month-first ones are not told apart by anything, so they are not taken.
 */
final class TableTime {
    private static final Pattern LOCAL = Pattern.compile(
            "(\\d{4})(?:[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{2})(\\d{2}))(?:[Tt\\s]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?)?");

    private TableTime() { }

    /** A local date is its first moment in the zone. */
    static Optional<Instant> instant(String text, ZoneId zone) {
        try {
            Optional<LocalDateTime> local = local(text);
            if (local.isPresent()) {
                return Optional.of(local.get().atZone(zone).toInstant());
            }
            boolean blank = text.length() > 10 && text.charAt(10) == ' ';
            OffsetDateTime time = OffsetDateTime.parse(blank ? text.substring(0, 10) + "T" + text.substring(11) : text);
            return Optional.of(time.toInstant()).filter(t -> time.getYear() >= 0 && time.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> date(String text) {
        try {
            return local(text).map(LocalDateTime::toLocalDate);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> local(String text) {
        Matcher m = LOCAL.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean compact = m.group(2) == null;
        return Optional.of(LocalDateTime.of(part(m, 1), part(m, compact ? 4 : 2), part(m, compact ? 5 : 3),
                part(m, 6), part(m, 7), part(m, 8)));
    }

    private static int part(Matcher m, int group) {
        return m.group(group) == null ? 0 : Integer.parseInt(m.group(group));
    }
}
