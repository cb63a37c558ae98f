package dev.regard.connectors.json;

import java.time.Instant;

/**
 * Instants as one number that a database can order: nanoseconds since 1970, exact from 1677 to 2262. What lies outside
 * counts as the nearest end, so that comparisons stay right.
 */
public final class EpochNanos {
    private static final long NANOS = 1_000_000_000L;
    private static final Instant FIRST = toInstant(Long.MIN_VALUE);
    private static final Instant LAST = toInstant(Long.MAX_VALUE);

    private EpochNanos() { }

    /** Whether the number says the instant to the nanosecond. */
    public static boolean isExact(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    public static long of(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        // in this order, since the whole seconds of FIRST alone are too many nanoseconds
        return instant.isAfter(LAST) ? Long.MAX_VALUE
                : instant.getEpochSecond() < 0
                        ? Math.addExact(Math.multiplyExact(instant.getEpochSecond() + 1, NANOS), instant.getNano() - NANOS)
                        : Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
