package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Dealer;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.SmallRules;
import dev.regard.engine.store.WatchedStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written is told by the changes that the store took. */
class ProcessorTest implements WatchedStore.Watch {
    private final MemoryStore memory = new MemoryStore();
    private final WatchedStore store = new WatchedStore(memory, this);
    private final Engagement engagement = new Engagement(new Rulebook(SmallRules.rules(), SmallRules.organisation()));
    private final List<String> applied = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> troubles = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch writing = new CountDownLatch(0);
    private volatile CountDownLatch oneByOne = new CountDownLatch(0);
    private volatile RuntimeException failure;
    private boolean overflowing;
    private final Processor processor = new Processor(store, new CardCache(store.cards(), 100, 1_000), new Troubles() {
        @Override
        public void met(Throwable trouble) {
            troubles.add(trouble);
        }

        @Override
        public void setAside(Event event, Throwable trouble) {
            troubles.add(trouble);
        }
    });

    @AfterEach
    void end() {
        processor.close(System.nanoTime() + 5_000_000_000L);
    }

    @Override
    public Object instead(String call, Object[] arguments, WatchedStore.Call real) throws Throwable {
        if (call.equals("records.dispatch") && overflowing) {
            throw new StackOverflowError();
        }
        if (call.equals("journal.append") && failure != null) {
            throw failure;
        }
        if (call.equals("journal.pending") && arguments[arguments.length - 1].equals(1)) {
            oneByOne.countDown();
        }
        if (!call.equals("cards.commit")) {
            return real.with(arguments);
        }
        writing.await();
        Collection<?> refused = (Collection<?>) real.with(arguments);
        for (Object each : (List<?>) arguments[0]) {
            Change change = (Change) each;
            if (!refused.contains(change.card().id())) {
                change.applied().forEach(recorded -> applied.add(recorded.event().id()));
            }
        }
        return refused;
    }

    private void arrives(Event... events) {
        memory.journal().append(List.of(events), Dealer.MONDAY);
    }

    private void step() {
        processor.step(engagement, Dealer.MONDAY);
    }

    private void everything() {
        while (processor.step(engagement, Dealer.MONDAY) > 0 || memory.journal().waiting() > 0) {
            assertEquals(List.of(), troubles);
        }
    }

    @Test
    void anEventThatIsOnItsWayIntoTheStoreIsNotTakenOnceMoreWhenTheNextOnesFail() {
        arrives(Dealer.purchase("C-1", "known"));
        everything();
        writing = new CountDownLatch(1);
        oneByOne = writing;
        arrives(Dealer.purchase("C-1", "under way"));
        step();
        arrives(Dealer.purchase("C-1", "fails"));
        failure = new IllegalStateException("the referral could not be filed");
        assertThrows(IllegalStateException.class, this::step);
        failure = null;

        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(writing::countDown);
        everything();

        assertEquals(List.of("order-known", "order-under way", "order-fails"), applied);
    }

    @Test
    void anEventThatLetsTheStackOverflowIsSetAsideAndTheNextOnesGoOn() {
        overflowing = true;
        arrives(Dealer.purchase("C-1", "A"), new Event("mail", "bounced", "mail.bounced", Dealer.MONDAY, CustomerKey.id("C-1").orElseThrow(), Data.of("dispatch", "d-1", "stops", true)),
                Dealer.purchase("C-2", "B"));
        assertThrows(StackOverflowError.class, this::step);
        while (processor.step(engagement, Dealer.MONDAY) > 0) { }

        assertEquals(List.of("order-A", "bounced", "order-B"), applied);
        assertEquals(List.of("set-aside"), memory.records().decisions(new DecisionFilter("C-1", "set-aside", null, null), new Paging(9, null)).items().stream().map(Decision::type).toList());
        assertEquals(1, troubles.size(), troubles::toString);
    }

    @Test
    void aStopDoesNotWaitForAStoreThatDoesNotAnswer() {
        writing = new CountDownLatch(1);
        arrives(Dealer.purchase("C-1", "A"));
        step();
        processor.close(System.nanoTime() + 1_000_000);
        assertEquals(List.of(), applied);
        writing.countDown();
    }

    @Test
    void whatSomebodyElseWroteInBetweenIsDecidedAnew() {
        arrives(Dealer.purchase("C-1", "A"));
        everything();
        writing = new CountDownLatch(1);
        arrives(Dealer.purchase("C-1", "B"));
        step();
        Processor other = new Processor(memory, new CardCache(memory.cards(), 100, 1_000), troubles::add);
        arrives(Dealer.purchase("C-1", "C"));
        while (other.step(engagement, Dealer.MONDAY) > 0) { }
        other.close(System.nanoTime() + 5_000_000_000L);
        writing.countDown();
        everything();

        assertEquals(List.of("order-A"), applied, "both were applied by the other one");
        assertEquals(3, memory.cards().standing(List.of("C-1")).get("C-1").dealings().orders().size());
    }
}
