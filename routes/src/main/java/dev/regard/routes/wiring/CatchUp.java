package dev.regard.routes.wiring;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.run.Engine;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In the background after a start: plans all cards by rules or an organisation that are new, also after a crash in the middle of it. */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final String NOTE = "planned";
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private final Engine engine;
    private final Rulebook book;
    private final String company;
    private final Notes notes;
    private final BooleanSupplier stopping;
    private final Thread thread = new Thread(this::run, "regard-catch-up");

    private CatchUp(Engine engine, Rulebook book, String company, Notes notes, BooleanSupplier stopping) {
        this.engine = engine;
        this.book = book;
        this.company = company;
        this.notes = notes;
        this.stopping = stopping;
    }

    /** @param company the version of the organisation data */
    static CatchUp start(Engine engine, Rulebook book, String company, Notes notes, BooleanSupplier stopping) {
        CatchUp catchUp = new CatchUp(engine, book, company, notes, stopping);
        catchUp.thread.setDaemon(true);
        catchUp.thread.start();
        return catchUp;
    }

    private void run() {
        String plannedBy = book.rules().version() + " " + company;
        try {
            if (!notes.read(NOTE).equals(Optional.of(plannedBy))) {
                long changed = engine.publish(book);
                if (stopping.getAsBoolean()) {
                    return;
                }
                notes.write(NOTE, plannedBy);
                LOG.info("planned by rule set {}: {} customers changed", book.rules().version(), changed);
            }
            engine.lookAtPortfolio();
        } catch (StoreUnavailable e) {
            LOG.warn("planning anew stopped and is done at the next start: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            thread.join(LAST_BATCH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
