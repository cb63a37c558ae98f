package dev.regard.engine.time;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A date that comes back each year, such as a birthday or a festival. It occurs once in every year of its calendar:
 * <ul>
 * <li>29 February is 28 February in common years;
 * <li>a date in a leap month is in the ordinary month of that number when the year has no such leap month;
 * <li>a date in an ordinary month stays in the ordinary one when the year also has a leap month;
 * <li>day 30 is day 29 in a lunar month of 29 days.
 * </ul>
 * Lunar dates are known for the years of {@link LunarCalendar}.
 */
public record AnnualDate(CalendarSystem calendar, int month, int day, boolean leapMonth) {
    private static final int LONGEST_LUNAR_MONTH = 30;

    /** Refuses a month, day or leap month that its calendar never has. */
    public AnnualDate {
        requireNonNull(calendar);
        if (month < 1 || month > 12) {
            throw new IllegalArgumentException("month must be 1 to 12, not " + month);
        }
        int longest = calendar == CalendarSystem.SOLAR ? Month.of(month).maxLength() : LONGEST_LUNAR_MONTH;
        if (day < 1 || day > longest) {
            throw new IllegalArgumentException("day of month " + month + " must be 1 to " + longest + ", not " + day);
        }
        if (leapMonth && calendar == CalendarSystem.SOLAR) {
            throw new IllegalArgumentException("only a lunar date can be in a leap month");
        }
    }

    /** A Gregorian month and day. */
    public static AnnualDate solar(int month, int day) {
        return new AnnualDate(CalendarSystem.SOLAR, month, day, false);
    }

    /** In the ordinary month of that number. */
    public static AnnualDate lunar(int month, int day) {
        return new AnnualDate(CalendarSystem.LUNAR, month, day, false);
    }

    /** The solar date on which it falls in that year of its own calendar. */
    public LocalDate in(int year) {
        return switch (calendar) {
            case SOLAR -> LocalDate.of(year, month, Math.min(day, Month.of(month).length(Year.isLeap(year))));
            case LUNAR -> {
                boolean leap = leapMonth && LunarCalendar.leapMonth(year) == month;
                int length = LunarCalendar.daysIn(year, month, leap);
                yield LunarCalendar.toSolar(year, month, leap, Math.min(day, length));
            }
        };
    }

    /** The year of its own calendar to which a solar date belongs. */
    public int yearOf(LocalDate solarDate) {
        return switch (calendar) {
            case SOLAR -> solarDate.getYear();
            case LUNAR -> LunarCalendar.toLunar(solarDate).year();
        };
    }

    /** The first occurrence on the date or later; empty only when the lunar calendar ends before it. */
    public Optional<Occurrence> next(LocalDate fromInclusive) {
        int year = yearOf(fromInclusive);
        LocalDate first = in(year);
        if (!first.isBefore(fromInclusive)) {
            return Optional.of(new Occurrence(first, year));
        }
        if (calendar == CalendarSystem.LUNAR && year == LunarCalendar.LAST_YEAR) {
            return Optional.empty();
        }
        return Optional.of(new Occurrence(in(year + 1), year + 1));
    }

    /** All occurrences from one date to another, in order; both ends must be dates that the calendar knows. */
    public List<Occurrence> between(LocalDate fromInclusive, LocalDate toInclusive) {
        List<Occurrence> found = new ArrayList<>(1);
        int last = yearOf(toInclusive);
        for (int year = yearOf(fromInclusive); year <= last; year++) {
            LocalDate date = in(year);
            if (!date.isBefore(fromInclusive) && !date.isAfter(toInclusive)) {
                found.add(new Occurrence(date, year));
            }
        }
        return List.copyOf(found);
    }
}
