package dev.regard.connectors.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A question that may hang, asked in one thread of its own: whoever asks waits for so long and no longer, however many ask. */
final class Bounded<T> {
    private final Supplier<T> question;
    private final Duration patience;
    private final ExecutorService thread;

    Bounded(String name, Supplier<T> question, Duration patience) {
        this.question = question;
        this.patience = patience;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** The answer as it is now; empty when none came in time, or the question failed. */
    Optional<T> ask() {
        Future<T> answer = thread.submit(question::get);
        try {
            return Optional.ofNullable(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return Optional.empty(); // what is wrong with the store is told by the question about the store
        } catch (TimeoutException e) {
            answer.cancel(false); // one that was not begun is not begun any more
            return Optional.empty();
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
