package dev.regard.engine.backtest;

import dev.regard.engine.store.Journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** When the events of a {@link Tape} happen in a replay: what arrived within the same minute happens at its first moment, and time never goes back. */
final class Minutes {
    private static final Duration TOGETHER = Duration.ofMinutes(1);
    private static final int AT_ONCE = 10_000;
    private final Instant from;
    private final Instant to;
    private final BiConsumer<Instant, List<Recorded>> happen;
    private List<Recorded> minute = new ArrayList<>();
    private Instant minuteAt;
    private Instant now = Instant.MIN;

    /**
     * @param from   a minute that begins before it ends before it
     * @param to     nothing happens from then on
     * @param happen is given each minute's events when they are complete
     */
    Minutes(Instant from, Instant to, BiConsumer<Instant, List<Recorded>> happen) {
        this.from = from;
        this.to = to;
        this.happen = happen;
    }

    /** The next event of the tape; whether it happens in time. */
    boolean take(Recorded recorded) {
        if (!recorded.receivedAt().isBefore(to)) {
            return false;
        }
        Instant at = later(recorded.receivedAt());
        boolean another = !minute.isEmpty() && (minute.size() == AT_ONCE || Duration.between(minuteAt, at).compareTo(TOGETHER) >= 0 || minuteAt.isBefore(from) && !at.isBefore(from));
        if (another) {
            end();
        }
        if (minute.isEmpty()) {
            minuteAt = at;
        }
        minute.add(recorded);
        return true;
    }

    /** What has been taken last happens. */
    void end() {
        if (!minute.isEmpty()) {
            now = later(minuteAt);
            List<Recorded> events = minute;
            minute = new ArrayList<>();
            happen.accept(now, events);
        }
    }

    private Instant later(Instant at) {
        return at.isBefore(now) ? now : at;
    }
}
