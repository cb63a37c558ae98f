package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A card with which something fails, whatever it is, is put off for an hour and holds up nobody else. One thread at a time. */
final class PutOffs {
    private final CardCache cards;
    /** At this card memory ran out; the second time it is the card's fault. */
    private String outOfMemory = "";

    PutOffs(CardCache cards) {
        this.cards = cards;
    }

    /** What is worked out for a card, or that it is put off because this fails. */
    Optional<Change> of(Engagement engagement, Card card, Instant now, Supplier<Optional<Change>> work) {
        try {
            return work.get();
        } catch (StoreUnavailable e) {
            throw e;
        } catch (OutOfMemoryError e) {
            if (!outOfMemory.equals(card.id())) {
                outOfMemory = card.id();
                throw e;
            }
            return Optional.of(engagement.putOff(card, e.toString(), now));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(engagement.putOff(card, e.toString(), now));
        }
    }

    /**
     * Writes changes, and where they cannot be written together, one by one.
     *
     * @return the ids of those that were not written because the stored card was another
     */
    Set<String> commit(Engagement engagement, List<Change> changes, Instant now) {
        try {
            return cards.commit(changes);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Set<String> outdated = new HashSet<>();
            changes.forEach(change -> outdated.addAll(commit(engagement, change, now)));
            return outdated;
        }
    }

    private Set<String> commit(Engagement engagement, Change change, Instant now) {
        try {
            return cards.commit(List.of(change));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Optional.ofNullable(cards.load(List.of(change.card().id())).get(change.card().id()))
                    .map(stored -> cards.commit(List.of(engagement.putOff(stored, e.toString(), now)))).orElse(Set.of());
        }
    }
}
