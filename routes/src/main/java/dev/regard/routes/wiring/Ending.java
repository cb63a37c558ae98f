package dev.regard.routes.wiring;

import dev.regard.engine.crash.CrashPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of what is open. What may hang on others is ended side by side and waited for by one clock, so that many servers that hang take no longer than one. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final long begun = System.nanoTime();
    private final List<Thread> underWay = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Begins to close something; {@link #await} waits for it. */
    void begin(String name, AutoCloseable open) {
        CrashPoint.STOPPING.pass();
        Thread thread = thread(name, () -> close(open));
        underWay.add(thread);
        thread.start();
    }

    /** Closes something at a moment, reckoned from the beginning, or at once where that is over; nobody waits for it. */
    void at(Duration moment, String name, AutoCloseable open) {
        thread(name, () -> {
            try {
                Thread.sleep(Math.max(0, left(moment)));
                close(open);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }).start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, "regard-end-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** In milliseconds. */
    private long left(Duration moment) {
        return moment.minusNanos(System.nanoTime() - begun).toMillis();
    }

    /** Waits for all that was begun, at most until a moment, reckoned from the beginning; what has not ended by then is left alone. */
    void await(Duration moment) {
        try {
            for (Thread thread : underWay) {
                thread.join(Math.max(1, left(moment)));
                if (thread.isAlive()) {
                    LOG.warn("{} has not ended in {} s and is left alone", thread.getName(), moment.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        underWay.clear();
    }

    /** Closes something that hangs on nobody, or without which nothing is in order. */
    void inTurn(AutoCloseable open) {
        CrashPoint.STOPPING.pass();
        close(open);
    }

    private void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    /** The first one. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure.get());
    }
}
