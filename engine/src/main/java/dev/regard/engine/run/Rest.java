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
    private static final Duration LONGEST = Duration.ofMinutes(8);
    private final Backoff backoff = new Backoff(Duration.ofSeconds(30), LONGEST);
    private Instant end = Instant.EPOCH;

    /** @param clock the one by which messages fall due */
    public Rest(InstantSource clock) {
        this.clock = clock;
    }

    /** Zero when it may be asked. A clock that went back prolongs no rest beyond the longest. */
    public Duration left() {
        Instant now = clock.instant();
        Duration left = Duration.between(now, end);
        return left.isNegative() || left.compareTo(LONGEST) > 0 ? Duration.ZERO : left;
    }

    /** A try got no answer. */
    public void noAnswer() {
        end = clock.instant().plus(backoff.next());
    }

    /** It may be asked from now on. */
    public void answered() {
        backoff.reset();
        end = Instant.EPOCH;
    }
}
