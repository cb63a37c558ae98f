package dev.regard.connectors.sqlite;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.store.StoreUnavailable;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one thread that writes. What callers bring while the disk is busy goes into the next transaction together, so that many
 * callers share one flush; each waits until its work is on the disk. Long work has a transaction of its own and the last place in the
 * queue, and can ask whether somebody waits.
 */
final class Writer implements AutoCloseable {
    private static final int LONGEST_GROUP = 256;

    private final Session session;
    private final Damage damage;
    private final Queue<Job<?>> queue = new ArrayDeque<>();
    private final Queue<Job<?>> longWork = new ArrayDeque<>();
    private final Thread thread = new Thread(this::work, "regard-sqlite-writer");
    private boolean closed;
    private volatile String trouble;

    /** Work inside of a transaction; may be run again when the transaction was rolled back because of somebody else's. */
    interface Work<T> {
        T on(Session session) throws SQLException;
    }

    private record Job<T>(String doing, Work<T> work, CompletableFuture<T> done) {
        Job(String doing, Work<T> work) {
            this(doing, work, new CompletableFuture<>());
        }

        /** Runs the work; what comes back tells its caller the result, once that is on the disk. */
        Runnable run(Session session) throws SQLException {
            T result = work.on(session);
            return () -> done.complete(result);
        }
    }

    Writer(Session session, Damage damage) {
        this.session = session;
        this.damage = damage;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param doing what fails when it fails, such as {@code filing events}
     * @return the result, once it is durable
     */
    <T> T write(String doing, Work<T> work) {
        Job<T> job = new Job<>(doing, work);
        bring(job, queue);
        return result(job);
    }

    /** The same for work that lasts: it goes alone, and after what others brought meanwhile. */
    <T> T writeLong(String doing, Work<T> work) {
        Job<T> job = new Job<>(doing, work);
        bring(job, longWork);
        return result(job);
    }

    /** Whether somebody waits whose work is short. */
    synchronized boolean othersWait() {
        return !queue.isEmpty();
    }

    private synchronized void bring(Job<?> job, Queue<Job<?>> to) {
        if (closed) {
            throw new StoreUnavailable(job.doing + ": the store is closed", null);
        }
        to.add(job);
        notifyAll();
    }

    private static <T> T result(Job<T> job) {
        try {
            return job.done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailable known ? new StoreUnavailable(known.getMessage(), known)
                    : new IllegalStateException(job.doing + " failed", e.getCause());
        }
    }

    /** What the latest write met; empty when it succeeded. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void work() {
        List<Job<?>> group = new ArrayList<>();
        Optional<Job<?>> last = next(group);
        while (last.isPresent() || !group.isEmpty()) {
            if (group.size() == 1 || !group.isEmpty() && !together(group)) {
                // where one of them spoils it for the others, each goes for itself
                group.forEach(this::alone);
            }
            last.ifPresent(this::alone);
            last = next(group);
        }
    }

    /** Waits for work: a group of what is short, and long work to do after it; neither when the store is closed and all is written. */
    private synchronized Optional<Job<?>> next(List<Job<?>> group) {
        group.clear();
        while (queue.isEmpty() && longWork.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // nobody interrupts this thread but a program that is being torn down; what waits is still written
            }
        }
        while (group.size() < LONGEST_GROUP && !queue.isEmpty()) {
            group.add(queue.remove());
        }
        return Optional.ofNullable(longWork.poll());
    }

    private boolean together(List<Job<?>> group) {
        List<Runnable> results;
        try {
            results = committed(group);
        } catch (SQLException | RuntimeException | Error e) {
            return false;
        }
        results.forEach(Runnable::run);
        return true;
    }

    private void alone(Job<?> job) {
        List<Runnable> results = List.of();
        try {
            results = committed(List.of(job));
        } catch (SQLException e) {
            StoreUnavailable failure = damage.met(job.doing, e);
            trouble = failure.getMessage();
            job.done.completeExceptionally(failure);
        } catch (RuntimeException | Error e) { // whoever waits hears of it, and this thread goes on: there is no other one that writes
            job.done.completeExceptionally(e);
        }
        results.forEach(Runnable::run);
    }

    /** What tells the callers, once their work is on the disk. */
    private List<Runnable> committed(List<Job<?>> group) throws SQLException {
        List<Runnable> results = new ArrayList<>(group.size());
        session.begin();
        try {
            for (Job<?> job : group) {
                results.add(job.run(session));
            }
            CrashPoint.BEFORE_COMMIT.pass();
            session.commit();
            CrashPoint.AFTER_COMMIT.pass();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
        trouble = null;
        return results;
    }

    private void rollBack(Throwable because) {
        try {
            session.rollBack();
        } catch (SQLException e) {
            // a full disk has ended the transaction already
            because.addSuppressed(e);
        }
        session.forgetStatements(because);
    }

    @Override
    public void close() throws SQLException {
        close(() -> { });
    }

    /**
     * Writes what waits, works the write-ahead log into the file, then ends.
     *
     * @param written is done before the connection is closed
     */
    void close(Runnable written) throws SQLException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            session.run("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            // the log stays beside the file then, and the next start works it in
        }
        written.run();
        session.close();
    }
}
