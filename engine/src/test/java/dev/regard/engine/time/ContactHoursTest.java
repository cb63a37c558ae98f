package dev.regard.engine.time;

import static dev.regard.engine.time.Calendars.CHINA;
import static dev.regard.engine.time.Calendars.daily;
import static dev.regard.engine.time.Calendars.on;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactHoursTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Map<DayOfWeek, List<Window>> CALLS =
            daily(Window.of("09:00", "12:00"), Window.of("14:00", "20:00"));
    private static final ContactHours MESSAGES = new ContactHours(daily(Window.of("09:00", "20:00")), Map.of(), false);
    private static final ContactHours CONSUMER_CALLS =
            new ContactHours(CALLS, on(EnumSet.range(MONDAY, FRIDAY), Window.of("00:00", "18:00")), false);
    private static final ContactHours DISTRIBUTOR_CALLS = new ContactHours(CALLS, distributorBusy(), true);
    private static final ContactHours NEVER = new ContactHours(Map.of(), Map.of(), false);
    private static final ContactHours NIGHTS = new ContactHours(daily(Window.of("01:00", "02:30")), Map.of(), false);

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-06T09:00, 2026-03-06T09:00
            2026-03-06T10:15:30, 2026-03-06T10:15:30
            2026-03-06T08:59:30, 2026-03-06T09:00
            2026-03-06T19:59:59, 2026-03-06T19:59:59
            2026-03-06T20:00, 2026-03-07T09:00
            """)
    void messagesMoveToTheNextGoodMinute(LocalDateTime from, LocalDateTime expected) {
        assertEquals(Optional.of(expected), firstGood(MESSAGES, from));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # consumers work until 18:00 on weekdays
            2026-03-06T10:00, 2026-03-06T18:00
            2026-03-06T20:30, 2026-03-07T09:00
            2026-03-07T13:00, 2026-03-07T14:00
            2026-03-08T21:00, 2026-03-09T18:00
            """)
    void consumersAreCalledAfterWork(LocalDateTime from, LocalDateTime expected) {
        assertEquals(Optional.of(expected), firstGood(CONSUMER_CALLS, from));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # a shop is busy at the weekend and on Monday morning
            2026-03-06T20:30, 2026-03-09T11:00
            2026-03-10T10:30, 2026-03-10T10:30
            # the make-up Saturday stays busy, and then it is Spring Festival
            2026-02-13T20:30, 2026-02-24T09:00
            """)
    void distributorsAreCalledOnTheirWorkingDaysOnly(LocalDateTime from, LocalDateTime expected) {
        assertEquals(Optional.of(expected), firstGood(DISTRIBUTOR_CALLS, from));
    }

    @Test
    void isGoodByTheWallOfTheCustomer() {
        Instant instant = Instant.parse("2026-03-06T12:30:00Z");

        assertFalse(MESSAGES.isGood(instant.atZone(SHANGHAI), CHINA));
        assertTrue(MESSAGES.isGood(instant.atZone(BERLIN), CHINA));
    }

    @Test
    void nothingIsFoundAfterTheLastDay() {
        Instant friday = at(LocalDateTime.parse("2026-03-06T20:30"));
        LocalDate monday = LocalDate.of(2026, 3, 9);

        assertEquals(Optional.empty(), DISTRIBUTOR_CALLS.firstGoodAtOrAfter(friday, SHANGHAI, CHINA, monday.minusDays(1)));
        assertEquals(Optional.of(at(LocalDateTime.parse("2026-03-09T11:00"))),
                DISTRIBUTOR_CALLS.firstGoodAtOrAfter(friday, SHANGHAI, CHINA, monday));
    }

    @Test
    void theSearchEndsAfter400Days() {
        Instant from = at(LocalDateTime.parse("2026-03-06T20:30"));

        assertEquals(Optional.empty(), NEVER.firstGoodAtOrAfter(from, SHANGHAI, CHINA, null));
        assertEquals(Optional.empty(), NEVER.firstGoodAtOrAfter(from, BERLIN, CHINA, LocalDate.of(2099, 1, 1)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # Saturday, a good day; then a Friday, when only the evening is good
            2026-03-07, 10:00, 2026-03-07T10:00
            2026-03-07, 12:30, 2026-03-07T14:00
            2026-03-07, 20:00, 2026-03-07T19:59
            2026-03-07, 23:59, 2026-03-07T19:59
            2026-03-07, 03:00, 2026-03-07T09:00
            2026-03-06, 10:00, 2026-03-06T18:00
            2026-03-06, 21:00, 2026-03-06T19:59
            """)
    void anOccasionNeverLeavesItsDay(LocalDate day, LocalTime wanted, LocalDateTime expected) {
        assertEquals(Optional.of(at(expected)), CONSUMER_CALLS.onDay(day, wanted, SHANGHAI, CHINA));
    }

    @Test
    void anOccasionOnABadDayHasNoMinute() {
        assertEquals(Optional.empty(),
                DISTRIBUTOR_CALLS.onDay(LocalDate.of(2026, 2, 17), LocalTime.of(10, 0), SHANGHAI, CHINA));
        assertEquals(Optional.empty(), MESSAGES.onDay(
                LocalDate.of(2011, 12, 30), LocalTime.of(10, 0), ZoneId.of("Pacific/Apia"), CHINA));
    }

    @Test
    void aGapCutsTheLastGoodMinuteShort() {
        assertEquals(Optional.of(LocalDateTime.parse("2026-03-29T01:59").atZone(BERLIN).toInstant()),
                NIGHTS.onDay(LocalDate.of(2026, 3, 29), LocalTime.of(10, 0), BERLIN, CHINA));
    }

    @Test
    void aDayWhoseEndIsSkippedKeepsItsLastGoodMinute() {
        // On 19 June 2009 the clocks of Dhaka went from 23:00 to midnight.
        ZoneId dhaka = ZoneId.of("Asia/Dhaka");
        ContactHours aroundTheClock = new ContactHours(daily(Window.of("00:00", "24:00")), Map.of(), false);

        assertEquals(Optional.of(LocalDateTime.parse("2009-06-19T22:59").atZone(dhaka).toInstant()),
                aroundTheClock.onDay(LocalDate.of(2009, 6, 19), LocalTime.of(23, 30), dhaka, CHINA));
    }

    @Test
    void anHourThatComesTwiceIsGoodTwice() {
        // At 01:00Z the clocks of Berlin go back from 03:00 to 02:00.
        Instant betweenTheTwo = Instant.parse("2026-10-25T00:45:00Z");

        assertEquals(Optional.of(Instant.parse("2026-10-25T01:00:00Z")),
                NIGHTS.firstGoodAtOrAfter(betweenTheTwo, BERLIN, CHINA, null));
        assertEquals(Optional.of(Instant.parse("2026-10-25T01:29:00Z")),
                NIGHTS.onDay(LocalDate.of(2026, 10, 25), LocalTime.of(10, 0), BERLIN, CHINA));
    }

    private static Map<DayOfWeek, List<Window>> distributorBusy() {
        Map<DayOfWeek, List<Window>> busy = on(Set.of(SATURDAY, SUNDAY), Window.of("00:00", "24:00"));
        busy.put(MONDAY, List.of(Window.of("00:00", "11:00")));
        return busy;
    }

    private static Optional<LocalDateTime> firstGood(ContactHours hours, LocalDateTime from) {
        return hours.firstGoodAtOrAfter(at(from), SHANGHAI, CHINA, null)
                .map(instant -> LocalDateTime.ofInstant(instant, SHANGHAI));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(SHANGHAI).toInstant();
    }
}
