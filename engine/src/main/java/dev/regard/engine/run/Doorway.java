package dev.regard.engine.run;

import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets callers through to the store as long as it answers. Without it everybody who brings an event would wait for a store that is away, each
 * in a thread, for as long as its time-out is, and nobody would be left to answer that it is.
 */
final class Doorway {
    /** So many may wait for the store at a time when it answers nobody. */
    static final int MOST_INSIDE = 96;
    /** When it has answered nobody for this long, no more are let in than {@link #MOST_INSIDE}. */
    static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    private final Supplier<Optional<String>> trouble;
    private final LongSupplier nanos;
    private final AtomicInteger inside = new AtomicInteger();
    private volatile long answeredAt;

    /** @param trouble what is known to be wrong with the store; empty when it works */
    Doorway(Supplier<Optional<String>> trouble, LongSupplier nanos) {
        this.trouble = trouble;
        this.nanos = nanos;
        this.answeredAt = nanos.getAsLong();
    }

    /** @throws StoreUnavailable at once, when it is known that the store does not answer */
    <T> T pass(Supplier<T> through) {
        trouble.get().ifPresent(known -> {
            throw new StoreUnavailable(known, null);
        });
        if (inside.getAndIncrement() == 0) {
            answeredAt = nanos.getAsLong(); // nobody has waited
        }
        try {
            if (inside.get() > MOST_INSIDE && nanos.getAsLong() - answeredAt > ANSWERS_WITHIN.toNanos()) {
                throw new StoreUnavailable("the store has answered nobody for a while", null);
            }
            T result = through.get();
            answeredAt = nanos.getAsLong();
            return result;
        } finally {
            inside.decrementAndGet();
        }
    }
}
