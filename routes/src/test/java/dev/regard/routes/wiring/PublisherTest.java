package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.WatchedStore;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.trial.Policy;
import dev.regard.rules.RuleSetFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A publication while the engine is in the middle of something. */
@Timeout(60)
class PublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch deciding = new CountDownLatch(1);
    private final CountDownLatch published = new CountDownLatch(1);
    private final AtomicBoolean failing = new AtomicBoolean();

    /** The first batch is decided while somebody waits to publish, and cannot be written. */
    private final class Trouble implements WatchedStore.Watch {
        @Override
        public void before(String call) {
            if (call.equals("journal.append") && Thread.currentThread().getName().equals("regard-decider") && deciding.getCount() > 0) {
                deciding.countDown();
                try {
                    published.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                failing.set(true);
            }
            if (call.equals("cards.commit") && failing.getAndSet(false)) {
                throw new IllegalStateException("nobody has thought of that");
            }
        }
    }

    @Test
    void aPublicationCountsAlsoWhereWhatWasBeingDecidedBeforeItFails() throws Exception {
        Organisation organisation = Company.read(Settings.embedded(folder)).organisation();
        PublishedRules rules = new PublishedRules(store.notes());
        PublishedRules.Ready first = rules.load(organisation, NOW);
        List<String> planned = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
        try (Engine engine = new Engine(new WatchedStore(store, new Trouble()), EngineClock.virtual(NOW, store.notes()),
                dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), new Rulebook(first.rules(), organisation), "test", told::add)) {
            Publisher publisher = new Publisher(rules, first, "", engine, set -> new Rulebook(set, organisation), organisation, book -> planned.add(book.name()),
                    new Trials(store, organisation), () -> Policy.NONE);
            engine.startDeciding();
            engine.accept(List.of(new Event("test", "1", "customer.changed", NOW, CustomerKey.id("C-1").orElseThrow(), Data.of("name", "Li"))));
            deciding.await();
            RuleSetFiles next = OtherRules.stages("> 730", "> 700");
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread publishing = new Thread(() -> {
                try {
                    publisher.publish(next.archive(), "fewer sleepers");
                    done.complete(null);
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
            publishing.start();
            Caller.until("it waits for the batch", () -> publishing.getState() == Thread.State.WAITING
                    && Arrays.stream(publishing.getStackTrace()).anyMatch(f -> f.getClassName().equals(Engine.class.getName()) && f.getMethodName().equals("publish")));
            published.countDown();
            done.get();

            assertEquals(next.version(), engine.rules().version());
            assertEquals(next.version(), publisher.latest().version());
            assertEquals(List.of(next.version()), planned);
            Caller.until("the event is taken once more", () -> store.journal().waiting() == 0);
            assertEquals(List.of("nobody has thought of that"), told.stream().map(Throwable::getMessage).toList());
        }
    }
}
