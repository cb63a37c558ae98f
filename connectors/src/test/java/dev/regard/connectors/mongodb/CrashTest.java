package dev.regard.connectors.mongodb;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.absorbing;
import static dev.regard.engine.store.Dealer.applying;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.complaint;
import static dev.regard.engine.store.Dealer.decision;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.inTier;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.next;
import static dev.regard.engine.store.Dealer.purchases;
import static dev.regard.engine.store.Dealer.touch;
import static dev.regard.engine.store.Dealer.waking;
import static dev.regard.engine.store.Dealer.withTouches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends between any two steps leaves the card and what it caused consistent. */
class CrashTest {
    private final MongoServer server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
    private final List<MongoStore> opened = new ArrayList<>();
    private String uri;

    /** Where the process ends; null while it lives. */
    private String endsBefore;

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void start() {
        uri = server.bindAndGetConnectionString() + "/regard";
    }

    @AfterEach
    void stop() {
        opened.forEach(MongoStore::close);
        server.shutdownNow();
    }

    private MongoStore open() {
        MongoStore store = MongoStore.open(uri, true, step -> {
            if (step.equals(endsBefore)) {
                throw new Ended();
            }
        });
        opened.add(store);
        return store;
    }

    private void endsBefore(String step, Runnable doing) {
        endsBefore = step;
        assertThrows(Ended.class, doing::run, "nothing happens before " + step);
        endsBefore = null;
    }

    /** Marked as applied and not yet counted so, which makes the next one invisible to a count that goes on from there. */
    @Test
    void whatIsCountedAmidAWriteHidesNoneThatComesAfterwards() {
        AtomicReference<MongoStore> counting = new AtomicReference<>();
        MongoStore store = MongoStore.open(uri, true, step -> {
            if (step.equals("clear")) {
                assertEquals(0, counting.get().journal().waiting());
            }
        });
        counting.set(store);
        opened.add(store);
        store.journal().append(purchases("C-1", "A"), MONDAY);
        store.cards().commit(List.of(applying(change(newCard("C-1")), store.journal().pending(1))));

        store.journal().append(purchases("C-1", "B"), MONDAY);

        assertEquals(1, store.journal().waiting());
    }

    /** A change with an effect of each kind: a message that was sent before, a new one, a decision, a complaint, a key. */
    private Change busyChange(MongoStore store) {
        store.cards().commit(List.of(withDispatch(change(newCard("C-1")), dispatch("m-0", "C-1", "t-0", MONDAY), touch("t-0", "C-1", MONDAY))));
        Dispatch claimed = store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p1").get(0);
        store.journal().append(purchases("C-1", "A", "B"), MONDAY);
        return new Change(waking(inTier(next(newCard("C-1")), "gold"), minutesLater(1)), List.of("email:li@example.cn"),
                List.of(decision("d-1", "C-1", "tier", MONDAY)), List.of(touch("t-0", "C-1", MONDAY).withStatus(Touch.Status.SENT, null), touch("t-1", "C-1", MONDAY)),
                List.of(complaint("c-1", "C-1", MONDAY)),
                List.of(claimed.with(Status.SENT, MONDAY, null), dispatch("m-1", "C-1", "t-1", MONDAY)), store.journal().pending(1));
    }

    private static Change withDispatch(Change change, Dispatch dispatch, Touch touch) {
        return new Change(change.card(), List.of(), List.of(), List.of(touch), List.of(), List.of(dispatch), List.of());
    }

    private static void assertWhole(MongoStore store, Change change) {
        assertEquals(Map.of("C-1", change.card()), store.cards().load(List.of("C-1")));
        assertEquals(Map.of("email:li@example.cn", "C-1"), store.cards().resolve(List.of("email:li@example.cn")));
        assertEquals(Optional.of(change.decisions().get(0)), store.records().decision("C-1", "d-1"));
        assertEquals(Optional.of(change.touches().get(0)), store.records().touch("C-1", "t-0"));
        assertEquals(Optional.of(change.touches().get(1)), store.records().touch("C-1", "t-1"));
        assertEquals(change.complaints(), store.records().complaints(new Records.ComplaintFilter(null, "C-1"), new Records.Paging(9, null)).items());
        assertEquals(Status.SENT, store.records().dispatches("t-0").get(0).status());
        assertEquals(List.of(change.dispatches().get(1)), store.records().dispatches("t-1"));
        assertEquals(purchases("C-1", "B"), store.journal().pending(9).stream().map(Journal.Recorded::event).toList());
        assertEquals(1, store.journal().waiting());
    }

    @Test
    void whatIsCutOffWhileSomethingElseIsCompletedIsCompletedToo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch completing = new CountDownLatch(1);
        AtomicReference<Thread> other = new AtomicReference<>();
        MongoStore store = MongoStore.open(uri, true, step -> {
            boolean isOther = Thread.currentThread() == other.get();
            if (isOther && step.equals("cards")) {
                begun.countDown();
                awaited(completing);
            } else if (isOther && step.equals("keys") || step.equals(endsBefore)) {
                throw new Ended();
            } else if (step.equals("decisions") && other.get() != null) {
                completing.countDown();
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> other.get().join());
            }
        });
        opened.add(store);
        other.set(new Thread(() -> assertThrows(Ended.class, () -> store.cards().commit(List.of(known("C-2"))))));
        other.get().start();
        begun.await();
        endsBefore("keys", () -> store.cards().commit(List.of(known("C-1"))));

        assertEquals(Map.of("email:C-1@example.cn", "C-1"), store.cards().resolve(List.of("email:C-1@example.cn")));
        assertEquals(Map.of("email:C-2@example.cn", "C-2"), store.cards().resolve(List.of("email:C-2@example.cn")));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Change known(String customer) {
        return new Change(newCard(customer), List.of("email:" + customer + "@example.cn"), List.of(decision("d-" + customer, customer, "tier", MONDAY)), List.of(), List.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "decisions", "complaints", "touches", "dispatches", "reports", "applied", "clear"})
    void whatWasCutOffIsCompletedAtTheNextStart(String step) {
        MongoStore ending = open();
        Change change = busyChange(ending);
        endsBefore(step, () -> ending.cards().commit(List.of(change)));

        MongoStore store = open();

        assertWhole(store, change);
        assertEquals(Set.of(), store.cards().commit(List.of(change(next(change.card())))), "nothing is left on the card");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "decisions", "complaints", "touches", "dispatches", "reports", "applied", "clear"})
    void aProcessThatOnlyLostItsConnectionCompletesItsOwn(String step) {
        MongoStore store = open();
        Change change = busyChange(store);
        endsBefore(step, () -> store.cards().commit(List.of(change)));

        assertEquals(purchases("C-1", "B"), store.journal().pending(9).stream().map(Journal.Recorded::event).toList());
        assertWhole(store, change);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "touches", "applied", "clear"})
    void anotherProcessCompletesACardBeforeItReadsIt(String step) {
        MongoStore ending = open();
        MongoStore other = open();
        Change change = busyChange(ending);
        endsBefore(step, () -> ending.cards().commit(List.of(change)));

        assertEquals(Map.of("C-1", change.card()), other.cards().load(List.of("C-1")));
        assertWhole(other, change);
    }

    @Test
    void whatAClaimTookBeforeItsConnectionWasLostIsGivenByTheNextOne() {
        MongoStore store = open();
        store.cards().commit(List.of(withDispatch(change(newCard("C-1")), dispatch("m-0", "C-1", "t-0", MONDAY), touch("t-0", "C-1", MONDAY))));
        endsBefore("claimed", () -> store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p1"));
        assertEquals(Status.SENDING, store.records().dispatches("t-0").get(0).status());

        assertEquals(List.of(), store.outgoing().claim(Dispatch.Lane.URGENT, MONDAY, 9, "p1"));
        assertEquals(List.of(dispatch("m-0", "C-1", "t-0", MONDAY).claimedBy("p1")), store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p1"));
        assertEquals(List.of(), store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p1"));
        assertEquals(List.of("m-0"), store.outgoing().abandoned("p2", 9).stream().map(Dispatch::id).toList(), "another start finds it too");
    }

    @Test
    void nothingIsWrittenWhenItEndsBeforeTheCard() {
        MongoStore ending = open();
        Change change = busyChange(ending);
        endsBefore("cards", () -> ending.cards().commit(List.of(change)));

        MongoStore store = open();

        assertEquals(Map.of("C-1", newCard("C-1")), store.cards().load(List.of("C-1")));
        assertEquals(2, store.journal().waiting());
        assertEquals(Set.of(), store.cards().commit(List.of(change)));
        assertWhole(store, change);
    }

    @Test
    void aCardWithEffectsLeftOnItIsNotWrittenOver() {
        MongoStore ending = open();
        MongoStore other = open();
        Change change = busyChange(ending);
        endsBefore("decisions", () -> ending.cards().commit(List.of(change)));

        assertEquals(Set.of("C-1"), other.cards().commit(List.of(change(next(change.card())))));

        other.cards().load(List.of("C-1"));
        assertWhole(other, change);
    }

    @Test
    void anEventThatAnotherProcessHasAppliedIsNotAppliedAgain() {
        MongoStore slow = open();
        MongoStore fast = open();
        slow.cards().commit(List.of(change(newCard("C-1"))));
        slow.journal().append(purchases("C-1", "A", "B"), MONDAY);
        List<Journal.Recorded> inHand = slow.journal().pending(1);
        fast.cards().commit(List.of(applying(change(inTier(next(newCard("C-1")), "gold")), fast.journal().pending(1))));

        Card now = slow.cards().load(List.of("C-1")).get("C-1");
        assertEquals(Set.of("C-1"), slow.cards().commit(List.of(applying(change(inTier(next(now), "twice")), inHand))));

        assertEquals("gold", slow.cards().load(List.of("C-1")).get("C-1").standing().tier());
        assertEquals(Set.of(), slow.cards().commit(List.of(applying(change(next(now)), slow.journal().pending(9)))));
    }

    @Test
    void effectsOfACardThatWasMergedDoNotUndoTheSurvivorsWhenTheyAreHandedOnLate() {
        MongoStore store = open();
        Card other = next(newCard("C-2"));
        store.cards().commit(List.of(change(newCard("C-1")), change(newCard("C-2"))));
        Change old = withTouches(change(other), touch("t-2", "C-2", MONDAY));
        store.cards().commit(List.of(old));
        Touch done = touch("t-2", "C-2", MONDAY).withStatus(Touch.Status.DONE, null);
        assertEquals(Set.of(), store.cards().commit(List.of(withTouches(absorbing(newCard("C-1"), other), done))));

        store.handOnAgain(List.of(old));

        assertEquals(Optional.of(done), store.records().touch("C-2", "t-2"));
    }

    @Test
    void effectsThatAreHandedOnLateDoNotUndoNewerOnes() {
        MongoStore store = open();
        Change old = withTouches(change(newCard("C-1")), touch("t-1", "C-1", MONDAY));
        store.cards().commit(List.of(old));
        Touch newer = touch("t-1", "C-1", minutesLater(9)).withStatus(Touch.Status.DONE, null);
        store.cards().commit(List.of(withTouches(change(next(newCard("C-1"))), newer)));

        store.handOnAgain(List.of(old));

        assertEquals(Optional.of(newer), store.records().touch("C-1", "t-1"));
        assertEquals(2, store.cards().load(List.of("C-1")).get("C-1").version());
    }
}
