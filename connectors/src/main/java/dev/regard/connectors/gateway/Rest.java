package dev.regard.connectors.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a gateway that did not answer is left alone: everything else that goes out would wait with each try for its time-out. Half a minute at
 * first, twice as long after each further try that got no answer, at most eight minutes. One thread at a time.
 */
final class Rest {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final InstantSource clock;
    private Duration next = FIRST;
    private Instant end = Instant.MIN;

    /** @param clock the one by which messages fall due */
    Rest(InstantSource clock) {
        this.clock = clock;
    }

    /** Zero when it may be asked. */
    Duration left() {
        Instant now = clock.instant();
        return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
    }

    void noAnswer() {
        end = clock.instant().plus(next);
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }

    void answered() {
        next = FIRST;
        end = Instant.MIN;
    }
}
