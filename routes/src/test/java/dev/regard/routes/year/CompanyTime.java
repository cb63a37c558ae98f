package dev.regard.routes.year;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** The company's working time in 2026 as the State Council's notice of 4 November 2025 has it; other years count Monday to Friday. */
public final class CompanyTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalTime OPEN = LocalTime.of(9, 0);
    private static final LocalTime CLOSE = LocalTime.of(18, 0);
    private static final Set<LocalDate> MADE_UP = Set.of(day(1, 4), day(2, 14), day(2, 28), day(5, 9), day(9, 20), day(10, 10));

    private CompanyTime() { }

    static boolean works(LocalDate date) {
        boolean weekday = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
        return MADE_UP.contains(date) || weekday && !holiday(date);
    }

    private static boolean holiday(LocalDate date) {
        return within(date, day(1, 1), day(1, 3)) || within(date, day(2, 15), day(2, 23)) || within(date, day(4, 4), day(4, 6))
                || within(date, day(5, 1), day(5, 5)) || within(date, day(6, 19), day(6, 21)) || within(date, day(9, 25), day(9, 27))
                || within(date, day(10, 1), day(10, 7));
    }

    static LocalDate date(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    static LocalDate nextWorkingDay(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!works(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    static Instant close(LocalDate date) {
        return at(date, CLOSE);
    }

    /** This working time later: an amount that ends at closing time ends there, not the next morning. */
    static Instant plus(Instant from, Duration working) {
        LocalDate date = date(from);
        Duration left = working;
        while (true) {
            Duration today = left(date, from);
            if (today.compareTo(left) >= 0 && !today.isZero()) {
                return later(from, at(date, OPEN)).plus(left);
            }
            left = left.minus(today);
            date = date.plusDays(1);
        }
    }

    /** This working time before. */
    static Instant minus(Instant until, Duration working) {
        LocalDate date = date(until);
        Duration left = working;
        while (true) {
            Instant end = until.isBefore(close(date)) ? until : close(date);
            Duration today = works(date) && end.isAfter(at(date, OPEN)) ? Duration.between(at(date, OPEN), end) : Duration.ZERO;
            if (today.compareTo(left) >= 0 && !today.isZero()) {
                return end.minus(left);
            }
            left = left.minus(today);
            date = date.minusDays(1);
        }
    }

    /** The same time, so many working days later. */
    static Instant plusDays(Instant from, int workingDays) {
        ZonedDateTime start = from.atZone(ZONE);
        LocalDate date = start.toLocalDate();
        for (int i = 0; i < workingDays; i++) {
            date = nextWorkingDay(date);
        }
        return at(date, start.toLocalTime());
    }

    /** The working time between two moments. */
    static Duration between(Instant from, Instant until) {
        Duration sum = Duration.ZERO;
        for (LocalDate date = date(from); !date.isAfter(date(until)); date = date.plusDays(1)) {
            Duration rest = left(date, from);
            Duration after = left(date, until);
            sum = sum.plus(rest.minus(after));
        }
        return sum;
    }

    /** What is left of a day's working time at a moment. */
    static Duration left(LocalDate date, Instant at) {
        Instant start = later(at, at(date, OPEN));
        return works(date) && start.isBefore(close(date)) ? Duration.between(start, close(date)) : Duration.ZERO;
    }

    /** True between opening and closing time of a working day. */
    static boolean open(Instant at) {
        LocalDate date = date(at);
        return works(date) && !at.isBefore(at(date, OPEN)) && at.isBefore(close(date));
    }

    public static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(ZONE).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static boolean within(LocalDate date, LocalDate first, LocalDate last) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }
}
