package dev.regard.routes.wiring;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.Refrain;
import dev.regard.engine.run.Replanned;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In the background: plans all cards by rules or an organisation that are new, at the start also after a crash in the middle of it. */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final String NOTE = "planned";
    private static final String NOBODY = "";
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Engine engine;
    private final String company;
    private final Notes notes;
    private final BiConsumer<Rulebook, Replanned> told;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "regard-catch-up");
        made.setDaemon(true);
        return made;
    });
    private final Refrain refrain = new Refrain(System::nanoTime);
    private volatile boolean stopping;
    private volatile String trouble = "";

    /**
     * @param company the version of the organisation data
     * @param told    what came of it for contacts
     */
    CatchUp(Engine engine, String company, Notes notes, BiConsumer<Rulebook, Replanned> told) {
        this.told = told;
        this.engine = engine;
        this.company = company;
        this.notes = notes;
    }

    /** Plans all cards by what is in force at the start, then takes the first portfolio figures. */
    void start(Rulebook book) {
        planBy(book);
        thread.execute(() -> attempt(engine::lookAtPortfolio));
    }

    /** Plans all cards by a rulebook that the engine has now. What is being planned by an earlier one is cut short. The answer is there when this is over. */
    Future<?> planBy(Rulebook book) {
        return thread.submit(() -> attempt(() -> plan(book)));
    }

    /** Why not all cards are planned by what is in force; empty while they are, or are on the way. */
    Optional<String> trouble() {
        return Optional.of(trouble).filter(words -> !words.isEmpty());
    }

    private void plan(Rulebook book) {
        trouble = "";
        String plannedBy = book.name() + " " + company;
        if (notes.read(NOTE).equals(Optional.of(plannedBy))) {
            return;
        }
        forget(notes); // planned in part by these, the cards are no longer planned by the former ones
        engine.planAnew(book, () -> !stopping).ifPresent(came -> {
            notes.write(NOTE, plannedBy);
            LOG.info("planned by rule set {}: {} customers changed; {} contacts added, {} changed, {} withdrawn", book.name(), came.customers(), came.added(), came.changed(), came.withdrawn());
            if (came.isOfContacts()) {
                told.accept(book, came);
            }
        });
    }

    /** From now on the cards count as planned by nobody, until they are planned anew. */
    static void forget(Notes notes) {
        notes.write(NOTE, NOBODY);
    }

    /** Again and again while the store does not answer; what was planned stays so, and is found so. */
    private void attempt(Runnable work) {
        while (!stopping) {
            try {
                work.run();
                return;
            } catch (StoreUnavailable | OutOfMemoryError e) {
                refrain.say("planning anew is tried again soon: " + e.getMessage()).ifPresent(LOG::warn);
                pause();
            } catch (RuntimeException | Error e) { // nobody else would hear of it
                trouble = "planning all customers anew failed and is tried at the next start: " + e;
                LOG.error("planning anew failed and is tried at the next start", e);
                return;
            }
        }
    }

    private void pause() {
        long end = System.nanoTime() + PAUSE.toNanos();
        while (!stopping && System.nanoTime() < end) {
            LockSupport.parkNanos(SHORT.toNanos());
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.shutdown();
        try {
            thread.awaitTermination(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
