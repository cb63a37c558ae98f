package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Plans all cards anew after a publication: reads every card, writes those that change. Events go on being applied meanwhile. */
final class Replanning {
    private static final int BATCH = 200;
    private final Cards cards;
    private final CardCache cache;
    private final PutOffs putOffs;
    private Replanned came = Replanned.NOTHING;

    Replanning(Cards cards, CardCache cache) {
        this.cards = cards;
        this.cache = cache;
        this.putOffs = new PutOffs(cache);
    }

    /** Once {@code current} says no, no further card changes. */
    Replanned run(Engagement engagement, InstantSource clock, BooleanSupplier current) {
        List<Change> changes = new ArrayList<>();
        cards.scan(card -> {
            if (current.getAsBoolean()) {
                replanned(engagement, card, clock.instant()).ifPresent(change -> {
                    came = came.with(card, change);
                    changes.add(change);
                });
                if (changes.size() >= BATCH) {
                    write(engagement, clock, changes);
                    changes.clear();
                }
            }
        });
        write(engagement, clock, changes);
        return came;
    }

    private void write(Engagement engagement, InstantSource clock, List<Change> changes) {
        Set<String> outdated = putOffs.commit(engagement, changes, clock.instant());
        CrashPoint.MID_PUBLISH.pass();
        while (!outdated.isEmpty()) {
            List<Change> again = new ArrayList<>();
            for (Card card : cache.load(outdated).values()) {
                replanned(engagement, card, clock.instant()).ifPresent(again::add);
            }
            outdated = putOffs.commit(engagement, again, clock.instant());
        }
    }

    private Optional<Change> replanned(Engagement engagement, Card card, Instant now) {
        return putOffs.of(engagement, card, now, () -> engagement.replan(card, now));
    }
}
