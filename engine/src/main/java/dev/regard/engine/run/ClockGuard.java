package dev.regard.engine.run;

import dev.regard.engine.run.HeldTime.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Believes the clock on the wall as long as it goes with one that only counts on ({@link System#nanoTime}). When it jumps ahead of that
 * one, time goes on as it was counted until the jump has lasted, or somebody says that it is right: what was sent or declared missed by a
 * wrong clock cannot be taken back. A clock that goes back is believed at once: what is done is known by what it was about.
 *
 * <p>Both clocks are read under one lock: a thread that comes late with an old reading would look like a clock that went back.
 */
final class ClockGuard {
    /** The largest step ahead that is believed at once. */
    static final Duration LARGEST_STEP = Duration.ofHours(1);
    /** So long a jump has to last, counted, until it is believed. */
    static final Duration LASTING = Duration.ofMinutes(15);
    /** Two clocks drift apart; each time when so much was counted they are compared anew. */
    static final Duration COMPARED = Duration.ofDays(1);
    /** Going back by less than this is how clocks are kept right. */
    private static final Duration WORTH_A_WORD = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final LongSupplier counter;
    private final Consumer<String> news;
    private Instant believed;
    private long believedAt;
    /** By how much the latest reading that was believed lay ahead of what was counted. */
    private Duration step = Duration.ZERO;
    private Jump jump;

    /** Ahead of what was counted by so much, since that count and that reading. */
    private record Jump(Duration ahead, long since, Instant told) { }

    /**
     * A jump that is not believed, to be gone on with after a restart, over which nobody counts.
     *
     * @param told  what the clock on the wall said when it had jumped
     * @param ahead by how much that was ahead of what was counted
     */
    record Kept(Instant told, Duration ahead) { }

    /**
     * @param counter counts nanoseconds on, from anywhere
     * @param news    is told when the clock jumps and when that is over, in one line for an operator
     */
    ClockGuard(InstantSource wall, LongSupplier counter, Consumer<String> news) {
        this(wall, counter, news, Optional.empty());
    }

    /** @param kept what an earlier process did not believe: it is not believed as long as it would not have been there */
    ClockGuard(InstantSource wall, LongSupplier counter, Consumer<String> news, Optional<Kept> kept) {
        this.wall = wall;
        this.counter = counter;
        this.news = news;
        this.believed = wall.instant();
        this.believedAt = counter.getAsLong();
        kept.ifPresent(this::goOn);
    }

    private void goOn(Kept kept) {
        Duration since = Duration.between(kept.told(), believed);
        if (!since.isNegative() && since.compareTo(LASTING) < 0) {
            jump = new Jump(kept.ahead(), believedAt - since.toNanos(), kept.told());
            news.accept("the clock had jumped ahead by " + HeldTime.words(kept.ahead()) + " before this start, and is not believed before it has lasted for " + HeldTime.words(LASTING));
            believed = believed.minus(kept.ahead());
        }
    }

    /** The jump that is not believed at this moment, to be kept for the next start. */
    synchronized Optional<Kept> kept() {
        return Optional.ofNullable(jump).map(j -> new Kept(j.told(), j.ahead()));
    }

    /** The time that is believed now. */
    synchronized Instant now() {
        return now(wall.instant(), counter.getAsLong());
    }

    private Instant now(Instant told, long nanos) {
        Instant counted = believed.plusNanos(nanos - believedAt);
        Duration ahead = Duration.between(counted, told);
        if (ahead.compareTo(LARGEST_STEP) <= 0) {
            goesAlong(told, nanos, ahead);
            return told;
        }
        if (jump == null || ahead.minus(jump.ahead()).compareTo(LARGEST_STEP) > 0) {
            jump = new Jump(ahead, nanos, told);
            news.accept("the clock jumped ahead by " + HeldTime.words(ahead) + " to " + told + "; what would only be due by that waits for "
                    + HeldTime.words(LASTING) + ", or until somebody releases it");
        }
        if (nanos - jump.since() < LASTING.toNanos()) {
            return counted.plus(step);
        }
        believe(told, nanos, "the clock stays ahead by " + HeldTime.words(ahead) + " and is believed from now on");
        return told;
    }

    private void goesAlong(Instant told, long nanos, Duration ahead) {
        if (jump != null) {
            believe(told, nanos, "the clock is right again; nothing was done by the time that it showed");
        } else if (ahead.isNegative()) {
            believe(told, nanos, ahead.negated().compareTo(WORTH_A_WORD) < 0 ? ""
                    : "the clock went back by " + HeldTime.words(ahead.negated()) + " to " + told + "; what is done is not done again");
        } else if (nanos - believedAt > COMPARED.toNanos()) {
            believe(told, nanos, "");
        } else {
            step = ahead;
        }
    }

    private void believe(Instant told, long nanos, String words) {
        believed = told;
        believedAt = nanos;
        step = Duration.ZERO;
        jump = null;
        if (!words.isEmpty()) {
            news.accept(words);
        }
    }

    /** The jump that is not believed at this moment. */
    synchronized Optional<Held> held() {
        Instant told = wall.instant();
        long nanos = counter.getAsLong();
        now(told, nanos);
        return Optional.ofNullable(jump).map(j -> new Held(told, j.ahead(), told.plus(LASTING).minusNanos(nanos - j.since())));
    }

    /** Believes the clock as it is; false when it is believed anyway. */
    synchronized boolean release() {
        Instant told = wall.instant();
        long nanos = counter.getAsLong();
        now(told, nanos);
        boolean held = jump != null;
        if (held) {
            believe(told, nanos, "the clock was released by hand: it is " + told);
        }
        return held;
    }
}
