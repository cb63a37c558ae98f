package dev.regard.engine.time;

import com.nlf.calendar.LunarMonth;
import com.nlf.calendar.LunarYear;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Chinese lunisolar calendar, as computed by {@code cn.6tail:lunar}. Good for lunar years 1900 to 2100, which are the
 * dates 1900-01-31 to 2101-01-28; anything outside, and a month or day that the year does not have, is a
 * {@link DateTimeException}.
 */
public final class LunarCalendar {
    /** The first lunar year that is known. */
    public static final int FIRST_YEAR = 1900;
    /** The last lunar year that is known. */
    public static final int LAST_YEAR = 2100;

    /** Of 1970-01-01, at noon. */
    private static final int EPOCH_JULIAN_DAY = 2_440_588;
    /** In the library's list of solar terms, which begins with Great Snow of the year before. */
    private static final int QINGMING = 8;

    private static final Map<Integer, Months> YEARS = new ConcurrentHashMap<>();

    private LunarCalendar() {
    }

    /** The solar date of a lunar one. */
    public static LocalDate toSolar(int lunarYear, int month, boolean leap, int day) {
        Months months = months(lunarYear);
        int index = months.index(month, leap);
        if (day < 1 || day > months.days(index)) {
            throw new DateTimeException("lunar %d-%d%s has no day %d"
                    .formatted(lunarYear, month, leap ? " (leap)" : "", day));
        }
        return LocalDate.ofEpochDay(months.starts[index] + day - 1);
    }

    /** The lunar date of a solar one. */
    public static LunarDate toLunar(LocalDate date) {
        int year = date.getYear();
        if (year > LAST_YEAR || isInYear(year) && date.toEpochDay() < months(year).starts[0]) {
            year--;
        }
        return months(year).dateOf(date);
    }

    /** The month that the year has twice, 1 to 12; 0 if none. */
    public static int leapMonth(int lunarYear) {
        return months(lunarYear).leapMonth;
    }

    /** 29 or 30. */
    public static int daysIn(int lunarYear, int month, boolean leap) {
        Months months = months(lunarYear);
        return months.days(months.index(month, leap));
    }

    /** The date of the solar term Clear and Bright, the tomb-sweeping day, 4 to 6 April. */
    public static LocalDate qingming(int solarYear) {
        return months(solarYear).qingming;
    }

    private static boolean isInYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static Months months(int year) {
        if (!isInYear(year)) {
            throw new DateTimeException("the lunar calendar is known from %d to %d, not in %d"
                    .formatted(FIRST_YEAR, LAST_YEAR, year));
        }
        return YEARS.computeIfAbsent(year, Months::compute);
    }

    /**
     * The months of one lunar year.
     *
     * @param leapMonth the number of the month that comes twice, or 0
     * @param starts    the epoch days on which the months begin, and, at the end, the one on which the next year begins
     */
    private record Months(int year, int leapMonth, long[] starts, LocalDate qingming) {
        // Not LunarYear.fromYear: its cache is shared without a lock.
        static Months compute(int year) {
            LunarYear computed = new LunarYear(year);
            List<LunarMonth> months =
                    computed.getMonths().stream().filter(month -> month.getYear() == year).toList();
            long[] starts = new long[months.size() + 1];
            for (int i = 0; i < months.size(); i++) {
                starts[i] = epochDay(months.get(i).getFirstJulianDay());
            }
            LunarMonth last = months.get(months.size() - 1);
            starts[months.size()] = starts[months.size() - 1] + last.getDayCount();
            double qingming = computed.getJieQiJulianDays().get(QINGMING);
            return new Months(year, computed.getLeapMonth(), starts, LocalDate.ofEpochDay(epochDay(qingming)));
        }

        /** A Julian day begins at noon; the date is the one that the nearest noon belongs to. */
        private static long epochDay(double julianDay) {
            return (long) Math.floor(julianDay + 0.5) - EPOCH_JULIAN_DAY;
        }

        int index(int month, boolean leap) {
            if (month < 1 || month > 12 || leap && month != leapMonth) {
                throw new DateTimeException("lunar year %d has no %smonth %d"
                        .formatted(year, leap ? "leap " : "", month));
            }
            boolean afterLeap = leap || leapMonth != 0 && month > leapMonth;
            return afterLeap ? month : month - 1;
        }

        int days(int index) {
            return (int) (starts[index + 1] - starts[index]);
        }

        LunarDate dateOf(LocalDate date) {
            long epochDay = date.toEpochDay();
            int index = starts.length - 2;
            if (epochDay >= starts[index + 1]) {
                throw new DateTimeException(date + " is after the last known lunar year " + year);
            }
            while (epochDay < starts[index]) {
                index--;
            }
            boolean afterLeap = leapMonth != 0 && index >= leapMonth;
            return new LunarDate(year, afterLeap ? index : index + 1, afterLeap && index == leapMonth,
                    (int) (epochDay - starts[index]) + 1);
        }
    }
}
