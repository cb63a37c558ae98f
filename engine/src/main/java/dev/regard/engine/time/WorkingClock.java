package dev.regard.engine.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts working time: the elapsed time inside the windows of a calendar, seen from one zone. A window opens when the
 * wall clock first reaches its start and closes when it first reaches its end, also where the offset changes.
 */
public final class WorkingClock {
    private final WorkingCalendar calendar;
    private final ZoneId zone;

    /** Working time of that calendar as the wall clocks of that zone show it. */
    public WorkingClock(WorkingCalendar calendar, ZoneId zone) {
        this.calendar = requireNonNull(calendar);
        this.zone = requireNonNull(zone);
    }

    /**
     * The earliest instant, open or just closing, by which that much working time has passed. Outside of hours the
     * counting starts at the next opening. Friday 17:00 and one hour is Friday 18:00, not Monday 09:00. Negative
     * working time is refused.
     */
    public Instant plus(Instant from, Duration working) {
        requireNotNegative(working);
        Duration left = working;
        // The day before too: it may just be closing at this midnight.
        for (LocalDate date = dateOf(from).minusDays(1); ; date = date.plusDays(1)) {
            for (Shift shift : shifts(date)) {
                if (shift.closing.isBefore(from)) {
                    continue;
                }
                Instant start = later(from, shift.opening);
                Duration available = Duration.between(start, shift.closing);
                if (left.compareTo(available) <= 0) {
                    return start.plus(left);
                }
                left = left.minus(available);
            }
        }
    }

    /**
     * The latest instant, open or just closing, from which that much working time passes until {@code from}.
     * Monday 09:30 less one hour is Friday 17:30. Negative working time is refused.
     */
    public Instant minus(Instant from, Duration working) {
        requireNotNegative(working);
        Duration left = working;
        for (LocalDate date = dateAfter(from); ; date = date.minusDays(1)) {
            List<Shift> shifts = shifts(date);
            for (int i = shifts.size() - 1; i >= 0; i--) {
                Shift shift = shifts.get(i);
                if (shift.opening.isAfter(from)) {
                    continue;
                }
                Instant end = earlier(from, shift.closing);
                Duration available = Duration.between(shift.opening, end);
                if (left.compareTo(available) <= 0) {
                    return end.minus(left);
                }
                left = left.minus(available);
            }
        }
    }

    /** The working time from a to b; negative when b is before a. */
    public Duration between(Instant a, Instant b) {
        if (b.isBefore(a)) {
            return between(b, a).negated();
        }
        Duration sum = Duration.ZERO;
        LocalDate last = dateAfter(b);
        for (LocalDate date = dateOf(a); !date.isAfter(last); date = date.plusDays(1)) {
            for (Shift shift : shifts(date)) {
                sum = sum.plus(shift.within(a, b));
            }
        }
        return sum;
    }

    /**
     * The same local time on the day that is that many working days after the local date. A time before the opening
     * becomes the opening of that day, one after the closing becomes its closing, one in a break the end of the break.
     * So Saturday 11:00 and one working day is Monday 11:00. With 0 days a working day stays and any other moves
     * to the next working day. Negative counts are refused.
     */
    public Instant plusWorkingDays(Instant from, int days) {
        LocalDate today = dateOf(from);
        LocalDate day = days == 0 && !calendar.isWorkingDay(today)
                ? calendar.nextWorkingDay(today)
                : calendar.plusWorkingDays(today, days);
        Instant wanted = LocalDays.at(day, LocalTime.ofInstant(from, zone), zone);
        for (Shift shift : shifts(day)) {
            if (!wanted.isAfter(shift.closing)) {
                return later(wanted, shift.opening);
            }
        }
        return endOfDay(day);
    }

    /** The same local time that many working days earlier, moved into the hours like {@link #plusWorkingDays}. */
    public Instant minusWorkingDays(Instant from, int days) {
        LocalDate day = dateOf(from);
        for (int left = days; left > 0; ) {
            day = day.minusDays(1);
            left -= calendar.isWorkingDay(day) ? 1 : 0;
        }
        return plusWorkingDays(LocalDays.at(day, LocalTime.ofInstant(from, zone), zone), 0);
    }

    /** The closing of the day's last window; a day that is not worked is refused. */
    public Instant endOfDay(LocalDate date) {
        List<Window> windows = calendar.windows(date);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException(date + " is not a working day");
        }
        return LocalDays.reached(date, windows.get(windows.size() - 1).toMinute(), zone.getRules());
    }

    /** The working time left on the local date of that instant; zero on a day that is not worked. */
    public Duration leftToday(Instant instant) {
        Duration left = Duration.ZERO;
        for (Shift shift : shifts(dateOf(instant))) {
            left = left.plus(shift.within(instant, Instant.MAX));
        }
        return left;
    }

    /** Whether work is going on; false at the instant of closing. */
    public boolean isOpen(Instant instant) {
        return Stream.of(dateOf(instant), dateAfter(instant))
                .flatMap(date -> shifts(date).stream())
                .anyMatch(shift -> shift.isOpen(instant));
    }

    /** A window that the offset change swallowed is no shift. */
    private List<Shift> shifts(LocalDate date) {
        List<Shift> shifts = new ArrayList<>(2);
        for (Window window : calendar.windows(date)) {
            Instant opening = LocalDays.reached(date, window.fromMinute(), zone.getRules());
            Instant closing = LocalDays.reached(date, window.toMinute(), zone.getRules());
            if (opening.isBefore(closing)) {
                shifts.add(new Shift(opening, closing));
            }
        }
        return shifts;
    }

    private LocalDate dateOf(Instant instant) {
        return LocalDays.dateOf(instant, zone);
    }

    /** Clocks that are put back across midnight leave the date while its first shift is already open. */
    private LocalDate dateAfter(Instant instant) {
        return dateOf(instant).plusDays(1);
    }

    private static void requireNotNegative(Duration working) {
        if (working.isNegative()) {
            throw new IllegalArgumentException("working time must not be negative: " + working);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private record Shift(Instant opening, Instant closing) {
        boolean isOpen(Instant instant) {
            return !instant.isBefore(opening) && instant.isBefore(closing);
        }

        Duration within(Instant from, Instant to) {
            Duration time = Duration.between(later(from, opening), earlier(to, closing));
            return time.isNegative() ? Duration.ZERO : time;
        }
    }
}
