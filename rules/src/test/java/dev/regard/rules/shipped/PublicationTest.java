package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Publishing to an engine that works: which version decides what. */
@Timeout(60)
class PublicationTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private final MemoryStore store = new MemoryStore();

    private static Event purchase(String customer, int amount) {
        return new Event("test", customer, "purchase.made", NOW, CustomerKey.id(customer).orElseThrow(), Data.of("order", "O-" + customer, "amount", amount));
    }

    private static RuleSet version(String name, Decider decider) {
        RuleSet shipped = Dealership.rules();
        return new RuleSet(name, shipped.tables(), decider, shipped.wording(), shipped.festivals(), shipped.holidays());
    }

    private List<String> versions(String customer) {
        return store.records().decisions(new DecisionFilter(customer, null, null, null), new Paging(100, null)).items().stream()
                .map(d -> d.ruleSet()).distinct().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsBeingDecidedEndsByItsVersionAndTheNextEventHasTheNewOne() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RuleSet before = version("before", (topic, facts) -> {
            deciding.countDown();
            await(goOn);
            return Dealership.rules().evaluate(topic, facts);
        });
        Engine engine = new Engine(store, EngineClock.real(() -> NOW, () -> 0, news -> { }), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""),
                new Rulebook(before, Dealership.organisation()), "test", trouble -> { });
        try {
            engine.startDeciding();
            engine.accept(List.of(purchase("C-1", 60_000)));
            await(deciding);
            Rulebook next = new Rulebook(version("after", Dealership.rules().decider()), Dealership.organisation());
            AtomicReference<List<String>> written = new AtomicReference<>();
            Thread publishing = new Thread(() -> {
                engine.publish(next);
                written.set(versions("C-1"));
            });
            publishing.start();
            while (publishing.getState() != Thread.State.WAITING && publishing.isAlive()) {
                Thread.onSpinWait();
            }
            assertTrue(publishing.isAlive(), "a publication waits for what is being decided");
            goOn.countDown();
            publishing.join();
            engine.accept(List.of(purchase("C-2", 60_000)));
            while (engine.waiting() > 0) {
                Thread.onSpinWait();
            }
            assertEquals(List.of("before"), written.get(), "and for its writing, or a card would be planned before it");
            assertEquals(List.of("after"), versions("C-2"));
        } finally {
            goOn.countDown();
            engine.close();
        }
    }

    @Test
    void planningThatIsOvertakenSaysThatItDidNotEnd() {
        Engine engine = new Engine(store, EngineClock.virtual(NOW, store.notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""),
                new Rulebook(Dealership.rules(), Dealership.organisation()), "test", trouble -> { });
        engine.openForManualWork();
        engine.accept(List.of(purchase("C-1", 60_000)));
        engine.advanceTo(NOW);
        Rulebook first = new Rulebook(version("first", Dealership.rules().decider()), Dealership.organisation());
        engine.publish(first);
        assertTrue(engine.planAnew(first, () -> true).isPresent());
        assertFalse(engine.planAnew(first, () -> false).isPresent(), "nobody wants it");
        engine.publish(new Rulebook(version("second", Dealership.rules().decider()), Dealership.organisation()));
        assertFalse(engine.planAnew(first, () -> true).isPresent(), "another one was published");
        engine.close();
    }
}
