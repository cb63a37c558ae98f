package dev.regard.engine.time;

import static dev.regard.engine.time.Calendars.CHINA;
import static dev.regard.engine.time.Calendars.OFFICE_WEEK;
import static dev.regard.engine.time.Calendars.days;
import static dev.regard.engine.time.Calendars.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
    @ParameterizedTest
    @CsvSource({"2024,251", "2025,248", "2026,248"})
    void chinaWorksAsManyDaysAsTheNoticesLeave(int year, int workingDays) {
        long count = LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(CHINA::isWorkingDay).count();

        assertEquals(workingDays, count);
    }

    @Test
    void theSaturdayBeforeSpringFestival2026IsMadeUpInFullHours() {
        LocalDate saturday = LocalDate.of(2026, 2, 14);

        assertEquals(DayOfWeek.SATURDAY, saturday.getDayOfWeek());
        assertEquals(List.of(Window.of("09:00", "18:00")), CHINA.windows(saturday));
        assertEquals(saturday, CHINA.nextWorkingDay(LocalDate.of(2026, 2, 13)));
    }

    @Test
    void springFestivalHolidaysAreSkipped() {
        assertEquals(LocalDate.of(2026, 2, 24), CHINA.nextWorkingDay(LocalDate.of(2026, 2, 14)));
        assertEquals(LocalDate.of(2026, 2, 28), CHINA.plusWorkingDays(LocalDate.of(2026, 2, 14), 5));
        assertEquals(LocalDate.of(2026, 3, 2), CHINA.plusWorkingDays(LocalDate.of(2026, 2, 14), 6));
    }

    @Test
    void aMakeUpDayHasTheHoursOfTheFirstWorkingWeekdayEvenIfItHasItsOwn() {
        Map<DayOfWeek, List<Window>> week = on(Set.of(DayOfWeek.TUESDAY), Window.of("10:00", "17:00"));
        week.put(DayOfWeek.SATURDAY, List.of(Window.of("09:00", "12:00")));
        WorkingCalendar calendar = WorkingCalendar.builder().week(week)
                .year(2026, Set.of(), days("2026-02-14")).build();

        assertEquals(List.of(Window.of("10:00", "17:00")), calendar.windows(LocalDate.of(2026, 2, 14)));
        assertEquals(List.of(Window.of("09:00", "12:00")), calendar.windows(LocalDate.of(2026, 2, 21)));
    }

    @Test
    void anUnknownYearCountsByThePlainWeek() {
        assertTrue(CHINA.knowsYear(2026));
        assertFalse(CHINA.knowsYear(2027));
        assertTrue(CHINA.isWorkingDay(LocalDate.of(2027, 10, 1)));
        assertFalse(CHINA.isWorkingDay(LocalDate.of(2027, 10, 2)));
    }

    @Test
    void aYearWithoutHolidaysIsKnownAllTheSame() {
        assertTrue(WorkingCalendar.builder().week(OFFICE_WEEK).year(2030, Set.of(), Set.of()).build().knowsYear(2030));
    }

    @Test
    void countingNoWorkingDaysStaysWhereItIs() {
        LocalDate sunday = LocalDate.of(2026, 3, 1);

        assertEquals(sunday, CHINA.plusWorkingDays(sunday, 0));
        assertThrows(IllegalArgumentException.class, () -> CHINA.plusWorkingDays(sunday, -1));
    }

    @Test
    void aNoticeMayReachBackIntoTheDecemberBefore() {
        WorkingCalendar calendar = WorkingCalendar.builder().week(OFFICE_WEEK)
                .year(2027, days("2026-12-31/2027-01-01"), Set.of()).build();

        assertFalse(calendar.isWorkingDay(LocalDate.of(2026, 12, 31)));
        assertFalse(calendar.knowsYear(2026));
    }

    @Test
    void refusesDatesOfAnotherYear() {
        WorkingCalendar.Builder calendar = WorkingCalendar.builder();

        assertThrows(IllegalArgumentException.class, () -> calendar.year(2026, days("2062-10-01"), Set.of()));
        assertThrows(IllegalArgumentException.class, () -> calendar.year(2026, Set.of(), days("2025-11-30")));
    }

    @Test
    void refusesADateThatIsBothOffAndMadeUp() {
        WorkingCalendar.Builder calendar = WorkingCalendar.builder().week(OFFICE_WEEK)
                .year(2026, days("2026-10-01/2026-10-07"), days("2026-10-07"));

        assertThrows(IllegalArgumentException.class, calendar::build);
    }

    @Test
    void refusesAWeekWithoutWork() {
        assertThrows(IllegalArgumentException.class, () -> WorkingCalendar.builder().week(Map.of()).build());
    }
}
