package dev.regard.engine.time;

import static dev.regard.engine.time.Calendars.CHINA;
import static dev.regard.engine.time.Calendars.daily;
import static dev.regard.engine.time.Calendars.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingClockTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final WorkingClock COMPANY = new WorkingClock(CHINA, SHANGHAI);
    private static final WorkingClock WITH_LUNCH = new WorkingClock(
            every(Window.of("09:00", "12:00"), Window.of("13:00", "18:00")), SHANGHAI);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # a normal complaint on an ordinary Friday, and before a make-up Saturday, and before Spring Festival
            2026-03-06T16:30, PT4H,    2026-03-09T11:30
            2026-02-13T16:30, PT4H,    2026-02-14T11:30
            2026-02-14T16:30, PT4H,    2026-02-24T11:30
            # a critical one
            2026-03-06T16:30, PT1H,    2026-03-06T17:30
            # up to the closing is still the same day
            2026-03-06T17:00, PT1H,    2026-03-06T18:00
            2026-03-06T18:00, PT1H,    2026-03-09T10:00
            2026-03-06T18:00, PT0S,    2026-03-06T18:00
            # outside of hours counting starts at the next opening
            2026-03-06T20:00, PT2H,    2026-03-09T11:00
            2026-03-07T11:00, PT0S,    2026-03-09T09:00
            2026-03-09T06:00, PT2H,    2026-03-09T11:00
            2026-09-30T17:59:59.5, PT1S, 2026-10-08T09:00:00.5
            2026-03-02T09:00, PT45H,   2026-03-06T18:00
            """)
    void addsWorkingTime(LocalDateTime from, Duration working, LocalDateTime expected) {
        assertEquals(expected, local(COMPANY.plus(at(from), working)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-09T09:30, PT1H, 2026-03-06T17:30
            2026-03-09T10:00, PT1H, 2026-03-09T09:00
            2026-03-06T18:00, PT1H, 2026-03-06T17:00
            2026-03-08T12:00, PT0S, 2026-03-06T18:00
            2026-02-24T09:30, PT1H, 2026-02-14T17:30
            """)
    void takesWorkingTimeAway(LocalDateTime from, Duration working, LocalDateTime expected) {
        assertEquals(expected, local(COMPANY.minus(at(from), working)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-06T16:30, 2026-03-09T10:00, PT2H30M
            2026-03-07T00:00, 2026-03-09T00:00, PT0S
            2026-02-14T17:00, 2026-02-24T10:00, PT2H
            2026-03-09T10:00, 2026-03-06T16:30, PT-2H-30M
            2026-03-09T10:00, 2026-03-09T10:00, PT0S
            """)
    void measuresTheWorkingTimeBetween(LocalDateTime a, LocalDateTime b, Duration expected) {
        assertEquals(expected, COMPANY.between(at(a), at(b)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # a complaint of low severity: same time next working day
            2026-03-06T16:30, 1, 2026-03-09T16:30
            2026-02-13T16:30, 1, 2026-02-14T16:30
            2026-02-14T16:30, 1, 2026-02-24T16:30
            # from Saturday the first working day is Monday
            2026-03-07T11:00, 1, 2026-03-09T11:00
            2026-03-07T20:00, 1, 2026-03-09T18:00
            2026-03-07T06:00, 1, 2026-03-09T09:00
            2026-03-06T18:00, 1, 2026-03-09T18:00
            2026-03-06T10:00, 3, 2026-03-11T10:00
            2026-03-06T20:00, 0, 2026-03-06T18:00
            2026-03-07T11:00, 0, 2026-03-09T11:00
            """)
    void addsWorkingDaysAtTheSameTime(LocalDateTime from, int days, LocalDateTime expected) {
        assertEquals(expected, local(COMPANY.plusWorkingDays(at(from), days)));
    }

    @Test
    void theSameTimeInABreakIsTheEndOfTheBreak() {
        assertEquals(LocalDateTime.parse("2026-03-10T13:00"),
                local(WITH_LUNCH.plusWorkingDays(at(LocalDateTime.parse("2026-03-09T12:30")), 1)));
    }

    @Test
    void aBreakDoesNotCount() {
        assertEquals(LocalDateTime.parse("2026-03-09T13:30"),
                local(WITH_LUNCH.plus(at(LocalDateTime.parse("2026-03-09T11:30")), Duration.ofHours(1))));
        assertEquals(Duration.ofHours(6), WITH_LUNCH.leftToday(at(LocalDateTime.parse("2026-03-09T11:00"))));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # exactly two hours left, and just less
            2026-03-06T16:00,     PT2H
            2026-03-06T16:00:01,  PT1H59M59S
            2026-03-06T03:00,     PT9H
            2026-03-06T19:00,     PT0S
            2026-03-07T11:00,     PT0S
            2026-02-14T16:30,     PT1H30M
            2026-02-17T10:00,     PT0S
            """)
    void knowsWhatIsLeftOfTheDay(LocalDateTime time, Duration left) {
        assertEquals(left, COMPANY.leftToday(at(time)));
    }

    @Test
    void theDayEndsWithItsLastWindow() {
        assertEquals(LocalDateTime.parse("2026-02-14T18:00"), local(COMPANY.endOfDay(LocalDate.of(2026, 2, 14))));
        assertEquals(LocalDateTime.parse("2026-03-09T18:00"), local(WITH_LUNCH.endOfDay(LocalDate.of(2026, 3, 9))));
        assertThrows(IllegalArgumentException.class, () -> COMPANY.endOfDay(LocalDate.of(2026, 2, 17)));
    }

    @Test
    void isOpenFromTheOpeningUntilJustBeforeTheClosing() {
        assertTrue(COMPANY.isOpen(at(LocalDateTime.parse("2026-02-14T09:00"))));
        assertFalse(COMPANY.isOpen(at(LocalDateTime.parse("2026-02-14T18:00"))));
        assertFalse(COMPANY.isOpen(at(LocalDateTime.parse("2026-02-17T10:00"))));
    }

    @Test
    void refusesNegativeTime() {
        Instant now = at(LocalDateTime.parse("2026-03-06T16:00"));

        assertThrows(IllegalArgumentException.class, () -> COMPANY.plus(now, Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> COMPANY.minus(now, Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> COMPANY.plusWorkingDays(now, -1));
    }

    @Test
    void aShiftThatLastsUntilMidnightIsJustClosingAtMidnight() {
        WorkingClock evenings = new WorkingClock(every(Window.of("18:00", "24:00")), SHANGHAI);
        Instant midnight = at(LocalDateTime.parse("2026-03-07T00:00"));

        assertEquals(midnight, evenings.endOfDay(LocalDate.of(2026, 3, 6)));
        assertEquals(midnight, evenings.plus(midnight.minusSeconds(60), Duration.ofMinutes(1)));
        assertEquals(midnight, evenings.plus(midnight, Duration.ZERO));
        assertFalse(evenings.isOpen(midnight));
    }

    @Test
    void aNightShiftIsAnHourShorterInSpringAndLongerInAutumn() {
        WorkingClock nights = new WorkingClock(every(Window.of("00:00", "06:00")), NEW_YORK);

        assertEquals(Duration.ofHours(5), nights.leftToday(newYork("2026-03-08T00:00")));
        assertEquals(newYork("2026-03-08T05:00"), nights.plus(newYork("2026-03-08T00:00"), Duration.ofHours(4)));
        assertEquals(Duration.ofHours(7), nights.leftToday(newYork("2026-11-01T00:00")));
        assertEquals(newYork("2026-11-01T05:00"), nights.plus(newYork("2026-11-01T00:00"), Duration.ofHours(6)));
    }

    @Test
    void aWindowThatTheZoneSkipsIsNotWorked() {
        WorkingClock small = new WorkingClock(every(Window.of("02:15", "02:45"), Window.of("09:00", "10:00")), NEW_YORK);

        assertEquals(Duration.ofHours(1), small.leftToday(newYork("2026-03-08T00:00")));
        assertEquals(newYork("2026-03-08T09:30"), small.plus(newYork("2026-03-08T01:00"), Duration.ofMinutes(30)));
        assertEquals(newYork("2026-03-08T10:00"), small.plusWorkingDays(newYork("2026-03-07T22:00"), 1));
    }

    @Test
    void workThatStartsAtMidnightGoesOnWhenClocksArePutBackAcrossIt() {
        // St John's put its clocks back from 00:01 on Sunday to 23:01 on Saturday until 2010.
        ZoneId stJohns = ZoneId.of("America/St_Johns");
        WorkingCalendar sundays = WorkingCalendar.builder()
                .week(Calendars.on(Set.of(DayOfWeek.SUNDAY), Window.of("00:00", "06:00"))).build();
        WorkingClock clock = new WorkingClock(sundays, stJohns);
        Instant midnight = LocalDateTime.parse("2010-11-07T00:00").atZone(stJohns).withEarlierOffsetAtOverlap().toInstant();
        Instant halfAnHourLater = midnight.plus(Duration.ofMinutes(30));

        assertEquals(LocalDate.of(2010, 11, 6), LocalDays.dateOf(halfAnHourLater, stJohns));
        assertTrue(clock.isOpen(halfAnHourLater));
        assertEquals(Duration.ofMinutes(30), clock.between(midnight, halfAnHourLater));
        assertEquals(midnight, clock.minus(halfAnHourLater, Duration.ofMinutes(30)));
        assertEquals(halfAnHourLater.plus(Duration.ofHours(1)), clock.plus(halfAnHourLater, Duration.ofHours(1)));
    }

    @Test
    void aDayThatSamoaSkippedHasNoWorkingTime() {
        ZoneId samoa = ZoneId.of("Pacific/Apia");
        WorkingClock clock = new WorkingClock(
                WorkingCalendar.builder().week(daily(Window.of("09:00", "17:00"))).build(), samoa);
        Instant thursday = ZonedDateTime.of(2011, 12, 29, 16, 0, 0, 0, samoa).toInstant();

        assertEquals(ZonedDateTime.of(2011, 12, 31, 10, 0, 0, 0, samoa).toInstant(),
                clock.plus(thursday, Duration.ofHours(2)));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(SHANGHAI).toInstant();
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, SHANGHAI);
    }

    private static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }
}
