package dev.regard.engine.run;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the card that each event of a batch belongs to. */
final class Attribution {
    private final Map<String, List<Recorded>> byCard = new LinkedHashMap<>();
    private final List<Recorded> withoutCard = new ArrayList<>();
    private Recorded merger;
    private boolean keysUnknown;
    private long last;

    private Attribution() { }

    /**
     * Attributes a batch from its beginning up to the first event whose key may be made by an earlier event of the same batch, or that
     * concerns two cards; the rest is attributed once that one is applied.
     */
    static Attribution of(List<Recorded> batch, Cards cards) {
        Set<String> keys = batch.stream().map(r -> indexedKey(r.event())).flatMap(Optional::stream).collect(Collectors.toSet());
        Map<String, String> known = keys.isEmpty() ? Map.of() : cards.resolve(keys);
        Attribution found = new Attribution();
        boolean keysMayAppear = false;
        for (Recorded recorded : batch) {
            Event event = recorded.event();
            if (Mergers.concern(event)) {
                found.merger(recorded, known);
                break;
            }
            Optional<String> key = indexedKey(event);
            boolean unknown = key.isPresent() && !known.containsKey(key.get());
            if (unknown && keysMayAppear) {
                break;
            }
            found.keysUnknown |= unknown;
            found.last = recorded.sequence();
            Optional<String> card = cardOf(event, known);
            card.ifPresentOrElse(id -> found.byCard.computeIfAbsent(id, c -> new ArrayList<>()).add(recorded),
                    () -> found.withoutCard.add(recorded));
            keysMayAppear |= event.type().equals(EventType.CUSTOMER_CHANGED.typeName());
        }
        return found;
    }

    private void merger(Recorded recorded, Map<String, String> known) {
        if (last == 0) {
            merger = recorded;
            byCard.put(cardOf(recorded.event(), known).orElseThrow(), List.of(recorded));
        }
    }

    private static Optional<String> cardOf(Event event, Map<String, String> known) {
        if (event.subject() != null && event.subject().kind() == CustomerKey.Kind.ID) {
            return Optional.of(event.subject().value());
        }
        Optional<String> key = indexedKey(event);
        Optional<String> card = key.map(known::get);
        return card.isPresent() || event.subject() == null ? card : Optional.of(event.subject().card());
    }

    private static Optional<String> indexedKey(Event event) {
        if (event.subject() != null) {
            return event.subject().kind() == CustomerKey.Kind.ID ? Optional.empty() : Optional.of(event.subject().toString());
        }
        return Engagement.escalationKey(event);
    }

    /** The event that concerns two cards, when the batch begins with it; then it is the only one. */
    Optional<Recorded> merger() {
        return Optional.ofNullable(merger);
    }

    /** Card ids with their events, in the order of arrival. */
    Map<String, List<Recorded>> byCard() {
        return byCard;
    }

    /** Whether a key led nowhere: cards that are not written yet may have it. */
    boolean keysUnknown() {
        return keysUnknown;
    }

    /** The sequence number of the last event that was attributed. */
    long last() {
        return last;
    }

    /** Events that are about no customer, or about an escalation that nobody knows. */
    List<Recorded> withoutCard() {
        return withoutCard;
    }
}
