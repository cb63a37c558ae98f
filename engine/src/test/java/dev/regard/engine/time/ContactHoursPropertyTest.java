package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.time.ZonedTimes.Moment;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Compared with a reader of the wall clock who looks at it every minute. */
class ContactHoursPropertyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final WorkingCalendar CALENDAR = WorkingCalendar.builder().week(Calendars.OFFICE_WEEK).build();

    @Property(tries = 3000)
    void theFirstGoodMinuteIsTheOneOnTheWall(@ForAll("moments") Moment moment,
            @ForAll("weeks") Map<DayOfWeek, List<Window>> good, @ForAll("weeks") Map<DayOfWeek, List<Window>> busy,
            @ForAll boolean workingDaysOnly) {
        ContactHours hours = new ContactHours(good, busy, workingDaysOnly);
        ZoneId zone = moment.zone();
        LocalDate last = LocalDays.dateOf(moment.instant(), zone).plusDays(2);
        Optional<Instant> expected = Stream.concat(Stream.of(moment.instant()), minutesFrom(moment.instant()))
                .takeWhile(instant -> !LocalDays.dateOf(instant, zone).isAfter(last))
                .filter(instant -> hours.isGood(instant.atZone(zone), CALENDAR))
                .findFirst();

        assertEquals(expected, hours.firstGoodAtOrAfter(moment.instant(), zone, CALENDAR, last));
    }

    @Property(tries = 3000)
    void anOccasionTakesTheBestMinuteOfItsDay(@ForAll("moments") Moment moment,
            @ForAll("weeks") Map<DayOfWeek, List<Window>> good, @ForAll("weeks") Map<DayOfWeek, List<Window>> busy,
            @ForAll boolean workingDaysOnly, @ForAll @IntRange(max = 1439) int minute) {
        ContactHours hours = new ContactHours(good, busy, workingDaysOnly);
        ZoneId zone = moment.zone();
        LocalDate day = LocalDays.dateOf(moment.instant(), zone);
        LocalTime wanted = LocalTime.of(minute / 60, minute % 60);
        Instant at = LocalDays.at(day, wanted, zone);
        List<Instant> goodMinutes = minutesOf(day, zone)
                .filter(instant -> hours.isGood(instant.atZone(zone), CALENDAR)).toList();
        Predicate<Instant> before = instant -> instant.isBefore(at);
        Optional<Instant> expected = goodMinutes.stream().filter(before.negate()).findFirst()
                .or(() -> goodMinutes.stream().reduce((first, second) -> second));

        assertEquals(expected, hours.onDay(day, wanted, zone, CALENDAR));
    }

    @Property(tries = 3000)
    void isGoodWhereItIsInAGoodHourAndInNoBusyOne(@ForAll("moments") Moment moment,
            @ForAll("weeks") Map<DayOfWeek, List<Window>> good, @ForAll("weeks") Map<DayOfWeek, List<Window>> busy) {
        LocalTime time = LocalTime.ofInstant(moment.instant(), moment.zone());
        DayOfWeek day = LocalDays.dateOf(moment.instant(), moment.zone()).getDayOfWeek();
        Predicate<Window> here = window -> window.contains(time);

        assertEquals(good.get(day).stream().anyMatch(here) && busy.get(day).stream().noneMatch(here),
                new ContactHours(good, busy, false).isGood(moment.instant().atZone(moment.zone()), CALENDAR));
    }

    @Provide
    Arbitrary<Moment> moments() {
        return ZonedTimes.moments();
    }

    @Provide
    Arbitrary<Map<DayOfWeek, List<Window>>> weeks() {
        return ZonedTimes.weeks();
    }

    private static Stream<Instant> minutesOf(LocalDate day, ZoneId zone) {
        Instant earliest = day.atStartOfDay().minusHours(19).toInstant(ZoneOffset.UTC);
        return minutesFrom(earliest).limit(3 * 24 * 60).filter(instant -> LocalDays.dateOf(instant, zone).equals(day));
    }

    /** The whole minutes after it; offsets are whole minutes since 1972. */
    private static Stream<Instant> minutesFrom(Instant instant) {
        Instant first = instant.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
        return Stream.iterate(first, minute -> minute.plus(MINUTE));
    }
}
