package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Obstacles;
import dev.regard.engine.decide.Obstacles.Obstacle;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is in the store, under the rulebook and at the time of the moment of asking. */
final class LiveView implements EngineView {
    private final Store store;
    private final EngineClock clock;
    private final Supplier<Rulebook> book;
    private final Supplier<Optional<Portfolio>> portfolio;
    private final Health health;

    LiveView(Store store, EngineClock clock, Supplier<Rulebook> book, Supplier<Optional<Portfolio>> portfolio, Health health) {
        this.store = store;
        this.clock = clock;
        this.book = book;
        this.portfolio = portfolio;
        this.health = health;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Arrival arrival() {
        return clock.arrival();
    }

    @Override
    public HeldTime heldTime() {
        return clock;
    }

    @Override
    public Records records() {
        return store.records();
    }

    @Override
    public Cards cards() {
        return store.cards();
    }

    @Override
    public Optional<Recorded> event(String key) {
        return store.journal().find(key);
    }

    @Override
    public RuleSet rules() {
        return book.get().rules();
    }

    @Override
    public RuleSet rules(Card card) {
        return book.get().of(card.id()).rules();
    }

    @Override
    public Organisation organisation() {
        return book.get().organisation();
    }

    @Override
    public Facts facts(Card card) {
        return Situations.underReview(card, book.get().of(card.id()), now());
    }

    @Override
    public List<Obstacle> obstacles(Card card, DecisionTable table, Facts facts) {
        return Obstacles.of(card, book.get().of(card.id()), now(), table, facts);
    }

    @Override
    public Optional<Portfolio> portfolio() {
        return portfolio.get();
    }

    @Override
    public long waiting() {
        return store.journal().waiting();
    }

    @Override
    public Map<String, String> health() {
        return health.answers();
    }
}
