package dev.regard.engine.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Does a step again and again in a thread of its own: at once while there is something to do, else when somebody rings or a moment has passed,
 * and after failures that follow each other in growing pauses. Its methods may be called from any thread.
 */
final class Worker {
    private static final Duration TICK = Duration.ofMillis(500);
    /** The longest pause after failures that follow each other: nobody is told of a complaint in it. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final IntSupplier step;
    private final Consumer<Throwable> met;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * @param step does a part of what is to be done; 0 when there was nothing
     * @param met  is told of each failure of a step, in the worker's thread
     */
    Worker(String name, IntSupplier step, Consumer<Throwable> met) {
        this.step = step;
        this.met = met;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    /** Begins; once only. */
    void start() {
        thread.start();
    }

    boolean isStarted() {
        return thread.getState() != Thread.State.NEW;
    }

    /** Whether it has begun and is over, whatever ended it. */
    boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Whether it is over although nobody stopped it. */
    boolean hasDied() {
        return hasEnded() && !stopping;
    }

    /** There may be something to do. */
    void ring() {
        bell.ring();
    }

    /** Ends after the step that is under way, which is not waited for. */
    void stop() {
        stopping = true;
        bell.ring();
        LockSupport.unpark(thread);
    }

    /** Waits for the end, to that moment of {@link System#nanoTime} or until the caller is interrupted. */
    void join(long end) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        Backoff pause = new Backoff(TICK, LONGEST_PAUSE);
        while (!stopping) {
            try {
                if (step.getAsInt() == 0) {
                    bell.await(TICK);
                }
                pause.reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) { // without this thread nothing of this is done any more, and memory that was short may be there again
                met.accept(e);
                pause(pause.next());
            }
        }
    }

    /** Whoever rings meanwhile is heard afterwards: what failed fails again at once, most of the time. */
    private void pause(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !stopping && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
