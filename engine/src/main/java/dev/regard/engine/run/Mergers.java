package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Merging;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Carries out what concerns two cards, one write after the other. The event is applied by the last of them, so whatever ends in between is
 * taken up again: each step looks at what the one before has left, and finds its own work done or not.
 */
final class Mergers {
    private final Store store;
    private final CardCache cards;

    Mergers(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
    }

    /** Whether an event has to be carried out here, alone and after everything before it is written. */
    static boolean concern(Event event) {
        return event.subject() != null && EventType.named(event.type()).filter(EventType::merges).isPresent();
    }

    /** Does what is left to do of the event; where somebody else was faster, the event stays for another look. */
    void carryOut(Merging merging, Recorded event, String named, Instant now) {
        Card subject = cards.standing(List.of(named)).getOrDefault(named, Card.blank(named, now));
        Optional<Card> other = event.event().data().text("other").flatMap(CustomerKey::stated).flatMap(this::itself);
        if (!waits(event)) {
            return; // somebody else was faster; whoever is from now on is met by the versions of the cards
        }
        if (event.event().type().equals(EventType.CUSTOMER_MERGED.typeName())) {
            merge(merging, event, subject, other, now);
        } else {
            unmerge(merging, event, subject, other, now);
        }
    }

    private boolean waits(Recorded event) {
        return store.journal().pending(event.sequence() - 1, 1).stream().anyMatch(r -> r.sequence() == event.sequence());
    }

    /** The card that a key leads to, whether it was given up or not. */
    private Optional<Card> itself(CustomerKey key) {
        String id = key.kind() == CustomerKey.Kind.ID ? key.value() : store.cards().resolve(List.of(key.toString())).get(key.toString());
        return id == null ? Optional.empty() : Optional.ofNullable(cards.load(List.of(id)).get(id));
    }

    private void merge(Merging merging, Recorded event, Card subject, Optional<Card> other, Instant now) {
        boolean begun = other.filter(o -> event.event().key().equals(o.identity().by())).isPresent();
        Optional<String> objection = begun ? Optional.empty() : Merging.objection(event.event(), subject, other.orElse(null));
        if (objection.isPresent()) {
            write(merging.refuse(subject, event, objection.get(), now));
            return;
        }
        Card givenUp = other.orElseThrow();
        if (!begun) {
            absorbed(merging, subject, givenUp, event, now); // what cannot be worked out is found out before anything is given up
            Change change = merging.giveUp(givenUp, subject, event, now);
            if (!write(change)) {
                return;
            }
            givenUp = change.card();
        }
        write(absorbed(merging, subject, givenUp, event, now));
    }

    private Change absorbed(Merging merging, Card subject, Card other, Recorded event, Instant now) {
        Map<String, Dispatch> onTheWay = onTheWay(subject, other);
        return followed(problem -> merging.absorb(subject, other, onTheWay, event, now, problem));
    }

    private Map<String, Dispatch> onTheWay(Card subject, Card other) {
        Map<String, Dispatch> found = new HashMap<>();
        Stream.concat(subject.touches().stream(), other.touches().stream()).filter(t -> t.status() == Touch.Status.SENDING)
                .forEach(t -> store.records().dispatches(t.id()).forEach(d -> found.put(d.about(), d)));
        return found;
    }

    private void unmerge(Merging merging, Recorded event, Card subject, Optional<Card> other, Instant now) {
        // the subject may name the card that has left already: it knows from which one
        Card survivor = other.filter(o -> !o.givenUp() && event.event().key().equals(o.identity().by()))
                .map(o -> cards.load(List.of(o.identity().leftFrom())).get(o.identity().leftFrom())).orElse(subject);
        boolean begun = survivor.identity().leaving() != null && event.event().key().equals(survivor.identity().leaving().by());
        if (!begun) {
            Optional<String> objection = Merging.objection(event.event(), subject, other.orElse(null));
            Change change = objection.map(reason -> merging.refuse(subject, event, reason, now))
                    .orElseGet(() -> followed(problem -> merging.takeOut(subject, other.orElseThrow().id(), event, now, problem)));
            if (!write(change) || objection.isPresent()) {
                return;
            }
            survivor = change.card();
        }
        Card card = other.orElseThrow();
        if (card.givenUp()) {
            Card from = survivor;
            Change change = followed(problem -> merging.restore(card, from, event, now, problem));
            if (!write(change)) {
                return;
            }
        }
        write(merging.letGo(survivor, event, now));
    }

    /** What follows from the new card is left to a later look when it cannot be worked out: nothing must be left half done for it. */
    private static Change followed(Function<String, Change> step) {
        try {
            return step.apply(null);
        } catch (RuntimeException e) {
            return step.apply(e.toString());
        }
    }

    private boolean write(Change change) {
        return cards.commit(List.of(change)).isEmpty();
    }
}
