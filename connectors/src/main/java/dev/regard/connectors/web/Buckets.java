package dev.regard.connectors.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A token bucket for each client: so many at once, refilled by so many a second. */
final class Buckets {
    /** Beyond this many clients the full buckets, which say nothing, are thrown away. */
    private static final int MOST = 10_000;
    private static final double NANOS = 1e9;
    /** To look through all of them for each request would be what an attacker wants. */
    private static final long CLEANED_EVERY = 1_000_000_000;
    private final ConcurrentHashMap<String, Level> levels = new ConcurrentHashMap<>();
    private final double perSecond;
    private final double most;
    private final LongSupplier nanos;
    private final AtomicLong cleaned;

    Buckets(double perSecond, double most, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.most = most;
        this.nanos = nanos;
        this.cleaned = new AtomicLong(nanos.getAsLong() - CLEANED_EVERY);
    }

    private record Level(double left, long at) { }

    /** Takes one when there is one. */
    boolean take(String client) {
        long now = nanos.getAsLong();
        long last = cleaned.get();
        if (levels.size() > MOST && now - last >= CLEANED_EVERY && cleaned.compareAndSet(last, now)) {
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
