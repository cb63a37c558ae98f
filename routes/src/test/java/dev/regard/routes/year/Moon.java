package dev.regard.routes.year;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The first days of the lunar months from January 2026 to March 2027, as printed calendars have them. No leap month is among them. */
final class Moon {
    private static final Map<Integer, List<LocalDate>> FIRST_DAYS = Map.of(
            2025, List.of(of(2026, 1, 19)),
            2026, List.of(of(2026, 2, 17), of(2026, 3, 19), of(2026, 4, 17), of(2026, 5, 17), of(2026, 6, 15), of(2026, 7, 14),
                    of(2026, 8, 13), of(2026, 9, 11), of(2026, 10, 10), of(2026, 11, 9), of(2026, 12, 9), of(2027, 1, 8)),
            2027, List.of(of(2027, 2, 6), of(2027, 3, 8)));

    private Moon() { }

    /** A day of a lunar year by the civil calendar; day 30 of a month of 29 days is its 29th. */
    record Day(int lunarYear, LocalDate date) { }

    static LocalDate springFestival() {
        return FIRST_DAYS.get(2026).get(0);
    }

    static LocalDate dragonBoat() {
        return of(2026, 6, 19);
    }

    static LocalDate midAutumn() {
        return of(2026, 9, 25);
    }

    /** When a lunar month and day falls in the lunar years that reach into 2026; of 2025 only the twelfth month does after 19 January. */
    static List<Day> occurrences(int month, int day) {
        Stream<Day> last = month == 12 ? Stream.of(new Day(2025, date(2025, 0, day))) : Stream.empty();
        return Stream.concat(last, Stream.of(new Day(2026, date(2026, month - 1, day)))).toList();
    }

    private static LocalDate date(int year, int index, int day) {
        List<LocalDate> months = FIRST_DAYS.get(year);
        LocalDate next = index + 1 < months.size() ? months.get(index + 1) : FIRST_DAYS.get(year + 1).get(0);
        LocalDate wanted = months.get(index).plusDays(day - 1L);
        return wanted.isBefore(next) ? wanted : next.minusDays(1);
    }

    private static LocalDate of(int year, int month, int day) {
        return LocalDate.of(year, month, day);
    }
}
