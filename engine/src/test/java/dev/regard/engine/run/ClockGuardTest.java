package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.run.HeldTime.Held;
import dev.regard.engine.store.Notes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ClockGuardTest {
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<String> news = new ArrayList<>();
    private volatile Instant wall = START;
    private long nanos = Long.MAX_VALUE - HOUR.toNanos(); // it may run over
    private final ClockGuard guard = new ClockGuard(() -> wall, () -> nanos, news::add);

    /** Time passes for both clocks. */
    private void passes(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private Instant now() {
        return guard.now();
    }

    @Test
    void aClockThatGoesAlongWithTheOtherIsBelieved() {
        for (int day = 1; day <= 40; day++) {
            passes(Duration.ofDays(1));
            assertEquals(START.plus(Duration.ofDays(day)), now());
        }
        assertEquals(List.of(), news);
    }

    @Test
    void aStepOfAnHourAheadIsBelievedAtOnceAndOneMoreNanosecondIsNot() {
        wall = wall.plus(HOUR);
        assertEquals(wall, now());

        wall = wall.plusNanos(1);
        assertEquals(START.plus(HOUR), now());
        assertEquals(1, news.size());
        assertTrue(news.get(0).startsWith("the clock jumped ahead by 1 h 0 min to 2026-03-02T02:00:00.000000001Z;"), news.get(0));
    }

    @Test
    void whatIsNotBelievedIsNotBelievedAfterARestartEither() {
        Notes notes = new MemoryStore().notes();
        EngineClock before = EngineClock.real(() -> wall, () -> nanos, news::add, notes, "");
        wall = wall.plus(Duration.ofDays(3));
        assertEquals(START, before.instant());
        passes(MINUTE);
        before.remember();

        passes(MINUTE);
        nanos = 17; // another process counts from elsewhere
        EngineClock after = EngineClock.real(() -> wall, () -> nanos, news::add, notes, "");
        assertEquals(START.plus(MINUTE).plus(MINUTE), after.instant());
        assertEquals(Optional.of(new Held(wall, Duration.ofDays(3), wall.plus(Duration.ofMinutes(13)))), after.held());
        assertEquals(wall, EngineClock.real(() -> wall, () -> nanos, news::add, notes, "elsewhere").instant(), "another node has a clock of its own");
        passes(Duration.ofMinutes(13));
        assertEquals(wall, after.instant(), "the jump has lasted");
        after.remember();
        passes(MINUTE);
        assertEquals(wall, EngineClock.real(() -> wall, () -> nanos, news::add, notes, "").instant());
    }

    @Test
    void aClockThatIsRightAgainAfterARestartIsBelieved() {
        Notes notes = new MemoryStore().notes();
        EngineClock before = EngineClock.real(() -> wall, () -> nanos, news::add, notes, "");
        wall = wall.plus(Duration.ofDays(3));
        before.instant();
        before.remember();
        wall = START.plus(MINUTE);
        EngineClock after = EngineClock.real(() -> wall, () -> nanos, news::add, notes, "");
        assertEquals(wall, after.instant());
        after.remember();
        wall = START.plus(Duration.ofDays(3)).plus(MINUTE);
        assertEquals(wall, EngineClock.real(() -> wall, () -> nanos, news::add, notes, "").instant(), "three days later it is that late");
    }

    @Test
    void whatWasCountedGoesOnUntilTheJumpHasLastedFifteenMinutes() {
        wall = wall.plus(Duration.ofDays(365));
        assertEquals(START, now());
        passes(Duration.ofMinutes(15).minusNanos(1));
        assertEquals(START.plus(Duration.ofMinutes(15)).minusNanos(1), now());
        assertEquals(Optional.of(new Held(wall, Duration.ofDays(365), wall.plusNanos(1))), guard.held());

        passes(Duration.ofNanos(1));
        assertEquals(wall, now());
        assertEquals(Optional.empty(), guard.held());
        passes(MINUTE);
        assertEquals(wall, now());
        assertEquals(2, news.size());
    }

    @Test
    void aReleaseByHandBelievesAtOnceAndTwoDoNoHarm() {
        assertFalse(guard.release(), "nothing was held");
        wall = wall.plus(Duration.ofDays(3));
        assertTrue(guard.release(), "found by the release itself");
        assertEquals(wall, now());
        assertFalse(guard.release());
        passes(MINUTE);
        assertEquals(wall, now());
    }

    @Test
    void aJumpThatIsUndoneHasMovedNothing() {
        wall = wall.plus(Duration.ofDays(30));
        now();
        passes(MINUTE);
        now();
        wall = wall.minus(Duration.ofDays(30));
        assertEquals(START.plus(MINUTE), now());
        passes(Duration.ofMinutes(20));
        assertEquals(wall, now());
        assertEquals("the clock is right again; nothing was done by the time that it showed", news.get(1));
        assertEquals(2, news.size());
    }

    @Test
    void anotherJumpWaitsForItsOwnFifteenMinutes() {
        wall = wall.plus(Duration.ofHours(2));
        now();
        passes(Duration.ofMinutes(14));
        wall = wall.plus(Duration.ofDays(365));
        now();
        passes(Duration.ofMinutes(14));
        assertEquals(START.plus(Duration.ofMinutes(28)), now());
        passes(MINUTE);
        assertEquals(wall, now());
    }

    @Test
    void aMachineThatSleptLooksLikeAJump() {
        passes(HOUR);
        now();
        wall = wall.plus(Duration.ofHours(9)); // the other clock stood still meanwhile
        assertEquals(START.plus(HOUR), now());
        assertTrue(guard.held().isPresent());
    }

    @Test
    void aClockThatGoesBackIsBelievedAndAJumpIsCountedFromThere() {
        passes(HOUR);
        wall = wall.minus(Duration.ofHours(3));
        assertEquals(START.minus(Duration.ofHours(2)), now());
        assertTrue(news.get(0).startsWith("the clock went back by 3 h 0 min to "), news.get(0));

        wall = wall.plus(Duration.ofHours(3));
        assertEquals(START.minus(Duration.ofHours(2)), now());
        assertTrue(guard.held().isPresent());
    }

    @Test
    void aClockThatIsKeptRightBySmallStepsMakesNoWords() {
        for (int i = 0; i < 1000; i++) {
            passes(MINUTE);
            wall = wall.plusMillis(i % 2 == 0 ? -40 : 40);
            assertEquals(wall, now());
        }
        assertEquals(List.of(), news);
    }

    @Test
    void driftOfHalfAnHourADayIsNoJump() {
        for (int day = 0; day < 30; day++) {
            passes(Duration.ofDays(1).plusNanos(1));
            wall = wall.plus(Duration.ofMinutes(30));
            assertEquals(wall, now());
        }
        assertEquals(List.of(), news);
    }

    @Test
    void twoStepsOfThreeQuartersOfAnHourAreOneJump() {
        wall = wall.plus(Duration.ofMinutes(45));
        assertEquals(wall, now());
        passes(HOUR);
        assertEquals(wall, now());
        wall = wall.plus(Duration.ofMinutes(45));
        passes(MINUTE);
        assertEquals(START.plus(Duration.ofMinutes(106)), now(), "what was believed stays so");
    }

    @Test
    void aThreadThatComesLateWithItsReadingTakesNoReleaseBack() throws Exception {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean dawdles = new AtomicBoolean();
        InstantSource slow = () -> {
            Instant told = wall;
            if (dawdles.compareAndSet(true, false)) {
                hasRead.countDown();
                try {
                    released.await(100, TimeUnit.MILLISECONDS); // in vain where readings are taken in turn
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return told;
        };
        ClockGuard shared = new ClockGuard(slow, () -> nanos, news::add);
        dawdles.set(true);
        Thread late = new Thread(shared::now);
        late.start();
        hasRead.await();
        wall = wall.plus(Duration.ofHours(12));
        shared.now();
        assertTrue(shared.release());
        released.countDown();
        late.join();
        shared.now();
        assertEquals(Optional.empty(), shared.held());
    }
}
