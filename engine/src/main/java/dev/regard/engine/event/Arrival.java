package dev.regard.engine.event;

import java.time.Instant;

/**
 * When events arrive.
 *
 * @param now  the engine's clock: the time of an event that names none
 * @param told what the clock on the wall says, which the time of an event is held against; another than {@code now} only while the
 *             engine does not believe it
 */
public record Arrival(Instant now, Instant told) {

    /** By a clock that is believed. */
    public static Arrival at(Instant now) {
        return new Arrival(now, now);
    }
}
