package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnualDateTest {
    private static final AnnualDate LEAP_DAY = AnnualDate.solar(2, 29);
    private static final AnnualDate NEW_YEARS_EVE = AnnualDate.lunar(12, 30);

    @Test
    void the29thOfFebruaryIsThe28thInCommonYears() {
        assertEquals(LocalDate.of(2026, 2, 28), LEAP_DAY.in(2026));
        assertEquals(LocalDate.of(2028, 2, 29), LEAP_DAY.in(2028));
        assertEquals(LocalDate.of(2100, 2, 28), LEAP_DAY.in(2100));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # 2025 has a leap sixth month of 29 days, 2026 has none
            6, 10, true,  2025, 2025-08-03
            6, 10, true,  2026, 2026-07-23
            6, 10, false, 2025, 2025-07-04
            6, 30, true,  2025, 2025-08-22
            # the last month of 2025 has 29 days
            12, 30, false, 2025, 2026-02-16
            1, 1,  false, 2027, 2027-02-06
            """)
    void aLunarDateFallsOn(int month, int day, boolean leapMonth, int lunarYear, LocalDate expected) {
        assertEquals(expected, new AnnualDate(CalendarSystem.LUNAR, month, day, leapMonth).in(lunarYear));
    }

    @Test
    void aLateLunarDateBelongsToTheYearBefore() {
        assertEquals(2025, NEW_YEARS_EVE.yearOf(LocalDate.of(2026, 2, 16)));
        assertEquals(2026, NEW_YEARS_EVE.yearOf(LocalDate.of(2026, 2, 17)));
        assertEquals(2026, LEAP_DAY.yearOf(LocalDate.of(2026, 2, 16)));
        assertEquals(List.of(new Occurrence(LocalDate.of(2026, 2, 16), 2025)),
                NEW_YEARS_EVE.between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
    }

    @Test
    void aSolarYearCanHaveALunarBirthdayTwiceOrNever() {
        AnnualDate birthday = AnnualDate.lunar(11, 25);

        assertEquals(
                List.of(new Occurrence(LocalDate.of(2024, 1, 6), 2023), new Occurrence(LocalDate.of(2024, 12, 25), 2024)),
                birthday.between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)));
        assertEquals(List.of(), birthday.between(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31)));
    }

    @Test
    void theNextOneIncludesTheDayItself() {
        assertEquals(Optional.of(new Occurrence(LocalDate.of(2026, 2, 28), 2026)), LEAP_DAY.next(LocalDate.of(2026, 2, 28)));
        assertEquals(Optional.of(new Occurrence(LocalDate.of(2027, 2, 28), 2027)), LEAP_DAY.next(LocalDate.of(2026, 3, 1)));
        assertEquals(Optional.of(new Occurrence(LocalDate.of(2027, 2, 5), 2026)),
                NEW_YEARS_EVE.next(LocalDate.of(2026, 2, 17)));
    }

    @Test
    void bothEndsOfARangeCount() {
        LocalDate day = LocalDate.of(2026, 10, 1);

        assertEquals(List.of(new Occurrence(day, 2026)), AnnualDate.solar(10, 1).between(day, day));
        assertEquals(List.of(), AnnualDate.solar(10, 1).between(day, day.minusDays(1)));
        assertEquals(List.of(), AnnualDate.solar(10, 1).between(day.plusDays(1), day.plusDays(30)));
    }

    @Test
    void lunarDatesEndWithTheirCalendar() {
        LocalDate last = LocalDate.of(2101, 1, 28);

        assertEquals(Optional.of(new Occurrence(last, 2100)), NEW_YEARS_EVE.next(last));
        assertEquals(Optional.empty(), AnnualDate.lunar(1, 1).next(last));
        assertThrows(DateTimeException.class, () -> AnnualDate.lunar(1, 1).next(last.plusDays(1)));
        assertThrows(DateTimeException.class, () -> AnnualDate.lunar(1, 1).between(last, last.plusDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"SOLAR,2,30,false", "SOLAR,4,31,false", "SOLAR,13,1,false", "SOLAR,0,1,false", "SOLAR,1,0,false",
        "SOLAR,1,1,true", "LUNAR,1,31,false", "LUNAR,13,1,false", "LUNAR,1,0,false"})
    void refusesADateThatItsCalendarNeverHas(CalendarSystem calendar, int month, int day, boolean leapMonth) {
        assertThrows(IllegalArgumentException.class, () -> new AnnualDate(calendar, month, day, leapMonth));
    }
}
