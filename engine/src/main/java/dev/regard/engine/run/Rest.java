package dev.regard.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a mail server or a gateway that did not answer is left alone: everything else that goes out would wait with each try for its time-out. Half a minute at
 * first, twice as long after each further try that got no answer, at most eight minutes. One thread at a time.
 */
public final class Rest {
    private final InstantSource clock;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(8));
    private Instant end = Instant.MIN;

    /** @param clock the one by which messages fall due */
    public Rest(InstantSource clock) {
        this.clock = clock;
    }

    /** Zero when it may be asked. */
    public Duration left() {
        Instant now = clock.instant();
        return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
    }

    /** A try got no answer. */
    public void noAnswer() {
        end = clock.instant().plus(backoff.next());
    }

    /** It may be asked from now on. */
    public void answered() {
        backoff.reset();
        end = Instant.MIN;
    }
}
