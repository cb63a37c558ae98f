package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies journalled events to cards, a batch at a time. One thread at a time. */
final class Processor {
    static final int BATCH = 500;
    private final Store store;
    private final CardCache cards;

    Processor(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
    }

    /** Applies the earliest batch of waiting events; 0 when none waits. */
    int step(Engagement engagement, Instant now) {
        List<Recorded> batch = store.journal().pending(BATCH);
        if (batch.isEmpty()) {
            return 0;
        }
        Attribution attribution = Attribution.of(batch, store.cards());
        Map<String, Card> known = cards.load(attribution.byCard().keySet());
        store.journal().append(referrals(attribution, known), now);
        Map<String, Dispatch> claimed = claimed(batch);
        List<Change> changes = new ArrayList<>();
        attribution.byCard().forEach((id, events) -> {
            Card card = known.getOrDefault(id, Card.blank(id, now));
            changes.addAll(apply(engagement, card, events, claimed, now));
        });
        commit(changes);
        if (!attribution.withoutCard().isEmpty()) {
            store.journal().settle(attribution.withoutCard());
        }
        return batch.size();
    }

    private void commit(List<Change> changes) {
        // several changes of one card (after a failure) go one after the other
        List<Change> rest = changes;
        while (!rest.isEmpty()) {
            Set<String> seen = new HashSet<>();
            List<Change> now = new ArrayList<>();
            List<Change> later = new ArrayList<>();
            rest.forEach(c -> (seen.add(c.card().id()) ? now : later).add(c));
            cards.commit(now);
            rest = later;
        }
    }

    private static List<Change> apply(Engagement engagement, Card card, List<Recorded> events, Map<String, Dispatch> claimed, Instant now) {
        try {
            return List.of(engagement.apply(card, events, claimed, now));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            return events.size() == 1
                    ? List.of(engagement.setAside(card, events.get(0), e.toString(), now))
                    : oneByOne(engagement, card, events, claimed, now);
        }
    }

    private static List<Change> oneByOne(Engagement engagement, Card card, List<Recorded> events, Map<String, Dispatch> claimed,
            Instant now) {
        List<Change> changes = new ArrayList<>();
        Card current = card;
        for (Recorded event : events) {
            List<Change> one = apply(engagement, current, List.of(event), claimed, now);
            changes.addAll(one);
            current = one.get(0).card();
        }
        return changes;
    }

    private static List<Event> referrals(Attribution attribution, Map<String, Card> known) {
        List<Event> referrals = new ArrayList<>();
        attribution.byCard().forEach((id, events) -> events.stream()
                .filter(r -> r.event().type().equals(EventType.PURCHASE_MADE.typeName())).findFirst()
                .flatMap(r -> Engagement.referral(r.event(), known.get(id))).ifPresent(referrals::add));
        return referrals;
    }

    private Map<String, Dispatch> claimed(List<Recorded> batch) {
        Map<String, Dispatch> claimed = new HashMap<>();
        for (Recorded recorded : batch) {
            if (recorded.event().type().equals(EventType.DISPATCH_TRIED.typeName())) {
                Optional<String> about = recorded.event().data().text("dispatch");
                about.ifPresent(id -> store.records().dispatches(id).forEach(d -> claimed.put(d.id(), d)));
            }
        }
        return claimed;
    }
}
