package dev.regard.connectors.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A token bucket for each client: so many at once, refilled by so many a second. */
final class Buckets {
    /** Beyond this many clients the full buckets, which say nothing, are thrown away. */
    private static final int MOST = 10_000;
    private static final double NANOS = 1e9;
    private final ConcurrentHashMap<String, Level> levels = new ConcurrentHashMap<>();
    private final double perSecond;
    private final double most;
    private final LongSupplier nanos;

    Buckets(double perSecond, double most, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.most = most;
        this.nanos = nanos;
    }

    private record Level(double left, long at) { }

    /** Takes one when there is one. */
    boolean take(String client) {
        long now = nanos.getAsLong();
        if (levels.size() > MOST) {
            levels.values().removeIf(level -> filled(level, now) >= most);
        }
        boolean[] taken = new boolean[1];
        levels.compute(client, (name, level) -> {
            double left = level == null ? most : filled(level, now);
            taken[0] = left >= 1;
            return new Level(taken[0] ? left - 1 : left, now);
        });
        return taken[0];
    }

    /** Whether there is one to take. */
    boolean has(String client) {
        Level level = levels.get(client);
        return level == null || filled(level, nanos.getAsLong()) >= 1;
    }

    private double filled(Level level, long now) {
        return Math.min(most, level.left + (now - level.at) / NANOS * perSecond);
    }
}
