package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.run.NightChanges.Placing;
import dev.regard.engine.store.Cards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nights of a part of the customers, whose places among all of them are given. One on which nothing can happen is left out. */
final class GivenNights implements Nights {
    private final Cards cards;
    private final NightChanges changes;
    private final Ranks ranks;
    private Instant over = Instant.MIN;
    /** Whether there is more than one card: none ever goes. */
    private boolean several;
    /** The fields that were last asked whether they are suspect, and whether they are. */
    private Profile asked;
    private boolean typed;

    GivenNights(Cards cards, CardCache cache, Ranks ranks) {
        this.cards = cards;
        this.changes = new NightChanges(cache);
        this.ranks = ranks;
    }

    /** Alone and beyond suspicion, a card meets only the nights that give it another place. */
    @Override
    public Instant next(Rulebook book, Instant now) {
        if (ranks == Ranks.NONE) {
            return Instant.MAX;
        }
        if (!several) {
            List<Card> all = all();
            if (all.isEmpty()) {
                return Instant.MAX;
            }
            if (isAloneAndUnsuspected(all)) {
                return ranks.next(all.get(0).id(), over).orElse(Instant.MAX);
            }
        }
        return Nights.after(book, over.isBefore(now) ? now.minusNanos(1) : over);
    }

    @Override
    public boolean mayMove(Instant next, Instant now, boolean done) {
        return done;
    }

    @Override
    public void pass(Instant now) {
        over = now;
    }

    private List<Card> all() {
        List<Card> all = new ArrayList<>(1);
        cards.scan(all::add);
        several = all.size() > 1;
        return all;
    }

    private boolean isAloneAndUnsuspected(List<Card> all) {
        return all.size() == 1 && !isSuspect(all.get(0));
    }

    /** What {@link Glance#suspect} says, without the rest. */
    private boolean isSuspect(Card only) {
        if (only.profile() != asked) {
            asked = only.profile();
            typed = Glance.isTyped(asked);
        }
        return typed || Engagement.isSpotChecked(only);
    }

    @Override
    public void run(Rulebook book, Engagement engagement, Instant now) {
        List<Card> all = all();
        Map<String, Placing> placings = new HashMap<>();
        for (Card card : all) {
            Ranks.Placed given = ranks.at(card.id(), now);
            if (!card.givenUp() && !given.place().isThatOf(card.standing())) {
                placings.put(card.id(), new Placing(given.place(), given::because));
            }
        }
        Map<String, Integer> sharers = isAloneAndUnsuspected(all) ? Map.of() : sharers(all, now);
        changes.place(placings, engagement, now);
        changes.spotCheck(sharers, engagement, now);
        over = now;
    }

    private static Map<String, Integer> sharers(List<Card> all, Instant now) {
        Suspects suspects = new Suspects();
        all.stream().filter(card -> !card.givenUp()).forEach(card -> suspects.see(Glance.of(card, now)));
        return suspects.sharers();
    }
}
