package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the cards whose time has come. One thread at a time. */
final class Sweeper {
    private static final int BATCH = 500;
    private final Store store;
    private final CardCache cards;
    private final PutOffs putOffs;

    Sweeper(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
        this.putOffs = new PutOffs(cards);
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
        putOffs.commit(engagement, changes, now); // whatever is outdated is still due, and looked at again
        return due.size();
    }

    private Change wake(Engagement engagement, Card card, Instant now) {
        return putOffs.of(engagement, card, now, () -> {
            Change change = engagement.wake(card, now);
            return Optional.of(change.card().wakeAt().isAfter(now) ? change : engagement.putOff(card, "waking changed nothing: " + change.card().wakeAt(), now));
        }).orElseThrow();
    }
}
