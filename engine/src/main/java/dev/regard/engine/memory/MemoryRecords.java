package dev.regard.engine.memory;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Cursor;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Searchable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Cards are found by their id; for each other question it looks through everything, right and small before fast. */
final class MemoryRecords implements Records {
    private final TreeMap<String, Place> inOrder = new TreeMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private final Map<String, Touch> touches = new LinkedHashMap<>();
    private final Map<String, Complaint> complaints = new LinkedHashMap<>();
    private final MemoryOutgoing outgoing;
    private final boolean past;

    /** Where a card lies; only a new one is put in order. */
    private static final class Place {
        private Card card;
    }

    /** @param past whether decisions are kept */
    MemoryRecords(MemoryOutgoing outgoing, boolean past) {
        this.outgoing = outgoing;
        this.past = past;
    }

    synchronized void take(Change change) {
        places.computeIfAbsent(change.card().id(), id -> {
            Place fresh = new Place();
            inOrder.put(id, fresh);
            return fresh;
        }).card = change.card();
        if (past) {
            change.decisions().forEach(decision -> decisions.putIfAbsent(decision.id(), decision));
        }
        change.touches().forEach(touch -> touches.put(touch.id(), touch));
        change.complaints().forEach(complaint -> complaints.put(complaint.key(), complaint));
    }

    synchronized Card card(String id) {
        Place place = places.get(id);
        return place == null ? null : place.card;
    }

    synchronized List<Card> allCards() {
        return cards(inOrder).toList();
    }

    private static Stream<Card> cards(Map<String, Place> places) {
        return places.values().stream().map(place -> place.card);
    }

    @Override
    public synchronized Page<Card> customers(CustomerFilter filter, Paging paging) {
        Map<String, Place> behind = paging.after() == null ? inOrder : inOrder.tailMap(paging.after(), false);
        List<Card> found = cards(behind).filter(card -> !card.givenUp() && Searchable.of(card).meets(filter)).limit(paging.limit() + 1L).toList();
        return Page.of(found, paging, Card::id);
    }

    @Override
    public synchronized Page<Decision> decisions(DecisionFilter filter, Paging paging) {
        return page(decisions.values().stream().filter(d -> meets(filter.customers(), d.customer()) && meets(filter.type(), d.type())
                && within(filter.from(), d.at(), filter.to())), paging, d -> new Cursor(d.at(), d.id()));
    }

    @Override
    public synchronized Page<Touch> touches(TouchFilter filter, Paging paging) {
        return page(shown().filter(t -> meets(filter.customers(), t.customer()) && meets(filter.status(), t.status())
                && meets(filter.kind(), t.kind()) && within(filter.from(), t.due(), filter.to())), paging, t -> new Cursor(t.due(), t.id()));
    }

    @Override
    public synchronized Page<Complaint> complaints(ComplaintFilter filter, Paging paging) {
        return page(complaints.values().stream().filter(c -> meets(filter.customers(), c.customer()) && meets(filter.status(), c.status())),
                paging, c -> new Cursor(c.openedAt(), c.key()));
    }

    private static <T> Page<T> page(Stream<T> matching, Paging paging, Function<T, Cursor> place) {
        Comparator<Cursor> order = comparing(Cursor::at).thenComparing(Cursor::id);
        Cursor after = paging.after() == null ? null : Cursor.parse(paging.after());
        List<T> found = matching.filter(item -> after == null || order.compare(place.apply(item), after) > 0)
                .sorted(comparing(place, order)).limit(paging.limit() + 1L).toList();
        return Page.of(found, paging, place.andThen(Cursor::text));
    }

    private static boolean meets(Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static boolean meets(Set<String> wanted, String actual) {
        return wanted.isEmpty() || wanted.contains(actual);
    }

    private static boolean within(Instant from, Instant at, Instant to) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }

    private Stream<Touch> shown() {
        Set<String> beingSent = outgoing.beingSent();
        return touches.values().stream().map(touch -> shown(touch, beingSent));
    }

    private static Touch shown(Touch touch, Set<String> beingSent) {
        return beingSent.contains(touch.id()) ? touch.withStatus(Touch.Status.SENDING, touch.heldBecause()) : touch;
    }

    @Override
    public synchronized Optional<Decision> decision(String customer, String id) {
        return Optional.ofNullable(decisions.get(id)).filter(decision -> decision.customer().equals(customer));
    }

    @Override
    public synchronized Optional<Touch> touch(String customer, String id) {
        return Optional.ofNullable(touches.get(id)).filter(touch -> touch.customer().equals(customer)).map(touch -> shown(touch, outgoing.beingSent()));
    }

    @Override
    public Optional<Dispatch> dispatch(String id) {
        return outgoing.find(id);
    }

    @Override
    public List<Dispatch> dispatches(String about) {
        return outgoing.about(about);
    }

    @Override
    public synchronized Map<String, Long> cardsByTier() {
        return cards(inOrder).filter(c -> !c.givenUp()).collect(groupingBy(c -> c.standing().tier() == null ? "" : c.standing().tier(), counting()));
    }

    @Override
    public synchronized Map<Touch.Status, Long> touchesByStatus() {
        return shown().collect(groupingBy(Touch::status, counting()));
    }
}
