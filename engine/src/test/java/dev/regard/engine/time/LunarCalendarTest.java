package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LunarCalendarTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "1901-02-19", "1949-01-29", "1954-02-03", "1999-02-16", "2000-02-05", "2001-01-24", "2002-02-12", "2003-02-01",
        "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-18", "2008-02-07", "2009-01-26", "2010-02-14", "2011-02-03",
        "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05",
        "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
        "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
        "2100-02-09"
    })
    void knowsTheSpringFestivals(LocalDate date) {
        assertEquals(date, LunarCalendar.toSolar(date.getYear(), 1, false, 1));
        assertEquals(new LunarDate(date.getYear(), 1, false, 1), LunarCalendar.toLunar(date));
        assertEquals(date.getYear() - 1, LunarCalendar.toLunar(date.minusDays(1)).year());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2024, 1, 15, 2024-02-24
            2024, 5, 5,  2024-06-10
            2025, 5, 5,  2025-05-31
            2026, 5, 5,  2026-06-19
            2023, 8, 15, 2023-09-29
            2024, 8, 15, 2024-09-17
            2025, 8, 15, 2025-10-06
            2026, 8, 15, 2026-09-25
            2025, 12, 29, 2026-02-16
            """)
    void knowsTheFestivalsOfRecentYears(int year, int month, int day, LocalDate date) {
        assertEquals(date, LunarCalendar.toSolar(year, month, false, day));
        assertEquals(new LunarDate(year, month, false, day), LunarCalendar.toLunar(date));
    }

    @Test
    void knowsTheLeapMonthsOfACentury() {
        Map<Integer, Integer> leapMonths = new TreeMap<>();
        for (int year = 1999; year <= 2100; year++) {
            if (LunarCalendar.leapMonth(year) != 0) {
                leapMonths.put(year, LunarCalendar.leapMonth(year));
            }
        }

        assertEquals("{2001=4, 2004=2, 2006=7, 2009=5, 2012=4, 2014=9, 2017=6, 2020=4, 2023=2, 2025=6, 2028=5, 2031=3, "
                + "2033=11, 2036=6, 2039=5, 2042=2, 2044=7, 2047=5, 2050=3, 2052=8, 2055=6, 2058=4, 2061=3, 2063=7, "
                + "2066=5, 2069=4, 2071=8, 2074=6, 2077=4, 2080=3, 2082=7, 2085=5, 2088=4, 2090=8, 2093=6, 2096=4, "
                + "2099=2}", leapMonths.toString());
    }

    @Test
    void aLeapMonthFollowsTheOrdinaryOneOfItsNumber() {
        assertEquals(LocalDate.of(2025, 6, 25), LunarCalendar.toSolar(2025, 6, false, 1));
        assertEquals(LocalDate.of(2025, 7, 25), LunarCalendar.toSolar(2025, 6, true, 1));
        assertEquals(LocalDate.of(2025, 8, 23), LunarCalendar.toSolar(2025, 7, false, 1));
        assertEquals(new LunarDate(2025, 6, true, 29), LunarCalendar.toLunar(LocalDate.of(2025, 8, 22)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-04-04", "2021-04-04", "2022-04-05", "2023-04-05", "2024-04-04", "2025-04-04",
        "2026-04-05", "2027-04-05"})
    void knowsQingming(LocalDate date) {
        assertEquals(date, LunarCalendar.qingming(date.getYear()));
    }

    /** Day after day through the whole range, so nothing is missed and nothing comes twice. */
    @Test
    void everyDayFollowsTheOneBefore() {
        LocalDate last = LocalDate.of(2101, 1, 28);
        LunarDate yesterday = new LunarDate(1899, 12, false, 30);
        int days = 0;
        for (LocalDate date = LocalDate.of(1900, 1, 31); !date.isAfter(last); date = date.plusDays(1)) {
            LunarDate today = LunarCalendar.toLunar(date);
            assertEquals(date, LunarCalendar.toSolar(today.year(), today.month(), today.leapMonth(), today.day()));
            assertFollows(yesterday, today);
            yesterday = today;
            days++;
        }
        assertEquals(73_412, days);
    }

    @Test
    void monthsHave29Or30DaysAndYears12Or13Months() {
        for (int year = LunarCalendar.FIRST_YEAR; year <= LunarCalendar.LAST_YEAR; year++) {
            int leapMonth = LunarCalendar.leapMonth(year);
            int days = leapMonth == 0 ? 0 : lengthOf(year, leapMonth, true);
            for (int month = 1; month <= 12; month++) {
                days += lengthOf(year, month, false);
            }
            int shortest = leapMonth == 0 ? 353 : 383;
            assertTrue(days >= shortest && days <= shortest + 2, year + " has " + days + " days");
        }
    }

    @Test
    void qingmingIsInEarlyApril() {
        for (int year = LunarCalendar.FIRST_YEAR; year <= LunarCalendar.LAST_YEAR; year++) {
            LocalDate date = LunarCalendar.qingming(year);
            assertEquals(year, date.getYear());
            assertTrue(date.getMonthValue() == 4 && date.getDayOfMonth() >= 4 && date.getDayOfMonth() <= 6, date::toString);
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(DateTimeException.class, () -> LunarCalendar.toLunar(LocalDate.of(1900, 1, 30)));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toLunar(LocalDate.of(2101, 1, 29)));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toLunar(LocalDate.of(2102, 1, 1)));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toSolar(1899, 1, false, 1));
        assertThrows(DateTimeException.class, () -> LunarCalendar.leapMonth(2101));
        assertThrows(DateTimeException.class, () -> LunarCalendar.qingming(2101));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toSolar(2026, 13, false, 1));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toSolar(2026, 6, true, 1));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toSolar(2025, 6, true, 30));
        assertThrows(DateTimeException.class, () -> LunarCalendar.toSolar(2026, 1, false, 0));
    }

    private static int lengthOf(int year, int month, boolean leap) {
        int days = LunarCalendar.daysIn(year, month, leap);
        assertTrue(days == 29 || days == 30, year + "-" + month + " has " + days + " days");
        return days;
    }

    private static void assertFollows(LunarDate before, LunarDate date) {
        boolean follows;
        if (date.day() > 1) {
            follows = date.equals(new LunarDate(before.year(), before.month(), before.leapMonth(), before.day() + 1));
        } else if (date.leapMonth()) {
            follows = before.month() == date.month() && !before.leapMonth() && before.year() == date.year();
        } else if (date.month() > 1) {
            follows = before.month() == date.month() - 1 && before.year() == date.year();
        } else {
            follows = before.month() == 12 && before.year() == date.year() - 1;
        }
        assertTrue(follows && (date.day() > 1 || before.day() >= 29), () -> date + " after " + before);
    }
}
