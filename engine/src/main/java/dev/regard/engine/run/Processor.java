package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
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

/**
 * Applies journalled events to cards, a batch at a time: while one batch is being written, the next one is decided on the cards as they
 * will be. If the writing fails, or meets a card that somebody else wrote, what was decided on top of it is thrown away, and the events are
 * read again from the journal. One thread at a time.
 */
final class Processor {
    private static final int BATCH = 500;
    /** With many events waiting, larger batches write each page of the store once for more of them. */
    private static final int LARGE_BATCH = 4_000;
    private static final long MANY = 5_000;
    private static final int READ_AGAIN = 16;
    private final Store store;
    private final CardCache cards;
    private final PendingWrite write;
    private long inHand;
    private int steps;

    Processor(Store store, CardCache cards) {
        this.store = store;
        this.cards = cards;
        this.write = new PendingWrite(cards);
    }

    /** Applies the earliest batch of waiting events; 0 when none waits and everything that was decided is written. */
    int step(Engagement engagement, Instant now) {
        if (++steps % READ_AGAIN == 0) {
            finish(); // an event that became visible behind later ones is found from the beginning
        }
        List<Recorded> batch = store.journal().pending(inHand, store.journal().waiting() > MANY ? LARGE_BATCH : BATCH);
        if (batch.isEmpty()) {
            return finish();
        }
        Attribution attribution = Attribution.of(batch, store.cards());
        if (attribution.keysUnknown() && write.isUnderWay()) {
            return finish(); // what is being written may bring the keys
        }
        List<Change> changes = decide(engagement, attribution, batch, now);
        CrashPoint.DECIDED.pass();
        if (!previousWritten()) {
            return batch.size();
        }
        if (!attribution.withoutCard().isEmpty()) {
            store.journal().settle(attribution.withoutCard());
        }
        write.begin(changes);
        inHand = attribution.last();
        return batch.size();
    }

    /** Waits until everything that was decided is written; 0 when it was already. */
    int finish() {
        int underWay = write.isUnderWay() ? 1 : 0;
        previousWritten();
        inHand = 0;
        return underWay;
    }

    /** Whether what was decided before holds; if not, or if the store fails, the journal is read from the beginning again. */
    private boolean previousWritten() {
        long before = inHand;
        inHand = 0;
        boolean well = write.finishedWell();
        inHand = well ? before : 0;
        return well;
    }

    private List<Change> decide(Engagement engagement, Attribution attribution, List<Recorded> batch, Instant now) {
        Map<String, Card> known = cards.load(attribution.byCard().keySet());
        store.journal().append(referrals(attribution, known), now);
        Map<String, Dispatch> claimed = claimed(batch);
        List<Change> changes = new ArrayList<>();
        attribution.byCard().forEach((id, events) -> {
            Card card = known.getOrDefault(id, Card.blank(id, now));
            changes.addAll(apply(engagement, card, events, claimed, now));
        });
        return changes;
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

    /** Ends the thread that writes; what was not begun stays in the journal. */
    void close() {
        write.close();
    }

    /** Several changes of one card (after a failure) go one after the other. */
    static List<List<Change>> inTurns(List<Change> changes) {
        List<List<Change>> turns = new ArrayList<>();
        List<Change> rest = changes;
        while (!rest.isEmpty()) {
            Set<String> seen = new HashSet<>();
            List<Change> turn = new ArrayList<>();
            List<Change> later = new ArrayList<>();
            rest.forEach(c -> (seen.add(c.card().id()) ? turn : later).add(c));
            turns.add(turn);
            rest = later;
        }
        return turns;
    }
}
