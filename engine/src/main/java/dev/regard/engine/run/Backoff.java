package dev.regard.engine.run;

import java.time.Duration;

/** Pauses between tries that fail one after another: each twice as long as the one before, up to a longest. For one thread at a time. */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** How long to wait after one more failure. */
    public Duration next() {
        Duration pause = next;
        Duration twice = pause.multipliedBy(2);
        next = twice.compareTo(longest) > 0 ? longest : twice;
        return pause;
    }

    /** After a success: the next failure is a first one. */
    public void reset() {
        next = first;
    }
}
