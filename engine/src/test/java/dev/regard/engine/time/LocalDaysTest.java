package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalDaysTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aTimeInAGapMovesForwardByItsLength() {
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"),
                LocalDays.at(LocalDate.of(2026, 3, 29), LocalTime.of(2, 30), BERLIN));
    }

    @Test
    void aTimeThatComesTwiceIsTheEarlier() {
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"),
                LocalDays.at(LocalDate.of(2026, 10, 25), LocalTime.of(2, 30), BERLIN));
    }

    @Test
    void theEndOfTheYearIsNotEverywhereAtOnce() {
        Instant newYearInShanghai = Instant.parse("2025-12-31T16:00:00Z");

        assertEquals(LocalDate.of(2026, 1, 1), LocalDays.dateOf(newYearInShanghai, ZoneId.of("Asia/Shanghai")));
        assertEquals(LocalDate.of(2025, 12, 31), LocalDays.dateOf(newYearInShanghai, BERLIN));
    }

    @Test
    void aSkippedMinuteIsReachedAtTheEndOfTheGap() {
        assertEquals(Instant.parse("2026-03-29T01:00:00Z"),
                LocalDays.reached(LocalDate.of(2026, 3, 29), 2 * 60 + 30, BERLIN.getRules()));
        assertEquals(Instant.parse("2026-03-29T22:00:00Z"),
                LocalDays.reached(LocalDate.of(2026, 3, 29), 24 * 60, BERLIN.getRules()));
    }
}
