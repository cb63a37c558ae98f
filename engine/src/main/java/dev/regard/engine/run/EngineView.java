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

/** What the pages and the API see of a running engine. */
public interface EngineView {

    /** The engine's clock. */
    Instant now();

    /** When events arrive that come now. */
    default Arrival arrival() {
        return Arrival.at(now());
    }

    /** The clock on the wall while it is not believed. */
    default HeldTime heldTime() {
        return HeldTime.NEVER;
    }

    Records records();

    Cards cards();

    /** A filed event by the key that decisions name it by ({@link dev.regard.engine.event.Event#key}). */
    Optional<Recorded> event(String key);

    /** The published version that the next event will be decided by. */
    RuleSet rules();

    /** The version that decides about a customer, which may be one that only a share of the customers has. */
    default RuleSet rules(Card card) {
        return rules();
    }

    Organisation organisation();

    /** What the rules would see of a card now, without any event; what the monthly review works out is as if it were held now. */
    Facts facts(Card card);

    /**
     * What beside the table itself stands in the way of the contacts that its rows plan; nothing for a table that plans none.
     *
     * @param facts of the card, with those that are taken for granted, such as the occasion
     */
    List<Obstacle> obstacles(Card card, DecisionTable table, Facts facts);

    /** The latest figures over all customers; empty before the first night. */
    Optional<Portfolio> portfolio();

    /** How many events wait for their decision. */
    long waiting();

    /** What is wrong, by question ({@code store}, {@code mail}, {@code mailbox}, {@code disk}, {@code rules}, {@code clock}, {@code calendar}); an empty text when nothing is. */
    Map<String, String> health();
}
