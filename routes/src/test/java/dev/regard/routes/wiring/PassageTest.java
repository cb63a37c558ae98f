package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.Publishing.Refused;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.RuleChanges.Proposal;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.trial.Policy;
import dev.regard.routes.trial.Verdict;
import dev.regard.rules.RuleSetFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others can do while a back-test runs that ends only when the test lets it. */
@Timeout(240)
class PassageTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Statement ZHAO = new Statement("Zhao", "too few calls", "");
    private static final Policy GATE = new Policy(false, Optional.of(new Policy.Gate(3, Optional.of(5), Optional.empty(), Optional.empty(), Optional.empty(), Map.of())), Map.of());

    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger trials = new AtomicInteger();
    private volatile Policy policy = Policy.NONE;
    private final RuleSetFiles shipped = RuleSetFiles.in(Shipped.rules());
    private Engine engine;
    private ChangeDesk desk;
    private Publisher publisher;

    @BeforeEach
    void start() {
        Organisation organisation = Company.read(Settings.embedded(folder)).organisation();
        PublishedRules published = new PublishedRules(store.notes());
        PublishedRules.Ready first = published.load(organisation, NOW);
        engine = new Engine(store, EngineClock.virtual(NOW, store.notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), new Rulebook(first.rules(), organisation), "test",
                Throwable::printStackTrace);
        engine.openForManualWork();
        Trials slow = new Trials(store, organisation) {
            @Override
            Verdict verdict(RuleSet before, RuleSet draft, Policy asked, Policy.Gate gate, Instant now) {
                trials.incrementAndGet();
                begun.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return new Verdict(List.of(), List.of(), List.of());
            }
        };
        publisher = new Publisher(published, first, "", engine, rules -> new Rulebook(rules, organisation), organisation, book -> { }, slow, () -> policy);
        desk = publisher.desk();
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        others.shutdownNow();
        engine.close();
    }

    private String proposed(int amount) {
        return desk.propose(goldFrom(amount).archive(), new Statement("Chen", "a try", "")).version();
    }

    /** A draft in place of something that can be taken back. */
    private String draft() {
        publisher.publish(goldFrom(60_000).archive(), "before");
        return proposed(80_000);
    }

    /** A publication that is being tried. */
    private Future<?> tried(Callable<?> publication) throws Exception {
        policy = GATE;
        Future<?> under = others.submit(publication);
        assertTrue(begun.await(60, TimeUnit.SECONDS), "the back-test began");
        return under;
    }

    private <T> T atOnce(Callable<T> action) throws Exception {
        return others.submit(action).get(60, TimeUnit.SECONDS); // for ever, if it waited for the back-test
    }

    private String refusal(Future<?> publication) {
        mayEnd.countDown();
        return assertThrows(ExecutionException.class, () -> publication.get(60, TimeUnit.SECONDS)).getCause().getMessage();
    }

    private String inForce() {
        return engine.rules().version();
    }

    private Proposal proposal(String version) {
        return desk.proposals().stream().filter(p -> p.version().equals(version)).findFirst().orElseThrow();
    }

    @Test
    void aRollbackDoesNotWaitForABackTestAndWhatWasTriedIsRefused() throws Exception {
        String version = draft();
        Future<?> publication = tried(() -> desk.publish(version, null, null, null));
        assertEquals(shipped.version(), atOnce(() -> desk.rollBack(Optional.empty(), ZHAO, null)).publication().version());
        assertEquals(shipped.version(), inForce());
        String refusal = refusal(publication);
        assertTrue(refusal.contains(shipped.version() + " came in force meanwhile in place of " + goldFrom(60_000).version()), refusal);
        assertEquals(shipped.version(), inForce());
        assertEquals(version, proposal(version).version(), "it waits for somebody to publish it again");
    }

    @Test
    void aRollbackOfAShareStopsItsPublicationForAllThatIsBeingTried() throws Exception {
        String version = draft();
        Future<?> publication = tried(() -> {
            policy = Policy.NONE;
            desk.stage(version, 30, null, null, null);
            policy = GATE;
            return desk.publish(version, null, null, null);
        });
        assertEquals(30, atOnce(() -> desk.rollBack(Optional.empty(), ZHAO, null)).share());
        String refusal = refusal(publication);
        assertTrue(refusal.contains("its share of the customers was taken meanwhile from " + version), refusal);
        assertEquals(goldFrom(60_000).version(), inForce());
    }

    @Test
    void othersProposeApproveAndWithdrawMeanwhileAndSeeThatItIsTried() throws Exception {
        String version = draft();
        Future<?> publication = tried(() -> desk.publish(version, null, null, null));
        assertEquals(1, atOnce(() -> desk.approve(version, "Wang")).approvals().size());
        String other = atOnce(() -> proposed(70_000));
        assertTrue(proposal(version).warnings().toString().contains("note: a back-test of it has been under way since 2026-03-02T02:00:00Z"), () -> proposal(version).toString());
        assertFalse(proposal(other).warnings().toString().contains("under way"));
        String twice = assertThrows(NotNow.class, () -> desk.publish(version, null, null, null)).getMessage();
        assertTrue(twice.startsWith("A back-test of " + version + " has been under way since "), twice);
        atOnce(() -> {
            desk.withdraw(version);
            return null;
        });
        assertEquals("There is no proposal " + version + ".", refusal(publication));
        assertEquals(goldFrom(60_000).version(), inForce());
        assertEquals(1, trials.get());
    }

    @Test
    void aPolicyThatChangedMeanwhileIsAskedAgain() throws Exception {
        String version = draft();
        Future<?> publication = tried(() -> desk.publish(version, null, null, null));
        policy = new Policy(true, GATE.gate(), Map.of());
        String refusal = refusal(publication);
        assertTrue(refusal.contains("A second person has to approve"), refusal);
        policy = GATE;
        desk.publish(version, null, null, null);
        assertEquals(version, inForce());
        policy = Policy.NONE;
    }

    @Test
    void anotherBudgetMeanwhileIsNotTheOneThatWasTried() throws Exception {
        String version = draft();
        Future<?> publication = tried(() -> desk.publish(version, null, null, null));
        policy = new Policy(false, GATE.gate().map(g -> new Policy.Gate(12, g.messages(), g.tasks(), g.alerts(), g.cost(), g.losingTier())), Map.of());
        assertTrue(refusal(publication).contains("publishing.yaml was changed meanwhile"));
        assertEquals(goldFrom(60_000).version(), inForce());
    }

    @Test
    void whatNobodyProposedIsTriedWithoutHoldingAnybodyUpToo() throws Exception {
        publisher.publish(goldFrom(60_000).archive(), "before");
        Future<?> publication = tried(() -> publisher.publish(goldFrom(80_000).archive(), "at once"));
        atOnce(() -> desk.rollBack(Optional.empty(), ZHAO, null));
        mayEnd.countDown();
        Throwable refused = assertThrows(ExecutionException.class, () -> publication.get(60, TimeUnit.SECONDS)).getCause();
        assertTrue(refused instanceof Refused && refused.getMessage().contains("came in force meanwhile"), refused::toString);
        assertEquals(shipped.version(), inForce());
    }

    /** Its moment has come, and its back-test has begun. */
    private Future<?> triedAtItsMoment(String version) throws InterruptedException {
        desk.publish(version, NOW.plusSeconds(60), null, null);
        engine.advanceTo(NOW.plusSeconds(60));
        policy = GATE;
        Future<?> timer = others.submit(desk::publishDue);
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        return timer;
    }

    @Test
    void whatIsDueIsTriedOnceAndHeldWhereARollbackCameInBetween() throws Exception {
        String version = draft();
        Future<?> timer = triedAtItsMoment(version);
        atOnce(() -> {
            desk.publishDue(); // the next look of the timer, or of a clock that is moved
            return null;
        });
        assertEquals("", proposal(version).trouble(), "it is not held because it is tried");
        atOnce(() -> desk.rollBack(Optional.empty(), ZHAO, null));
        mayEnd.countDown();
        timer.get(60, TimeUnit.SECONDS);
        assertEquals(shipped.version(), inForce());
        assertTrue(proposal(version).trouble().contains(shipped.version() + " came in force meanwhile"), () -> proposal(version).toString());
        assertEquals("held", desk.history().get(desk.history().size() - 1).how());
        assertEquals(1, trials.get());
    }

    @Test
    void whatIsWithdrawnWhileItIsTriedAtItsMomentStaysWithdrawn() throws Exception {
        String version = proposed(80_000);
        Future<?> timer = triedAtItsMoment(version);
        atOnce(() -> {
            desk.withdraw(version);
            return null;
        });
        mayEnd.countDown();
        timer.get(60, TimeUnit.SECONDS);
        assertEquals(List.of(), desk.proposals());
        assertEquals(shipped.version(), inForce());
        assertEquals(1, desk.history().size());
    }

    @Test
    void aClockThatIsMovedWaitsForWhatIsTriedAtItsMoment() throws Exception {
        String version = proposed(80_000);
        Future<?> timer = triedAtItsMoment(version);
        Future<Instant> moved = others.submit(() -> new PublishingTime(engine, desk).advanceTo(NOW.plusSeconds(3600)));
        mayEnd.countDown();
        timer.get(60, TimeUnit.SECONDS);
        moved.get(60, TimeUnit.SECONDS);
        assertEquals(version, inForce());
        assertEquals(NOW.plusSeconds(60), desk.history().get(1).at(), "at its moment");
        assertEquals(1, trials.get());
    }
}
