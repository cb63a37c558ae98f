package dev.regard.engine.run;

import dev.regard.engine.store.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Batches of changes on their way into the store, while the next one is decided. */
final class PendingWrite {
    private static final int PART = 2_000;
    /** So many at once: the store always has one to go on with, and what has to be thrown away when one fails stays small. */
    private static final int BATCHES = 2;
    private final CardCache cards;
    private final ExecutorService writers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "regard-writer");
        thread.setDaemon(true);
        return thread;
    });
    private Executor executor = writers;
    private final Deque<CompletableFuture<Boolean>> underWay = new ArrayDeque<>();

    PendingWrite(CardCache cards) {
        this.cards = cards;
    }

    /** From now on what is begun is written before {@link #begin} returns, so that everything happens in one order. */
    void inTheCallersThread() {
        executor = Runnable::run;
    }

    /** Writes the changes once those that were begun before are written, and not at all where these were not; the cache shows the cards as they will be. */
    void begin(List<Change> changes) {
        cards.foresee(changes);
        CompletableFuture<Boolean> all = underWay.isEmpty() ? CompletableFuture.completedFuture(true) : underWay.getLast();
        for (List<Change> turn : Processor.inTurns(changes)) {
            all = all.thenCompose(well -> well ? written(turn) : CompletableFuture.completedFuture(false));
        }
        underWay.add(all);
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
        return !underWay.isEmpty();
    }

    /**
     * Waits until another batch may be begun.
     *
     * @return false when something was not written: what was decided on top of it does not hold, and nothing is under way any more
     * @throws dev.regard.engine.store.StoreUnavailable when the store failed; nothing is under way or foreseen any more
     */
    boolean hasRoom() {
        boolean well = true;
        while (well && underWay.size() >= BATCHES) {
            well = finishedWell(underWay.remove());
        }
        return well;
    }

    /** The same, waiting for everything. */
    boolean finishedWell() {
        boolean well = true;
        while (well && !underWay.isEmpty()) {
            well = finishedWell(underWay.remove());
        }
        return well;
    }

    private boolean finishedWell(CompletableFuture<Boolean> write) {
        boolean well = false;
        try {
            well = write.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            if (!well) {
                awaitAll();
                cards.forget();
            }
        }
        return well;
    }

    /** However it ends. */
    private void awaitAll() {
        while (!underWay.isEmpty()) {
            underWay.remove().handle((all, failure) -> all).join();
        }
    }

    /**
     * Waits for what is under way and ends the threads; a failure, or a store that does not answer, leaves the events in the journal.
     *
     * @param end until when it waits, a moment of {@link System#nanoTime}
     */
    void close(long end) {
        try {
            for (CompletableFuture<Boolean> write : underWay) {
                write.handle((all, failure) -> all).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // whoever starts next finds out what was written
        }
        underWay.clear();
        writers.shutdown();
    }
}
