package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cards that were worked on lately. A copy that is no longer current is found out by the version when it is written. */
final class CardCache {
    private final Cards cards;
    private final Map<String, Card> latest;

    CardCache(Cards cards, int size) {
        this.cards = cards;
        this.latest = new LinkedHashMap<>(size * 2, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Card> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Map<String, Card> load(Collection<String> ids) {
        Map<String, Card> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Card card = latest.get(id);
            if (card == null) {
                missing.add(id);
            } else {
                found.put(id, card);
            }
        }
        if (!missing.isEmpty()) {
            cards.load(missing).forEach((id, card) -> {
                latest.put(id, card);
                found.put(id, card);
            });
        }
        return found;
    }

    /** Writes changes; returns the ids of those that were not written because the stored card was another. */
    synchronized Set<String> commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return Set.of();
        }
        changes.forEach(c -> latest.remove(c.card().id()));
        Set<String> outdated = cards.commit(changes);
        changes.stream().map(Change::card).filter(c -> !outdated.contains(c.id())).forEach(c -> latest.put(c.id(), c));
        return outdated;
    }
}
