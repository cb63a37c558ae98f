package dev.regard.engine.run;

import dev.regard.engine.store.Change;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One batch of changes on its way into the store, while the next one is decided. */
final class PendingWrite {
    private static final int PART = 2_000;
    private final CardCache cards;
    private final ExecutorService writers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "regard-writer");
        thread.setDaemon(true);
        return thread;
    });
    private Executor executor = writers;
    private CompletableFuture<Boolean> underWay;

    PendingWrite(CardCache cards) {
        this.cards = cards;
    }

    /** From now on what is begun is written before {@link #begin} returns, so that everything happens in one order. */
    void inTheCallersThread() {
        executor = Runnable::run;
    }

    /** Starts writing; the cache shows the cards as they will be. */
    void begin(List<Change> changes) {
        cards.foresee(changes);
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (List<Change> turn : Processor.inTurns(changes)) {
            all = all.thenCompose(before -> written(turn).thenApply(now -> before && now));
        }
        underWay = all;
    }

    /** In parts, so that one is made ready for the store while another one is being written. */
    private CompletableFuture<Boolean> written(List<Change> turn) {
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (int from = 0; from < turn.size(); from += PART) {
            List<Change> part = turn.subList(from, Math.min(turn.size(), from + PART));
            all = all.thenCombine(CompletableFuture.supplyAsync(() -> cards.write(part).isEmpty(), executor), Boolean::logicalAnd);
        }
        return all;
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    /**
     * Waits for what is under way.
     *
     * @return false when something of it was not written: what was decided on top of it does not hold
     * @throws dev.regard.engine.store.StoreUnavailable when the store failed; nothing is foreseen any more
     */
    boolean finishedWell() {
        CompletableFuture<Boolean> write = underWay;
        underWay = null;
        if (write == null) {
            return true;
        }
        try {
            boolean all = write.join();
            if (!all) {
                cards.forget();
            }
            return all;
        } catch (CompletionException e) {
            cards.forget();
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Waits for what is under way and ends the thread; a failure leaves the events in the journal. */
    void close() {
        CompletableFuture<Boolean> write = underWay;
        if (write != null) {
            write.handle((all, failure) -> all).join();
        }
        writers.shutdown();
    }
}
