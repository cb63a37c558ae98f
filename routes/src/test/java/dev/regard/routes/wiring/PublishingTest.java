package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.drools.DroolsDecider;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PublishingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final String STAGES = "tables/stages.csv";
    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final RuleSetFiles shipped = RuleSetFiles.in(Shipped.rules());
    private Organisation organisation;

    @BeforeEach
    void company() {
        organisation = Company.read(Settings.embedded(folder)).organisation();
    }

    /** The process ends before one of the writes. */
    private static final class DyingNotes implements Notes {
        private final Notes notes;
        private int writes;

        DyingNotes(Notes notes, int writes) {
            this.notes = notes;
            this.writes = writes;
        }

        @Override
        public Optional<String> read(String name) {
            return notes.read(name);
        }

        @Override
        public void write(String name, String value) {
            if (writes-- == 0) {
                throw new StoreUnavailable("the process ended", null);
            }
            notes.write(name, value);
        }

        @Override
        public boolean replace(String name, Optional<String> expected, String value) {
            if (writes-- == 0) {
                throw new StoreUnavailable("the process ended", null);
            }
            return notes.replace(name, expected, value);
        }
    }

    @Test
    void afterACrashInTheMiddleOfPublishingTheOldPublicationIsThereOrTheNewOne() {
        PublishedRules published = new PublishedRules(store.notes());
        Publication old = published.publish(shipped, organisation, "the old reason", NOW).publication();
        RuleSetFiles next = OtherRules.stages("> 730", "> 700");
        int writes = 0;
        for (boolean ended = false; !ended; writes++) {
            PublishedRules dying = new PublishedRules(new DyingNotes(store.notes(), writes));
            try {
                dying.publish(next, organisation, "the new reason", NOW.plusSeconds(1));
                ended = true;
            } catch (StoreUnavailable e) {
                Publication found = published.load(organisation, NOW).publication();
                assertTrue(found.equals(old) || found.reason().equals("the new reason") && found.version().equals(next.version()), found.toString());
            }
        }
        assertTrue(writes > 1, "it died at least once");
        Publication found = published.load(organisation, NOW).publication();
        assertEquals(next.version(), found.version());
        assertEquals("the new reason", found.reason());
        assertEquals(NOW.plusSeconds(1), found.since());
    }

    @Test
    void whatIsPublishedIsUnpackedOnceAndNotEachTimeThatItsVersionIsAskedFor() {
        PublishedRules published = new PublishedRules(store.notes());
        published.publish(shipped, organisation, "the first", NOW);
        RuleSetFiles read = published.files().orElseThrow();
        assertSame(read, published.files().orElseThrow());
        RuleSetFiles next = OtherRules.stages("> 730", "> 700");
        new PublishedRules(store.notes()).publish(next, organisation, "by another process", NOW);
        assertEquals(next.version(), published.version().orElseThrow());
    }

    /** It was published before anybody looked for that. */
    @Test
    void whatWasInForceIsStartedAndTakenBackToThoughItsTablesTakeRowsFromOneAnother() {
        PublishedRules published = new PublishedRules(store.notes());
        Map<String, byte[]> files = new HashMap<>(shipped.files());
        files.put("tables/friends.csv", "Friends\nAll are gold.\nAdds to,tiers\nKey,traits.friend,Tier is\nall,-,gold\n".getBytes(StandardCharsets.UTF_8));
        RuleSetFiles shadowed = RuleSetFiles.of(files);
        assertThrows(RulesRefused.class, () -> published.publish(shadowed, organisation, "a try", NOW));
        Release back = new Release(shadowed.version(), new Statement("Zhao", "as it was", ""), List.of(), NOW, Release.ROLLED_BACK, 0, null, "");
        assertEquals(shadowed.version(), published.publish(shadowed, organisation, back).publication().version());
        Publication started = published.load(organisation, NOW).publication();
        assertEquals(shadowed.version(), started.version());
        assertTrue(started.warnings().stream().anyMatch(w -> w.path().equals("tables/friends.csv:5:A") && w.reason().startsWith("warning: this row is asked before table tiers")), started.warnings()::toString);
    }

    private Path written(RuleSetFiles files) throws IOException {
        Path folderOfRules = folder.resolve("edited");
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            Path to = folderOfRules.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue());
        }
        return folderOfRules;
    }

    /** As that message of {@link PublishedRules#load} promises. */
    @Test
    void whereThePublishedSetCannotBeUsedAnyMoreAnotherOneIsGiven() throws IOException {
        Settings settings = Settings.embedded(folder.resolve("data"));
        try (RunningEngine engine = RunningEngine.deciding(settings)) {
            engine.store().notes().write("rules", "{\"since\": \"" + NOW + "\", \"reason\": \"by an earlier version\", \"files\": \""
                    + Base64.getEncoder().encodeToString(OtherRules.stages("> 730", "about 700").archive()) + "\"}");
        }
        assertThrows(RulesRefused.class, () -> RunningEngine.deciding(settings));
        RuleSetFiles another = OtherRules.stages("> 730", "> 700");
        try (RunningEngine engine = RunningEngine.deciding(settings.publishing(written(another)))) {
            assertEquals(another.version(), engine.engine().rules().version());
        }
    }

    @Test
    void aStartDoesNotBringInAgainWhatWasTakenBack() throws IOException {
        Path edited = written(OtherRules.stages("> 730", "> 700"));
        Settings settings = Settings.embedded(folder.resolve("data"));
        String first;
        try (RunningEngine engine = RunningEngine.deciding(settings)) {
            first = engine.engine().rules().version();
        }
        String second;
        try (RunningEngine engine = RunningEngine.deciding(settings.publishing(edited))) {
            second = engine.engine().rules().version();
            assertNotEquals(first, second);
            RuleArchive archive = new PublishedRules(engine.store().notes()).archive();
            PublishedRules published = new PublishedRules(engine.store().notes());
            published.publish(archive.files(first).orElseThrow(), engine.organisation(), new Release(first, new Statement("Wang", "too rare", ""), List.of(), NOW, Release.ROLLED_BACK, 0, null, ""));
            assertTrue(archive.wasTakenBack(second) && !archive.wasTakenBack(first));
        }
        try (RunningEngine engine = RunningEngine.deciding(settings.publishing(edited))) {
            assertEquals(first, engine.engine().rules().version());
            new PublishedRules(engine.store().notes()).publish(RuleSetFiles.in(edited), engine.organisation(),
                    new Release(second, new Statement("Wang", "it was right", ""), List.of(), NOW, Release.PUBLISHED, 0, null, ""));
        }
        try (RunningEngine engine = RunningEngine.deciding(settings.publishing(edited))) {
            assertEquals(second, engine.engine().rules().version());
        }
    }

    @Test
    void whereWhatIsInForceCannotBeReadAnyMoreAStartBringsAnotherWithoutABackTestButNotWithoutAnApproval() throws IOException {
        Path edited = folder.resolve("edited");
        for (Map.Entry<String, byte[]> file : OtherRules.stages("> 730", "> 700").files().entrySet()) {
            Path to = edited.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue());
        }
        Settings settings = Settings.embedded(folder.resolve("data"));
        try (RunningEngine engine = RunningEngine.deciding(settings)) {
            Notes notes = engine.store().notes();
            String broken = Base64.getEncoder().encodeToString(OtherRules.stages("> 730", "about 700").archive());
            notes.write("rules", notes.read("rules").orElseThrow().replaceFirst("\"files\":\"[^\"]*\"", "\"files\":\"" + broken + "\""));
        }
        Path policy = folder.resolve("data/publishing.yaml");
        Files.writeString(policy, "approval: required\n");
        assertThrows(RulesRefused.class, () -> RunningEngine.deciding(settings.publishing(edited)));
        Files.writeString(policy, "gate: {losingTier: {gold: 0}}\n");
        try (RunningEngine engine = RunningEngine.deciding(settings.publishing(edited))) {
            assertEquals(RuleSetFiles.in(edited).version(), engine.engine().rules().version());
            List<Release> history = new PublishedRules(engine.store().notes()).archive().releases();
            assertTrue(history.get(history.size() - 1).note().matches("by a start with --rules; [0-9a-f]{32} could not be read any more, so no back-test was held against it; nobody approved it"),
                    history::toString);
        }
    }

    @Test
    void anErrorLeavesThePublishedSetAndTheSameFilesChangeNothing() {
        PublishedRules published = new PublishedRules(store.notes());
        Publication first = published.publish(shipped, organisation, "the first\nreason", NOW).publication();
        assertEquals("the first reason", first.reason());

        RulesRefused refused = assertThrows(RulesRefused.class, () -> published.publish(OtherRules.stages("> 730", "about 700"), organisation, "a try", NOW));
        assertTrue(refused.problems().stream().anyMatch(p -> p.toString().startsWith(STAGES + ":5:D: error: ")), refused.problems().toString());
        assertEquals(first, published.load(organisation, NOW).publication());
        assertEquals(first, published.publish(shipped, organisation, "once more", NOW.plusSeconds(9)).publication());
    }

    @Test
    void whatWasPlannedInPartByRulesThatWereTakenBackIsPlannedAnew() throws Exception {
        Engine engine = new Engine(store, EngineClock.virtual(NOW, store.notes()), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""),
                new Rulebook(rules(0, () -> { }), organisation), "test", trouble -> { });
        engine.openForManualWork();
        engine.accept(List.of(new Event("test", "1", "customer.changed", NOW, CustomerKey.id("C-1").orElseThrow(), new Data(Map.of("name", "Li", "kind",
                "consumer", "emails", List.of("li@example.com"), "birthday", Map.of("calendar", "solar", "month", BigDecimal.valueOf(3), "day", BigDecimal.valueOf(20)))))));
        engine.advanceTo(NOW);
        CatchUp catchUp = new CatchUp(engine, "company", store.notes(), (rules, came) -> { });
        Rulebook before = published(engine, rules(0, () -> { }));
        catchUp.planBy(before).get();
        Instant due = birthday();

        Rulebook later = published(engine, rules(2, () -> engine.publish(before)));
        catchUp.planBy(later).get();
        assertEquals(due.plus(Duration.ofHours(2)), birthday(), "one card was planned already when the rules were taken back");
        catchUp.planBy(before).get();
        assertEquals(due, birthday());
        catchUp.close();
        engine.close();
    }

    private Rulebook published(Engine engine, RuleSet rules) {
        Rulebook book = new Rulebook(rules, organisation);
        engine.publish(book);
        return book;
    }

    private Instant birthday() {
        return store.records().touches(new TouchFilter("C-1", null, null, null, null), new Paging(100, null)).items().stream()
                .filter(t -> t.occasion().startsWith("birthday")).findFirst().orElseThrow().due();
    }

    /** The shipped rules with birthday messages some hours later; does something whenever it is asked about occasions. */
    private RuleSet rules(int hours, Runnable asked) {
        RuleSet rules = new PublishedRules(store.notes()).load(organisation, NOW).rules();
        Map<Topic, DecisionTable> tables = new EnumMap<>(rules.tables());
        DecisionTable occasions = tables.get(Topic.OCCASIONS);
        List<Row> rows = occasions.rows().stream().map(row -> row.key().equals("birthday-message") ? later(row, hours) : row).toList();
        tables.put(Topic.OCCASIONS, new DecisionTable(occasions.name(), occasions.title(), occasions.sentence(), occasions.topic(), rows));
        DroolsDecider decider = new DroolsDecider(tables);
        return new RuleSet(rules.version() + "-" + hours, tables, (topic, facts) -> {
            if (topic == Topic.OCCASIONS) {
                asked.run();
            }
            return decider.evaluate(topic, facts);
        }, rules.wording(), rules.festivals(), rules.holidays());
    }

    private static Row later(Row row, int hours) {
        Map<String, Object> results = new HashMap<>(row.results());
        results.computeIfPresent("at", (name, at) -> ((LocalTime) at).plusHours(hours));
        return new Row(row.key(), row.line(), row.conditions(), results);
    }
}
