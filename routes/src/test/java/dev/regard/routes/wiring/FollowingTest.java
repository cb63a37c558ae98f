package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.trial.Policy;
import dev.regard.rules.RuleSetFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final String STAGES = "tables/stages.csv";

    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final RuleSetFiles shipped = RuleSetFiles.in(Shipped.rules());
    private final List<Node> nodes = new ArrayList<>();
    private Node here;
    private Node there;

    /** One of the processes. */
    private record Node(Engine engine, Publisher publisher, List<Rulebook> planned) {
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
        PublishedRules published = new PublishedRules(store.notes());
        PublishedRules.Ready first = published.load(organisation, NOW);
        Engine engine = new Engine(store, EngineClock.virtual(NOW, store.notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), new Rulebook(first.rules(), organisation), process,
                Throwable::printStackTrace);
        engine.openForManualWork();
        List<Rulebook> planned = new ArrayList<>();
        Node node = new Node(engine, new Publisher(published, first.publication(), engine, rules -> new Rulebook(rules, organisation), organisation, planned::add,
                new Trials(store, organisation), () -> Policy.NONE), planned);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.engine().close());
    }

    private RuleSetFiles changed(String from, String to) {
        Map<String, byte[]> files = new HashMap<>(shipped.files());
        files.computeIfPresent(STAGES, (path, content) -> new String(content, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8));
        return RuleSetFiles.of(files);
    }

    @Test
    void whatOnePublishesTheOtherDecidesByAtItsNextLook() {
        RuleSetFiles next = changed("> 730", "> 700");
        here.publisher().publish(next.archive(), "fewer sleepers");
        assertEquals(shipped.version(), there.decidesBy());
        there.publisher().follow();
        assertEquals(next.version(), there.decidesBy());
        assertEquals(next.version(), there.publisher().latest().version());
        assertEquals("fewer sleepers", there.publisher().latest().reason());
        assertEquals(1, there.planned().size());
        there.publisher().follow();
        here.publisher().follow();
        assertEquals(1, there.planned().size(), "once");
        assertEquals(1, here.planned().size(), "its own is nothing to follow");
    }

    @Test
    void aShareOfTheCustomersIsFollowedToo() {
        RuleSetFiles next = changed("> 730", "> 700");
        here.publisher().desk().propose(next.archive(), ZHAO);
        here.publisher().desk().stage(next.version(), 50, null, null, null);
        there.publisher().follow();
        assertEquals(here.planned().get(0).name(), there.planned().get(0).name());
        assertEquals(shipped.version() + "+" + next.version() + "@50", there.planned().get(0).name());
    }

    @Test
    void whatOnlyTheOtherCanUseLeavesTheLastGoodRulesAtWork() {
        RuleSetFiles wrong = changed("> 730", "about 700");
        RuleSet before = there.engine().rules();
        store.notes().write("rules", store.notes().read("rules").orElseThrow().replace(base64(shipped), base64(wrong)));
        store.notes().write("rules-version", wrong.version());
        there.publisher().follow();
        assertSame(before, there.engine().rules());
        assertEquals(shipped.version(), there.publisher().latest().version());
        RuleSetFiles next = changed("> 730", "> 700");
        here.publisher().publish(next.archive(), "a good one again");
        there.publisher().follow();
        assertEquals(next.version(), there.decidesBy());
    }

    private static String base64(RuleSetFiles files) {
        return java.util.Base64.getEncoder().encodeToString(files.archive());
    }

    @Test
    void whoeverStartsLaterBeginsWithWhatIsInForce() {
        RuleSetFiles next = changed("> 730", "> 700");
        here.publisher().publish(next.archive(), "fewer sleepers");
        Node late = node("late");
        assertEquals(next.version(), late.decidesBy());
        late.publisher().follow();
        assertEquals(Optional.empty(), late.planned().stream().findFirst());
    }
}
