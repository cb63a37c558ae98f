package dev.regard.engine.run;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Identity;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.event.DeliveryReport;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Applies journalled events to cards, a batch at a time: while batches are being written, the next one is decided on the cards as they
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
    private final Mergers mergers;
    private long inHand;
    private int steps;
    /** So many events more are taken one at a time, each written before the next. */
    private int oneAtATime;
    private final Troubles troubles;
    private final Asides asides = new Asides();

    Processor(Store store, CardCache cards, Troubles troubles) {
        this.store = store;
        this.cards = cards;
        this.troubles = troubles;
        this.write = new PendingWrite(cards);
        this.mergers = new Mergers(store, cards);
    }

    /** Events since the start of which nothing could be made. */
    Asides asides() {
        return asides;
    }

    private Change setAside(Engagement engagement, Card card, Recorded recorded, Throwable trouble, Instant now) {
        String words = trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
        asides.add(recorded.event(), "of " + card.id() + " at " + now + ": " + words);
        troubles.setAside(recorded.event(), trouble);
        return engagement.setAside(card, recorded, words, now);
    }

    /** From now on everything is written in the calling thread. */
    void inTheCallersThread() {
        write.inTheCallersThread();
    }

    /** Applies the earliest batch of waiting events; 0 when none waits and everything that was decided is written. */
    int step(Engagement engagement, Instant now) {
        try {
            return oneAtATime > 0 ? stepOne(engagement, now) : stepOn(engagement, now);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            oneAtATime = LARGE_BATCH; // one of them cannot be written: it is found, and holds up nobody
            throw e;
        }
    }

    /** Applies the earliest event; sets it aside when what comes of it cannot be written. */
    private int stepOne(Engagement engagement, Instant now) {
        finish(); // the earliest event may be on its way into the store, and its card foreseen
        oneAtATime--;
        List<Recorded> batch = store.journal().pending(0, 1);
        if (batch.isEmpty()) {
            oneAtATime = 0;
            return 0;
        }
        Attribution attribution = Attribution.of(batch, store.cards());
        if (attribution.merger().isPresent()) {
            carryOut(engagement, attribution, now);
            return 1;
        }
        try {
            inTurns(decide(engagement, attribution, batch, now)).forEach(cards::commit);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            cards.forget();
            String named = attribution.byCard().keySet().iterator().next();
            Card card = cards.standing(List.of(named)).getOrDefault(named, Card.blank(named, now));
            cards.commit(List.of(setAside(engagement, card, batch.get(0), e, now)));
        }
        if (!attribution.withoutCard().isEmpty()) {
            store.journal().settle(attribution.withoutCard());
        }
        return 1;
    }

    private int stepOn(Engagement engagement, Instant now) {
        if (++steps % READ_AGAIN == 0) {
            finish(); // an event that became visible behind later ones is found from the beginning
        }
        List<Recorded> batch = store.journal().pending(inHand, store.journal().isLongerThan(MANY) ? LARGE_BATCH : BATCH);
        if (batch.isEmpty()) {
            return finish();
        }
        Attribution attribution = Attribution.of(batch, store.cards());
        boolean merger = attribution.merger().isPresent();
        if ((merger || attribution.keysUnknown()) && write.isUnderWay()) {
            return finish(); // what is being written may bring the keys
        }
        if (merger) {
            carryOut(engagement, attribution, now);
            return 1;
        }
        List<Change> changes = decide(engagement, attribution, batch, now);
        CrashPoint.DECIDED.pass();
        if (!holds(write::hasRoom)) {
            return batch.size();
        }
        if (!attribution.withoutCard().isEmpty()) {
            store.journal().settle(attribution.withoutCard());
        }
        write.begin(changes);
        inHand = attribution.last();
        return batch.size();
    }

    private void carryOut(Engagement engagement, Attribution attribution, Instant now) {
        Recorded event = attribution.merger().orElseThrow();
        String named = attribution.byCard().keySet().iterator().next();
        inHand = 0;
        try {
            mergers.carryOut(engagement.merging(), event, named, now);
        } catch (StoreUnavailable e) {
            cards.forget();
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Card card = cards.standing(List.of(named)).getOrDefault(named, Card.blank(named, now));
            cards.commit(List.of(setAside(engagement, card, event, e, now)));
        }
    }

    /** Waits until everything that was decided is written; 0 when it was already. */
    int finish() {
        int underWay = write.isUnderWay() ? 1 : 0;
        holds(write::finishedWell);
        inHand = 0;
        return underWay;
    }

    /** Whether what was decided before holds; if not, or if the store fails, the journal is read from the beginning again. */
    private boolean holds(BooleanSupplier written) {
        long before = inHand;
        inHand = 0;
        boolean well = written.getAsBoolean();
        inHand = well ? before : 0;
        return well;
    }

    private List<Change> decide(Engagement engagement, Attribution attribution, List<Recorded> batch, Instant now) {
        Map<String, Card> known = cards.standing(attribution.byCard().keySet());
        Map<String, Todo> todo = todo(attribution, batch, known, now);
        store.journal().append(referrals(attribution, known), now);
        Filed filed = filed(batch);
        List<Change> changes = new ArrayList<>();
        todo.values().forEach(t -> changes.addAll(apply(engagement, t.card, t.events, filed, t.named, now)));
        return changes;
    }

    /** What is to be done with one card, and the names in which events are meant that name a card which was merged into it. */
    private record Todo(Card card, List<Recorded> events, Map<Long, String> named) { }

    private Map<String, Todo> todo(Attribution attribution, List<Recorded> batch, Map<String, Card> known, Instant now) {
        Map<String, Todo> todo = new LinkedHashMap<>();
        Set<Long> waiting = known.values().stream().allMatch(card -> card.identity().equals(Identity.NONE)) ? null : stillWaiting(batch);
        attribution.byCard().forEach((named, events) -> {
            Card card = known.getOrDefault(named, Card.blank(named, now));
            Todo mine = todo.computeIfAbsent(card.id(), id -> new Todo(card, new ArrayList<>(), new HashMap<>()));
            events.stream().filter(e -> waiting == null || waiting.contains(e.sequence())).forEach(e -> {
                mine.events.add(e);
                if (!named.equals(card.id())) {
                    mine.named.put(e.sequence(), named);
                }
            });
        });
        todo.values().forEach(t -> t.events.sort(Comparator.comparingLong(Recorded::sequence)));
        todo.values().removeIf(t -> t.events.isEmpty());
        return todo;
    }

    /**
     * The events that nobody has applied since they were read. A card tells by its version who was faster with an event, but not where cards
     * were merged or separated in between: then it was another card. The cards are read by now, so whoever comes later meets the version.
     */
    private Set<Long> stillWaiting(List<Recorded> batch) {
        return store.journal().pending(batch.get(0).sequence() - 1, batch.size()).stream().map(Recorded::sequence).collect(Collectors.toSet());
    }

    private List<Change> apply(Engagement engagement, Card card, List<Recorded> events, Filed filed,
            Map<Long, String> named, Instant now) {
        try {
            return List.of(engagement.apply(card, events, filed, named, now));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // where memory ran out, the event is tried once more alone
            return events.size() == 1
                    ? List.of(setAside(engagement, card, events.get(0), e, now))
                    : oneByOne(engagement, card, events, filed, named, now);
        }
    }

    private List<Change> oneByOne(Engagement engagement, Card card, List<Recorded> events, Filed filed,
            Map<Long, String> named, Instant now) {
        List<Change> changes = new ArrayList<>();
        Card current = card;
        for (Recorded event : events) {
            List<Change> one = apply(engagement, current, List.of(event), filed, named, now);
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

    private Filed filed(List<Recorded> batch) {
        Map<String, Dispatch> dispatches = new HashMap<>();
        Map<String, Touch> touches = new HashMap<>();
        for (Recorded recorded : batch) {
            Event event = recorded.event();
            if (event.type().equals(EventType.DISPATCH_TRIED.typeName())) {
                DeliveryReport.about(event.data()).ifPresent(about -> store.records().dispatches(about).forEach(d -> dispatches.put(d.id(), d)));
            } else {
                for (String id : named(event)) {
                    store.records().dispatch(id).ifPresent(d -> {
                        dispatches.put(id, d);
                        store.records().touch(d.customer(), d.about()).ifPresent(touch -> touches.put(touch.id(), touch));
                    });
                }
            }
        }
        return new Filed(dispatches, touches);
    }

    /** The dispatches that came back, or that a mail answers. */
    private static List<String> named(Event event) {
        return event.type().equals(EventType.MAIL_BOUNCED.typeName()) ? event.data().text("dispatch").stream().toList()
                : event.type().equals(EventType.MAIL_RECEIVED.typeName()) ? event.data().texts("answers") : List.of();
    }

    /**
     * Ends the threads that write; what was not begun stays in the journal.
     *
     * @param end until when it waits for what was begun, a moment of {@link System#nanoTime}
     */
    void close(long end) {
        write.close(end);
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
