package dev.regard.engine.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which days are worked, and in which hours: a plain week, days off, and make-up days. A make-up day has the hours of
 * the first working day of the plain week, whichever weekday it is. A year that was not given counts by the
 * plain week; {@link #knowsYear} tells.
 */
public final class WorkingCalendar {
    private final Map<DayOfWeek, List<Window>> week;
    private final List<Window> makeUpHours;
    private final Set<Integer> years;
    private final Set<LocalDate> off;
    private final Set<LocalDate> makeUp;

    private WorkingCalendar(Builder from) {
        week = from.week;
        makeUpHours = Arrays.stream(DayOfWeek.values()).map(week::get).filter(hours -> !hours.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a working week needs at least one working day"));
        years = Set.copyOf(from.years);
        off = Set.copyOf(from.off);
        makeUp = Set.copyOf(from.makeUp);
        for (LocalDate day : makeUp) {
            if (off.contains(day)) {
                throw new IllegalArgumentException(day + " is both a day off and a make-up working day");
            }
        }
    }

    /** An empty week, and no year known. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether any hour of that date is worked. */
    public boolean isWorkingDay(LocalDate date) {
        return !windows(date).isEmpty();
    }

    /** The working hours of that date in order, never overlapping nor touching; empty on a day off. */
    public List<Window> windows(LocalDate date) {
        if (off.contains(date)) {
            return List.of();
        }
        return makeUp.contains(date) ? makeUpHours : week.get(date.getDayOfWeek());
    }

    /** Whether days off and make-up days of that year were given, even if there are none. */
    public boolean knowsYear(int year) {
        return years.contains(year);
    }

    /** The first working day strictly after the date. */
    public LocalDate nextWorkingDay(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!isWorkingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The date that many working days after; 0 is the date itself, working or not. Negative counts are refused. */
    public LocalDate plusWorkingDays(LocalDate date, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("cannot count " + days + " working days");
        }
        LocalDate result = date;
        for (int i = 0; i < days; i++) {
            result = nextWorkingDay(result);
        }
        return result;
    }

    private static Map<DayOfWeek, List<Window>> fullWeek(Map<DayOfWeek, List<Window>> hours) {
        Map<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, Window.merged(hours.getOrDefault(day, List.of())));
        }
        return week;
    }

    /** Collects the week and the years of a {@link WorkingCalendar}. */
    public static final class Builder {
        private final Set<Integer> years = new HashSet<>();
        private final Set<LocalDate> off = new HashSet<>();
        private final Set<LocalDate> makeUp = new HashSet<>();
        private Map<DayOfWeek, List<Window>> week = fullWeek(Map.of());

        private Builder() {
        }

        /** The hours of the plain week; weekdays that are missing are not worked. Windows may overlap. */
        public Builder week(Map<DayOfWeek, List<Window>> hours) {
            week = fullWeek(hours);
            return this;
        }

        /**
         * The days off and the make-up working days announced for a year. Notices reach back into the December
         * before; any other date outside of the year is refused as a slip.
         */
        public Builder year(int year, Set<LocalDate> off, Set<LocalDate> makeUp) {
            off.forEach(date -> requireBelongs(date, year));
            makeUp.forEach(date -> requireBelongs(date, year));
            years.add(year);
            this.off.addAll(off);
            this.makeUp.addAll(makeUp);
            return this;
        }

        /** Refuses a week without any working day, and a date that is both off and worked. */
        public WorkingCalendar build() {
            return new WorkingCalendar(this);
        }

        private static void requireBelongs(LocalDate date, int year) {
            boolean decemberBefore = date.getYear() == year - 1 && date.getMonth() == Month.DECEMBER;
            if (date.getYear() != year && !decemberBefore) {
                throw new IllegalArgumentException(date + " does not belong to the calendar of " + year);
            }
        }
    }
}
