package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at the cards whose time has come. One thread at a time. */
final class Sweeper {
    private static final int BATCH = 500;
    private final Store store;
    private final CardCache cards;

    Sweeper(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
    }

    /** Works on the cards that are due, at most a batch; 0 when none is. */
    int step(Engagement engagement, Instant now) {
        List<String> due = store.cards().due(now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        Map<String, Card> known = cards.load(due);
        List<Change> changes = new ArrayList<>();
        for (String id : due) {
            Card card = known.get(id);
            if (card != null && !card.givenUp()) {
                changes.add(wake(engagement, card, now));
            }
        }
        CrashPoint.MID_SWEEP.pass();
        try {
            cards.commit(changes);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            oneByOne(engagement, changes, now);
        }
        return due.size();
    }

    /** One of them cannot be written: it is put off, and holds up nobody. */
    private void oneByOne(Engagement engagement, List<Change> changes, Instant now) {
        for (Change change : changes) {
            try {
                cards.commit(List.of(change));
            } catch (StoreUnavailable e) {
                throw e;
            } catch (RuntimeException e) {
                Card stored = cards.load(List.of(change.card().id())).get(change.card().id());
                cards.commit(List.of(engagement.putOff(stored, e.toString(), now)));
            }
        }
    }

    private static Change wake(Engagement engagement, Card card, Instant now) {
        try {
            Change change = engagement.wake(card, now);
            return change.card().wakeAt().isAfter(now) ? change : engagement.putOff(card, "waking changed nothing: " + change.card().wakeAt(), now);
        } catch (RuntimeException e) {
            return engagement.putOff(card, e.toString(), now);
        }
    }
}
