package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
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

/**
 * The cards that were worked on lately. A copy that is no longer current is found out by the version when it is written. It is bounded by what
 * lies on the cards too, since a customer of some years has a hundred times as much as a new one.
 */
final class CardCache {
    private final Cards cards;
    private final int size;
    private final long most;
    private final Map<String, Card> latest = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Card> underWay = new HashMap<>();
    private long parts;
    private long partsUnderWay;

    /**
     * @param size so many cards at most
     * @param most so many orders, contacts, touches and the like on all of them together, at some 300 bytes each
     */
    CardCache(Cards cards, int size, long most) {
        this.cards = cards;
        this.size = size;
        this.most = most;
    }

    private static long parts(Card card) {
        return card == null ? 0 : 8L + card.dealings().orders().size() + card.contacts().recent().size() + card.contacts().released().size() + card.touches().size()
                + card.complaints().size() + card.promises().size() + card.settled().size() + card.satisfaction().size() + card.dealings().invoices().size();
    }

    /** The cards as they are, or as they will be when what is under way is written; an unknown id is left out. */
    Map<String, Card> load(Collection<String> ids) {
        Map<String, Card> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        synchronized (this) {
            for (String id : ids) {
                Card card = latest.get(id);
                if (card == null) {
                    missing.add(id);
                } else {
                    found.put(id, card);
                }
            }
        }
        if (!missing.isEmpty()) {
            Map<String, Card> read = cards.load(missing);
            synchronized (this) {
                read.forEach(this::keep);
            }
            found.putAll(read);
        }
        return found;
    }

    /**
     * The cards that stand for these ids: a card's own, or the one that it was merged into; an unknown id is left out. A copy that leads to a
     * card which does not know of it may be an old one, and is read again.
     */
    Map<String, Card> standing(Collection<String> ids) {
        Map<String, Card> standing = new HashMap<>();
        load(ids).forEach((id, card) -> standing.put(id, card.givenUp() ? standing(card, true) : card));
        return standing;
    }

    private Card standing(Card givenUp, boolean readAgain) {
        Card card = givenUp;
        for (Card next; card.givenUp(); card = next) {
            String into = card.identity().mergedInto();
            next = load(List.of(into)).get(into);
            if (readAgain && !next.names().contains(card.id())) {
                forget(List.of(givenUp.id(), card.id(), into));
                return standing(load(List.of(givenUp.id())).get(givenUp.id()), false);
            }
        }
        return card;
    }

    private synchronized void forget(List<String> ids) {
        ids.stream().filter(id -> !underWay.containsKey(id)).forEach(this::drop);
    }

    /** Shows cards as they will be. */
    synchronized void foresee(List<Change> changes) {
        for (Change change : changes) {
            partsUnderWay += parts(change.card()) - parts(underWay.put(change.card().id(), change.card()));
            keep(change.card().id(), change.card());
        }
    }

    /** Writes changes that were foreseen; returns the ids of those that were not written because the stored card was another. */
    Set<String> write(List<Change> changes) {
        Set<String> outdated = cards.commit(changes);
        CrashPoint.AFTER_LEDGER.pass();
        synchronized (this) {
            for (Change change : changes) {
                Card foreseen = underWay.get(change.card().id());
                if (foreseen != null && foreseen.version() == change.card().version()) {
                    partsUnderWay -= parts(underWay.remove(foreseen.id()));
                }
            }
            outdated.forEach(this::drop);
        }
        return outdated;
    }

    /** Writes changes; returns the ids of those that were not written because the stored card was another. */
    Set<String> commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return Set.of();
        }
        synchronized (this) {
            changes.forEach(c -> drop(c.card().id()));
        }
        Set<String> outdated = cards.commit(changes);
        synchronized (this) {
            changes.stream().map(Change::card).filter(c -> !outdated.contains(c.id()) && !underWay.containsKey(c.id()))
                    .forEach(c -> keep(c.id(), c));
        }
        return outdated;
    }

    /** Nothing that is kept or foreseen counts any more. */
    synchronized void forget() {
        latest.clear();
        underWay.clear();
        parts = 0;
        partsUnderWay = 0;
    }

    private void drop(String id) {
        parts -= parts(latest.remove(id));
    }

    /** What is under way stays whatever the size: until it is written the store has an older one. */
    private void keep(String id, Card card) {
        parts += parts(card) - parts(latest.put(id, card));
        var eldest = latest.values().iterator();
        while ((latest.size() > size + underWay.size() || parts > most + partsUnderWay) && eldest.hasNext()) {
            Card old = eldest.next();
            if (!underWay.containsKey(old.id())) {
                eldest.remove();
                parts -= parts(old);
            }
        }
    }
}
