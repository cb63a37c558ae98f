package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The cards, each with its version, and the key index that leads to them. */
public interface Cards {

    /** The ids of the cards that these keys lead to; a key that leads nowhere is left out. */
    Map<String, String> resolve(Collection<String> keys);

    /** The cards with these ids; an unknown id is left out. */
    Map<String, Card> load(Collection<String> ids);

    /** The cards that stand for these ids: a card's own, or the one that it was merged into; an unknown id is left out. */
    default Map<String, Card> standing(Collection<String> ids) {
        Map<String, Card> standing = new LinkedHashMap<>();
        load(ids).forEach((id, card) -> {
            Card stands = card;
            while (stands.givenUp()) {
                String into = stands.identity().mergedInto();
                stands = load(List.of(into)).get(into);
            }
            standing.put(id, stands);
        });
        return standing;
    }

    /**
     * Writes changes, each whole or not at all and under the condition that the card's stored version is the one that
     * the change follows. Several changes of one card are taken in their order. When it returns the written ones are durable.
     *
     * @return the ids of the cards whose stored version was another: nothing of their changes was written. Somebody else was
     *         faster, perhaps with the same events: read the card and the pending events again
     * @throws StoreUnavailable which of the changes are written is not known; reading again tells
     */
    Set<String> commit(List<Change> changes);

    /** The ids of cards with {@code wakeAt} not after the instant, the earliest first. */
    List<String> due(Instant now, int limit);

    /** The earliest {@code wakeAt} of all cards. */
    Optional<Instant> nextWake();

    /** Every card, those that were merged into others too, in the order of ids, in constant memory; cards written meanwhile may be seen before or after. */
    void scan(Consumer<Card> each);
}
