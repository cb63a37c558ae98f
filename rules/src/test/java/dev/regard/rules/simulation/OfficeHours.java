package dev.regard.rules.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Monday to Friday from nine to six in Shanghai, in years whose holidays nobody has announced. */
final class OfficeHours {
    /** Shanghai has no summer time. */
    static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);
    private static final LocalTime OPEN = LocalTime.of(9, 0);
    private static final LocalTime CLOSE = LocalTime.of(18, 0);

    private OfficeHours() { }

    static LocalDate date(Instant at) {
        return at.atOffset(OFFSET).toLocalDate();
    }

    static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).toInstant(OFFSET);
    }

    static boolean worked(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    static LocalDate next(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!worked(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    static Instant closing(LocalDate date) {
        return at(date, CLOSE);
    }

    /** What is left of the day's working time from an instant on. */
    static Duration left(Instant from) {
        LocalDate date = date(from);
        if (!worked(date) || from.isBefore(at(date, OPEN)) || from.isAfter(closing(date))) {
            return Duration.ZERO;
        }
        return Duration.between(from, closing(date));
    }

    static Instant plus(Instant from, Duration working) {
        LocalDate date = date(from);
        Duration left = working;
        while (true) {
            if (worked(date)) {
                Instant start = from.isAfter(at(date, OPEN)) ? from : at(date, OPEN);
                Duration today = start.isBefore(closing(date)) ? Duration.between(start, closing(date)) : Duration.ZERO;
                if (!today.isZero() && today.compareTo(left) >= 0) {
                    return start.plus(left);
                }
                left = left.minus(today);
            }
            date = date.plusDays(1);
        }
    }

    static Instant minus(Instant from, Duration working) {
        LocalDate date = date(from);
        Duration left = working;
        while (true) {
            if (worked(date)) {
                Instant end = from.isBefore(closing(date)) ? from : closing(date);
                Duration today = end.isAfter(at(date, OPEN)) ? Duration.between(at(date, OPEN), end) : Duration.ZERO;
                if (!today.isZero() && today.compareTo(left) >= 0) {
                    return end.minus(left);
                }
                left = left.minus(today);
            }
            date = date.minusDays(1);
        }
    }

    /** The same time so many working days later; what lies outside of the hours moves to their nearest edge. */
    static Instant sameTime(Instant from, int workingDays) {
        LocalDate date = date(from);
        for (int i = 0; i < workingDays; i++) {
            date = next(date);
        }
        LocalTime time = from.atOffset(OFFSET).toLocalTime();
        return at(date, time.isBefore(OPEN) ? OPEN : time.isAfter(CLOSE) ? CLOSE : time);
    }

    static Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (LocalDate date = date(from); !date.isAfter(date(to)); date = date.plusDays(1)) {
            if (worked(date)) {
                Instant start = from.isAfter(at(date, OPEN)) ? from : at(date, OPEN);
                Instant end = to.isBefore(closing(date)) ? to : closing(date);
                sum = end.isAfter(start) ? sum.plus(Duration.between(start, end)) : sum;
            }
        }
        return sum;
    }
}
