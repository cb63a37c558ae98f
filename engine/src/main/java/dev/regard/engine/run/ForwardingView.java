package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Obstacles.Obstacle;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what another view shows, but for what it answers itself. */
public interface ForwardingView extends EngineView {

    /** The other view. */
    EngineView view();

    @Override
    default Instant now() {
        return view().now();
    }

    @Override
    default Arrival arrival() {
        return view().arrival();
    }

    @Override
    default HeldTime heldTime() {
        return view().heldTime();
    }

    @Override
    default Records records() {
        return view().records();
    }

    @Override
    default Cards cards() {
        return view().cards();
    }

    @Override
    default Optional<Recorded> event(String key) {
        return view().event(key);
    }

    @Override
    default RuleSet rules() {
        return view().rules();
    }

    @Override
    default RuleSet rules(Card card) {
        return view().rules(card);
    }

    @Override
    default Organisation organisation() {
        return view().organisation();
    }

    @Override
    default Facts facts(Card card) {
        return view().facts(card);
    }

    @Override
    default List<Obstacle> obstacles(Card card, DecisionTable table, Facts facts) {
        return view().obstacles(card, table, facts);
    }

    @Override
    default Optional<Portfolio> portfolio() {
        return view().portfolio();
    }

    @Override
    default long waiting() {
        return view().waiting();
    }

    @Override
    default Map<String, String> health() {
        return view().health();
    }
}
