package dev.regard.engine.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The working days of mainland China as announced by the General Office of the State Council. */
final class Calendars {
    static final Map<DayOfWeek, List<Window>> OFFICE_WEEK =
            on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Window.of("09:00", "18:00"));

    static final WorkingCalendar CHINA = WorkingCalendar.builder()
            .week(OFFICE_WEEK)
            .year(2024, days("2024-01-01", "2024-02-10/2024-02-17", "2024-04-04/2024-04-06", "2024-05-01/2024-05-05",
                            "2024-06-10", "2024-09-15/2024-09-17", "2024-10-01/2024-10-07"),
                    days("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14",
                            "2024-09-29", "2024-10-12"))
            .year(2025, days("2025-01-01", "2025-01-28/2025-02-04", "2025-04-04/2025-04-06", "2025-05-01/2025-05-05",
                            "2025-05-31/2025-06-02", "2025-10-01/2025-10-08"),
                    days("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"))
            .year(2026, days("2026-01-01/2026-01-03", "2026-02-15/2026-02-23", "2026-04-04/2026-04-06",
                            "2026-05-01/2026-05-05", "2026-06-19/2026-06-21", "2026-09-25/2026-09-27",
                            "2026-10-01/2026-10-07"),
                    days("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"))
            .build();

    private Calendars() {
    }

    /** Dates, and ranges of dates with both ends, such as {@code 2026-10-01/2026-10-07}. */
    static Set<LocalDate> days(String... ranges) {
        return Arrays.stream(ranges).map(range -> range.split("/"))
                .flatMap(ends -> LocalDate.parse(ends[0])
                        .datesUntil(LocalDate.parse(ends[ends.length - 1]).plusDays(1)))
                .collect(Collectors.toSet());
    }

    static Map<DayOfWeek, List<Window>> on(Set<DayOfWeek> days, Window... windows) {
        Map<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(windows)));
        return week;
    }

    static Map<DayOfWeek, List<Window>> daily(Window... windows) {
        return on(EnumSet.allOf(DayOfWeek.class), windows);
    }

    static WorkingCalendar every(Window... windows) {
        return WorkingCalendar.builder().week(daily(windows)).build();
    }
}
