package dev.regard.connectors.json;

import java.time.Instant;
import java.time.LocalDate;

/** Reads what {@link Instant#toString} writes, ten times as fast as {@link Instant#parse}: a card holds dozens of them. */
final class IsoInstant {
    private static final String FORM = "0000-00-00T00:00:00";

    private IsoInstant() { }

    static Instant parse(String text) {
        return plain(text) ? parsed(text) : Instant.parse(text);
    }

    /** A year of four digits, and nothing but digits where they belong. */
    private static boolean plain(String text) {
        int last = text.length() - 1;
        if (last < FORM.length() || last > FORM.length() + 10 || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < last; i++) {
            char wanted = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            char c = text.charAt(i);
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return last != FORM.length() + 1;
    }

    private static Instant parsed(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
        int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        int nanos = 0;
        int fraction = text.length() - 1 - FORM.length() - 1;
        for (int i = 0; i < 9 && fraction > 0; i++) {
            nanos = nanos * 10 + (i < fraction ? text.charAt(FORM.length() + 1 + i) - '0' : 0);
        }
        return Instant.ofEpochSecond(day * 86_400 + second, nanos);
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
