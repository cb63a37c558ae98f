package dev.regard.routes.wiring;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Obstacles.Obstacle;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.HeldTime;
import dev.regard.engine.run.Portfolio;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as the pages see it, with answers about the disk and whatever else stands around the engine. */
final class WatchedEngine implements EngineView {
    private static final long SCARCE_BYTES = 100L << 20;
    private final EngineView engine;
    private final Path data;
    private final Map<String, Supplier<Optional<String>>> questions;

    /** @param questions of which the engine knows nothing: what is wrong, empty when nothing is */
    WatchedEngine(EngineView engine, Path data, Map<String, Supplier<Optional<String>>> questions) {
        this.engine = engine;
        this.data = data;
        this.questions = Map.copyOf(questions);
    }

    @Override
    public Map<String, String> health() {
        Map<String, String> answers = new LinkedHashMap<>(engine.health());
        answers.put("disk", disk());
        questions.forEach((name, question) -> answers.put(name, question.get().orElse("")));
        return answers;
    }

    private String disk() {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            return free < SCARCE_BYTES ? "less than " + (SCARCE_BYTES >> 20) + " MB are free for the data folder" : "";
        } catch (IOException e) {
            return "the data folder cannot be read";
        }
    }

    @Override
    public Instant now() {
        return engine.now();
    }

    @Override
    public Arrival arrival() {
        return engine.arrival();
    }

    @Override
    public HeldTime heldTime() {
        return engine.heldTime();
    }

    @Override
    public Records records() {
        return engine.records();
    }

    @Override
    public Cards cards() {
        return engine.cards();
    }

    @Override
    public Optional<Recorded> event(String key) {
        return engine.event(key);
    }

    @Override
    public RuleSet rules() {
        return engine.rules();
    }

    @Override
    public RuleSet rules(Card card) {
        return engine.rules(card);
    }

    @Override
    public Organisation organisation() {
        return engine.organisation();
    }

    @Override
    public Facts facts(Card card) {
        return engine.facts(card);
    }

    @Override
    public List<Obstacle> obstacles(Card card, DecisionTable table, Facts facts) {
        return engine.obstacles(card, table, facts);
    }

    @Override
    public Optional<Portfolio> portfolio() {
        return engine.portfolio();
    }

    @Override
    public long waiting() {
        return engine.waiting();
    }
}
