package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.store.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a night does to the cards, once it is known to which. */
final class NightChanges {
    private static final int BATCH = 500;
    private final CardCache cards;

    /** The place that a card gets, and why. */
    record Placing(Ranking.Place place, Supplier<List<Reason>> because) {
        static final Placing NONE = new Placing(Ranking.Place.NONE, () -> Ranking.NO_SALES);
    }

    NightChanges(CardCache cards) {
        this.cards = cards;
    }

    /** Gives cards their places, by their ids. */
    void place(Map<String, Placing> placings, Engagement engagement, Instant now) {
        change(placings.keySet(), card -> {
            Placing to = placings.get(card.id());
            return engagement.rank(card, to.place.abc(), to.place.vital(), to.because.get(), now);
        });
    }

    /** Has the entries of cards looked at, or no longer; with how many cards each one shares a phone, itself among them. */
    void spotCheck(Map<String, Integer> sharers, Engagement engagement, Instant now) {
        change(sharers.keySet(), card -> engagement.spotCheck(card, sharers.get(card.id()), now));
    }

    /** Changes cards, in the order of their ids, until each change is written or no longer wanted. */
    private void change(Collection<String> ids, Function<Card, Optional<Change>> wanted) {
        List<String> all = ids.stream().sorted().toList();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> left = new ArrayList<>(all.subList(from, Math.min(all.size(), from + BATCH)));
            while (!left.isEmpty()) {
                List<Change> changes = new ArrayList<>();
                cards.load(left).values().stream().filter(card -> !card.givenUp()).forEach(card -> wanted.apply(card).ifPresent(changes::add));
                left = new ArrayList<>(cards.commit(changes));
                CrashPoint.MID_NIGHT.pass();
            }
        }
    }
}
