package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreUnavailable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Connections that read what is committed, without waiting for the writer. */
final class Readers implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private final BlockingQueue<Session> free;
    private final int all;
    private final Damage damage;

    Readers(Collection<Session> sessions, Damage damage) {
        this.damage = damage;
        all = sessions.size();
        free = new ArrayBlockingQueue<>(all, false, sessions);
    }

    /** @param doing what fails when it fails, such as {@code reading cards} */
    <T> T read(String doing, Writer.Work<T> work) {
        Session session = taken(doing);
        try {
            return work.on(session);
        } catch (SQLException e) {
            throw damage.met(doing, e);
        } finally {
            free.add(session);
        }
    }

    private Session taken(String doing) {
        try {
            Session session = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (session == null) {
                throw new StoreUnavailable(doing + ": all connections were busy for " + PATIENCE_SECONDS + " s", null);
            }
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(doing + ": interrupted", e);
        }
    }

    /** Waits for readings under way. */
    @Override
    public void close() throws SQLException {
        for (int i = 0; i < all; i++) {
            taken("closing").close();
        }
    }
}
