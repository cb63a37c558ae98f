package dev.regard.engine.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What the properties of time draw from: every zone, and moments mostly near a change of its offset. */
final class ZonedTimes {
    private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();
    private static final int NEAR_MINUTES = 2 * 24 * 60;

    record Moment(ZoneId zone, Instant instant) {
    }

    private ZonedTimes() {
    }

    static List<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
    }

    static Arbitrary<Moment> moments() {
        Arbitrary<Long> anywhere = Arbitraries.longs().between(FIRST, LAST);
        Arbitrary<Integer> nearby = Arbitraries.integers().between(-NEAR_MINUTES, NEAR_MINUTES);
        Arbitrary<Integer> seconds = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 59)));
        return Combinators.combine(Arbitraries.of(zones()), anywhere, nearby, seconds)
                .as((zone, second, minutes, extra) -> new Moment(zone,
                        changeAfter(Instant.ofEpochSecond(second - second % 60), zone)
                                .plus(Duration.ofMinutes(minutes)).plusSeconds(extra)));
    }

    /** A week with up to three windows a day, whole quarters of an hour, some of them at night or all around the clock. */
    static Arbitrary<Map<DayOfWeek, List<Window>>> weeks() {
        Arbitrary<Integer> quarters = Arbitraries.integers().between(0, 96);
        Arbitrary<Window> window = Combinators.combine(quarters, quarters)
                .filter((a, b) -> !a.equals(b))
                .as((a, b) -> new Window(Math.min(a, b) * 15, Math.max(a, b) * 15));
        return window.list().ofMaxSize(3).list().ofSize(7).map(days -> {
            Map<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                week.put(day, days.get(day.getValue() - 1));
            }
            return week;
        });
    }

    /** A week that is worked on at least one day. */
    static Arbitrary<WorkingCalendar> calendars() {
        return weeks().filter(week -> week.values().stream().anyMatch(day -> !day.isEmpty()))
                .map(week -> WorkingCalendar.builder().week(week).build());
    }

    private static Instant changeAfter(Instant instant, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().nextTransition(instant))
                .map(ZoneOffsetTransition::getInstant).orElse(instant);
    }
}
