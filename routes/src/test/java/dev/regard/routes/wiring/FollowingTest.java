package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.RuleChanges.Proposal;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.trial.Policy;
import dev.regard.rules.RuleSetFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes work on one store. */
@Timeout(120)
class FollowingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Statement ZHAO = new Statement("Zhao", "a try", "");

    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final RuleSetFiles shipped = RuleSetFiles.in(Shipped.rules());
    private final List<Node> nodes = new ArrayList<>();
    private Node here;
    private Node there;

    /** One of the processes. */
    private record Node(Engine engine, Publisher publisher, List<Rulebook> planned) {
        /** Two looks in a row. */
        void follows() {
            publisher.follow();
            publisher.follow();
        }

        String decidesBy() {
            return engine.rules().version();
        }
    }

    @BeforeEach
    void start() {
        here = node("here");
        there = node("there");
    }

    private Node node(String process) {
        Organisation organisation = Company.read(Settings.embedded(folder)).organisation();
        PublishedRules published = new PublishedRules(new Watched(store.notes()));
        PublishedRules.Ready first = published.load(organisation, NOW);
        Engine engine = new Engine(store, EngineClock.virtual(NOW, store.notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), new Rulebook(first.rules(), organisation), process,
                Throwable::printStackTrace);
        engine.openForManualWork();
        List<Rulebook> planned = new ArrayList<>();
        Node node = new Node(engine, new Publisher(published, first, published.archive().share(), engine, rules -> made(process, rules, organisation), organisation, planned::add,
                new Trials(store, organisation), () -> Policy.NONE), planned);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.engine().close());
    }

    /** Something happens once, after a note was written. */
    private final Map<String, Runnable> written = new HashMap<>();
    /** Something happens once while a process makes rules ready, which takes seconds. */
    private final Map<String, Runnable> meanwhile = new HashMap<>();

    private final class Watched implements Notes {
        private final Notes notes;

        Watched(Notes notes) {
            this.notes = notes;
        }

        @Override
        public Optional<String> read(String name) {
            return notes.read(name);
        }

        @Override
        public void write(String name, String value) {
            notes.write(name, value);
            Optional.ofNullable(written.remove(name)).ifPresent(Runnable::run);
        }

        @Override
        public boolean replace(String name, Optional<String> expected, String value) {
            boolean replaced = notes.replace(name, expected, value);
            Optional.ofNullable(written.remove(name)).ifPresent(Runnable::run);
            return replaced;
        }
    }

    private Rulebook made(String process, RuleSet rules, Organisation organisation) {
        Optional.ofNullable(meanwhile.remove(process)).ifPresent(Runnable::run);
        return new Rulebook(rules, organisation);
    }

    @Test
    void whatOnePublishesTheOtherDecidesByAtItsNextLook() {
        RuleSetFiles next = OtherRules.stages("> 730", "> 700");
        here.publisher().publish(next.archive(), "fewer sleepers");
        assertEquals(shipped.version(), there.decidesBy());
        there.follows();
        assertEquals(next.version(), there.decidesBy());
        assertEquals(next.version(), there.publisher().latest().version());
        assertEquals("fewer sleepers", there.publisher().latest().reason());
        assertEquals(1, there.planned().size());
        there.follows();
        here.follows();
        assertEquals(1, there.planned().size(), "once");
        assertEquals(1, here.planned().size(), "its own is nothing to follow");
    }

    /** For half of the customers. */
    private RuleSetFiles stagedHere() {
        RuleSetFiles draft = OtherRules.stages("> 730", "> 700");
        here.publisher().desk().propose(draft.archive(), ZHAO);
        here.publisher().desk().stage(draft.version(), 50, null, null, null);
        return draft;
    }

    @Test
    void aShareOfTheCustomersIsFollowedToo() {
        RuleSetFiles next = stagedHere();
        there.follows();
        assertEquals(here.planned().get(0).name(), there.planned().get(0).name());
        assertEquals(shipped.version() + "+" + next.version() + "@50", there.planned().get(0).name());
    }

    @Test
    void whatOnlyTheOtherCanUseLeavesTheLastGoodRulesAtWork() {
        RuleSetFiles wrong = OtherRules.stages("> 730", "about 700");
        RuleSet before = there.engine().rules();
        store.notes().write("rules", store.notes().read("rules").orElseThrow().replace(base64(shipped), base64(wrong)));
        there.follows();
        assertSame(before, there.engine().rules());
        assertEquals(shipped.version(), there.publisher().latest().version());
        RuleSetFiles next = OtherRules.stages("> 730", "> 700");
        here.publisher().publish(next.archive(), "a good one again");
        there.follows();
        assertEquals(next.version(), there.decidesBy());
    }

    private static String base64(RuleSetFiles files) {
        return Base64.getEncoder().encodeToString(files.archive());
    }

    @Test
    void whoeverStartsLaterBeginsWithWhatIsInForce() {
        RuleSetFiles next = OtherRules.stages("> 730", "> 700");
        here.publisher().publish(next.archive(), "fewer sleepers");
        Node late = node("late");
        assertEquals(next.version(), late.decidesBy());
        late.follows();
        assertEquals(Optional.empty(), late.planned().stream().findFirst());
    }

    @Test
    void whatIsPublishedWhileAProcessMakesOtherRulesReadyIsFollowedToo() {
        RuleSetFiles second = OtherRules.stages("> 730", "> 700");
        RuleSetFiles third = OtherRules.stages("> 730", "> 710");
        meanwhile.put("there", () -> here.publisher().publish(third.archive(), "third"));
        there.publisher().publish(second.archive(), "second");
        there.follows();
        assertEquals(third.version(), there.decidesBy());

        RuleSetFiles fourth = OtherRules.stages("> 730", "> 720");
        here.publisher().publish(second.archive(), "second again");
        meanwhile.put("there", () -> here.publisher().publish(fourth.archive(), "fourth"));
        there.follows();
        there.follows();
        assertEquals(fourth.version(), there.decidesBy());
    }

    @Test
    void aPublicationThatEndsAShareIsFollowedInOneStep() {
        RuleSetFiles draft = stagedHere();
        there.follows();
        RuleSetFiles next = OtherRules.stages("> 730", "> 710");
        written.put("rule-stage", there.publisher()::follow);
        here.publisher().publish(next.archive(), "for all");
        there.follows();
        assertEquals(List.of(shipped.version() + "+" + draft.version() + "@50", next.version()), there.planned().stream().map(Rulebook::name).toList());
    }

    @Test
    void whoFollowsOrStartsInTheMiddleOfAPublicationLeavesItOnceInTheHistory() {
        RuleSetFiles next = OtherRules.stages("> 730", "> 700");
        written.put("rules", () -> {
            there.follows();
            node("late");
        });
        here.publisher().publish(next.archive(), "fewer sleepers");
        assertEquals(List.of(shipped.version(), next.version()), here.publisher().desk().history().stream().map(Release::version).toList());
        here.publisher().desk().rollBack(Optional.empty(), ZHAO, null);
        assertEquals(shipped.version(), here.decidesBy());
    }

    /** The process dies as soon as a note is written. */
    private void dies(String note, Runnable work) {
        written.put(note, () -> {
            throw new StoreUnavailable("the process ended", null);
        });
        assertThrows(StoreUnavailable.class, work::run);
    }

    private List<String> history() {
        return new RuleArchive(store.notes()).releases().stream()
                .map(r -> r.how() + " " + r.version() + (r.note().startsWith("its share ended when") ? " by another" : "")).toList();
    }

    @Test
    void whatWasStagedOrTakenFromItsShareJustBeforeTheEndIsInTheHistoryAfterTheNextStart() {
        dies("rule-stage", this::stagedHere);
        Node second = node("second");
        String draft = second.publisher().desk().proposals().get(0).version();
        assertEquals(50, second.publisher().desk().proposals().get(0).percent());
        assertEquals(List.of("published " + shipped.version(), "staged " + draft), history());

        dies("rule-stage", () -> second.publisher().desk().rollBack(Optional.empty(), ZHAO, null));
        Node third = node("third");
        assertEquals(List.of("published " + shipped.version(), "staged " + draft, "unstaged " + draft), history());
        Proposal waiting = third.publisher().desk().proposals().get(0);
        assertEquals("0 taken back from its share: a try", waiting.percent() + " " + waiting.trouble());
        String again = assertThrows(NotNow.class, () -> third.publisher().desk().rollBack(Optional.empty(), ZHAO, draft)).getMessage();
        assertEquals(draft + " was already taken back; by now " + shipped.version() + " would be taken back. Nothing was changed.", again);
        node("fourth");
        assertEquals(3, history().size(), "once");
    }

    @Test
    void whatAProcessThatDiedHadStagedIsToldByWhoeverFollows() {
        there.follows();
        dies("rule-stage", this::stagedHere);
        there.follows();
        assertEquals(2, history().size());
        assertEquals(1, there.planned().size());
        there.follows();
        assertEquals(1, there.planned().size(), "once");
    }

    @Test
    void aPublicationThatIsNotWrittenLeavesTheShareAndOneThatIsEndsItThroughADeath() {
        RuleSetFiles draft = stagedHere();
        there.follows();
        RuleSetFiles next = OtherRules.stages("> 730", "> 710");
        dies("planned", () -> here.publisher().publish(next.archive(), "for all"));
        node("second");
        assertEquals(Optional.of(draft.version()), new RuleArchive(store.notes()).staged().map(RuleArchive.Staged::version));
        assertEquals(2, history().size());

        dies("rules", () -> here.publisher().publish(next.archive(), "for all"));
        there.follows();
        assertEquals(next.version(), there.planned().get(there.planned().size() - 1).name(), "without a share");
        assertEquals(List.of("published " + shipped.version(), "staged " + draft.version(), "unstaged " + draft.version() + " by another",
                "published " + next.version()), history());
        node("third");
        assertEquals(4, history().size());
        assertEquals(Optional.empty(), new RuleArchive(store.notes()).staged());
    }

    @Test
    void aShareThatAnEarlierProgramStagedIsKnownAndEndsAsAnyOther() {
        RuleSetFiles draft = stagedHere();
        String earlier = draft.version() + " 50 " + NOW;
        store.notes().write("rule-stage", earlier);
        Node second = node("second");
        assertEquals(50, second.publisher().desk().proposals().get(0).percent());
        assertTrue(store.notes().read("rule-stage").orElseThrow().startsWith(earlier + " "), "and that one knows it still");
        dies("rules", () -> second.publisher().publish(OtherRules.stages("> 730", "> 710").archive(), "for all"));
        node("third");
        assertEquals(Optional.empty(), new RuleArchive(store.notes()).staged());
    }
}
