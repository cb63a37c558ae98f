package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.time.ZonedTimes.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkingClockPropertyTest {
    private static final WorkingCalendar ALWAYS = Calendars.every(Window.of("00:00", "24:00"));
    private static final WorkingCalendar OFFICE = WorkingCalendar.builder().week(Calendars.OFFICE_WEEK).build();

    @Property(tries = 3000)
    void whatWasAddedLiesBetween(@ForAll("moments") Moment moment, @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("durations") Duration working) {
        WorkingClock clock = new WorkingClock(calendar, moment.zone());
        Instant end = clock.plus(moment.instant(), working);

        assertFalse(end.isBefore(moment.instant()));
        assertEquals(working, clock.between(moment.instant(), end));
        assertTrue(clock.isOpen(end) || clock.isOpen(end.minusNanos(1)), "neither open nor closing");
    }

    @Property(tries = 3000)
    void whatWasTakenAwayLiesBetween(@ForAll("moments") Moment moment, @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("durations") Duration working) {
        WorkingClock clock = new WorkingClock(calendar, moment.zone());
        Instant start = clock.minus(moment.instant(), working);

        assertFalse(start.isAfter(moment.instant()));
        assertEquals(working, clock.between(start, moment.instant()));
        assertTrue(clock.isOpen(start) || clock.isOpen(start.minusNanos(1)), "neither open nor closing");
    }

    @Property(tries = 3000)
    void moreTimeOrALaterStartNeverEndsEarlier(@ForAll("moments") Moment moment,
            @ForAll("calendars") WorkingCalendar calendar, @ForAll("durations") Duration working,
            @ForAll("durations") Duration more, @ForAll @IntRange(max = 3000) int minutesLater) {
        WorkingClock clock = new WorkingClock(calendar, moment.zone());
        Instant end = clock.plus(moment.instant(), working);
        Instant later = moment.instant().plus(Duration.ofMinutes(minutesLater));

        assertFalse(clock.plus(moment.instant(), working.plus(more)).isBefore(end));
        assertFalse(clock.plus(later, working).isBefore(end));
        assertEquals(clock.plus(moment.instant(), working.plus(more)), clock.plus(end, more));
    }

    @Property(tries = 3000)
    void whatIsLeftTodayEndsAtTheEndOfTheDay(@ForAll("moments") Moment moment) {
        WorkingClock clock = new WorkingClock(OFFICE, moment.zone());
        LocalDate today = LocalDays.dateOf(moment.instant(), moment.zone());
        Duration left = clock.leftToday(moment.instant());

        if (left.isZero()) {
            assertFalse(clock.isOpen(moment.instant()));
        } else {
            assertEquals(clock.endOfDay(today), clock.plus(moment.instant(), left));
        }
    }

    @Property(tries = 3000)
    void aWorkingDayLaterIsInTheHoursOfTheNextWorkingDay(@ForAll("moments") Moment moment,
            @ForAll("calendars") WorkingCalendar calendar, @ForAll @IntRange(min = 1, max = 9) int days) {
        WorkingClock clock = new WorkingClock(calendar, moment.zone());
        LocalDate day = calendar.plusWorkingDays(LocalDays.dateOf(moment.instant(), moment.zone()), days);
        Instant later = clock.plusWorkingDays(moment.instant(), days);

        assertTrue(later.isAfter(moment.instant()));
        assertFalse(later.isAfter(clock.endOfDay(day)));
        assertFalse(later.isBefore(LocalDays.reached(day, 0, moment.zone().getRules())));
    }

    @Test
    void aroundTheClockWorkingTimeIsTimeInEveryZone() {
        Instant start = Instant.parse("2025-12-31T22:15:00Z");
        Duration year = Duration.ofDays(365);
        List<ZoneId> zones = ZonedTimes.zones();
        assertTrue(zones.size() > 500, "only " + zones.size() + " zones");
        for (ZoneId zone : zones) {
            WorkingClock clock = new WorkingClock(ALWAYS, zone);
            assertEquals(year, clock.between(start, start.plus(year)), zone::getId);
            assertEquals(start.plus(year), clock.plus(start, year), zone::getId);
            assertEquals(start, clock.minus(start.plus(year), year), zone::getId);
        }
    }

    @Test
    void anOfficeWeekHas45HoursInEveryZoneOfToday() {
        for (ZoneId zone : ZonedTimes.zones()) {
            WorkingClock clock = new WorkingClock(OFFICE, zone);
            for (LocalDate monday = LocalDate.of(2025, 12, 29); monday.getYear() < 2027; monday = monday.plusWeeks(1)) {
                Instant start = LocalDays.reached(monday, 0, zone.getRules());
                Instant end = LocalDays.reached(monday.plusWeeks(1), 0, zone.getRules());
                assertEquals(Duration.ofHours(45), clock.between(start, end), zone::getId);
            }
        }
    }

    @Provide
    Arbitrary<Moment> moments() {
        return ZonedTimes.moments();
    }

    @Provide
    Arbitrary<WorkingCalendar> calendars() {
        return ZonedTimes.calendars();
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(0, 60 * 60 * 60).map(Duration::ofSeconds);
    }
}
