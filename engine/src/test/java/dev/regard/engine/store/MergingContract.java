package dev.regard.engine.store;

import static dev.regard.engine.store.Dealer.MONDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Records.ComplaintFilter;
import dev.regard.engine.store.Records.CustomerFilter;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Merging and separating take several writes. Whichever call of the store is cut off, before or after it has taken effect, and whatever another
 * engine does in between, the outcome is that of an undisturbed run.
 */
abstract class MergingContract {
    private static final Paging ALL = new Paging(Records.LONGEST_PAGE, null);
    private static final Rulebook BOOK = new Rulebook(SmallRules.rules(), SmallRules.organisation());
    private final List<Dispatch> sent = new ArrayList<>();
    private EngineClock clock;
    private int engines;

    abstract Store store();

    private Engine engine(Store on) {
        Carrier carrier = dispatch -> {
            sent.add(dispatch);
            return new Carrier.Attempt(Carrier.Result.SENT, "");
        };
        if (clock == null) {
            clock = EngineClock.virtual(MONDAY, store().notes());
        }
        Engine engine = new Engine(on, clock, carrier, BOOK, "p" + ++engines, failure -> { });
        engine.openForManualWork();
        return engine;
    }

    private static Event event(String id, String type, String subject, Object... data) {
        return new Event("test", id, type, MONDAY, CustomerKey.parse(subject).orElseThrow(), Data.of(data));
    }

    /** Two cards of one customer: both with a birthday and an order of their own, the second one with a complaint too. */
    private static List<Event> twoCards(int n) {
        List<Event> events = new ArrayList<>();
        for (String card : List.of("A", "B")) {
            events.add(event(card + n, "customer.changed", "id:" + card + n, "name", card, "emails", List.of(card + n + "@example.com"),
                    "birthday", Map.of("month", new BigDecimal("3"), "day", new BigDecimal("20"))));
            events.add(event("o" + card + n, "purchase.made", "id:" + card + n, "order", "O-" + card + n, "amount", new BigDecimal("600")));
        }
        events.add(event("k" + n, "complaint.opened", "id:B" + n, "complaint", "K-" + n, "severity", "normal"));
        return events;
    }

    private static List<Event> merging(int n) {
        return List.of(event("m" + n, "customer.merged", "id:A" + n, "other", "email:b" + n + "@example.com"),
                event("p" + n, "purchase.made", "id:B" + n, "order", "O-C" + n, "amount", new BigDecimal("50")));
    }

    private static List<Event> separating(int n) {
        return List.of(event("u" + n, "customer.unmerged", "id:B" + n, "other", "id:B" + n),
                event("q" + n, "purchase.made", "email:b" + n + "@example.com", "order", "O-D" + n, "amount", new BigDecimal("7")));
    }

    private Card card(String id) {
        return store().cards().load(List.of(id)).get(id);
    }

    /** What there is of a pair of cards, without its number. */
    private List<String> seen(int n) {
        List<String> seen = new ArrayList<>();
        for (String id : List.of("A" + n, "B" + n)) {
            Card card = card(id);
            seen.add(id + " into " + card.identity().mergedInto() + " names " + card.names() + " sales " + card.dealings().salesTotal()
                    + " orders " + card.dealings().orders().stream().map(o -> o.id()).sorted().toList() + " tier " + card.standing().tier()
                    + " keys " + new TreeSet<>(card.keys()) + " complaints " + card.complaints().stream().map(Complaint::id).toList()
                    + " leaving " + (card.identity().leaving() != null) + " awake " + (card.wakeAt() != null)
                    + " alive " + card.touches().stream().map(t -> t.customer() + " " + t.occasion() + " " + t.status()).sorted().toList());
        }
        store().records().customers(new CustomerFilter(null, null, null, null, "b" + n + "@example.com"), ALL).items().forEach(c -> seen.add("found: " + c.id()));
        Set<String> names = Set.of("A" + n, "B" + n);
        store().records().touches(new TouchFilter(null, null, null, null, null, names), ALL).items()
                .forEach(t -> seen.add(t.customer() + " " + t.occasion() + " " + t.role() + " " + t.due() + " " + t.status()));
        store().records().complaints(new ComplaintFilter(null, null, names), ALL).items()
                .forEach(c -> seen.add(c.customer() + " " + c.id() + " " + c.status() + " " + c.escalations().size()));
        store().records().decisions(new DecisionFilter(null, null, null, null, names), ALL).items()
                .forEach(d -> seen.add(d.customer() + " " + d.type()));
        return seen.stream().map(s -> s.replace("A" + n, "A").replace("B" + n, "B").replace("b" + n + "@", "b@").replace("a" + n + "@", "a@")
                .replaceAll("(O-[CD]|K-)" + n, "$1")).sorted().toList();
    }

    private List<String> undisturbed(int n, IntFunction<List<Event>> events) {
        Engine engine = engine(store());
        engine.accept(events.apply(n));
        engine.advanceTo(engine.now());
        return seen(n);
    }

    private void prepare(int n, boolean merged) {
        Engine engine = engine(store());
        engine.accept(merged ? Stream.concat(twoCards(n).stream(), merging(n).stream()).toList() : twoCards(n));
        engine.advanceTo(engine.now());
    }

    /** Calls that change something; a process that ends at any other leaves what it would leave at the next of these. */
    private static final Set<String> CHANGING = Set.of("cards.commit", "journal.append", "journal.settle", "outgoing.claim", "notes.write");

    /** Where something happens: before a call that changes something, after it, or before a call of any kind. */
    private enum Where {
        BEFORE_A_CHANGE, AFTER_A_CHANGE, BEFORE_ANYTHING
    }

    private static final class Nth implements WatchedStore.Watch {
        private final int n;
        private final Where where;
        private final Runnable then;
        private int calls;
        private boolean reached;

        Nth(int n, Where where, Runnable then) {
            this.n = n;
            this.where = where;
            this.then = then;
        }

        @Override
        public void before(String call) {
            if (where == Where.BEFORE_ANYTHING || where == Where.BEFORE_A_CHANGE && CHANGING.contains(call)) {
                count();
            }
        }

        @Override
        public void after(String call) {
            if (where == Where.AFTER_A_CHANGE && CHANGING.contains(call)) {
                count();
            }
        }

        private void count() {
            if (++calls == n) {
                reached = true;
                then.run();
            }
        }
    }

    /** Runs the events with something happening at each place in turn, and compares what is left with an undisturbed run. */
    private void atEach(List<Where> places, boolean merged, IntFunction<List<Event>> events, IntFunction<Runnable> happening) {
        prepare(0, merged);
        List<String> expected = undisturbed(0, events);
        int tried = 0;
        for (Where where : places) {
            boolean reached = true;
            for (int call = 1; reached; call++) {
                int n = ++tried;
                prepare(n, merged);
                store().journal().append(events.apply(n), MONDAY);
                Nth nth = new Nth(call, where, happening.apply(n));
                try {
                    engine(new WatchedStore(store(), nth)).advanceTo(MONDAY);
                } catch (StoreUnavailable e) {
                    assertEquals("cut off", e.getMessage());
                }
                engine(store()).advanceTo(MONDAY);
                assertEquals(String.join("\n", expected), String.join("\n", seen(n)), where + " " + call);
                reached = nth.reached;
            }
        }
        assertTrue(tried > 10, "only " + tried + " calls were tried");
        everybodyIsGreetedAsOften(tried);
    }

    /** Days later: however it was disturbed, each pair of cards got what the undisturbed one got. */
    private void everybodyIsGreetedAsOften(int tried) {
        engine(store()).advanceTo(MONDAY.plus(Duration.ofDays(20)));
        assertEquals(sent.stream().map(Dispatch::id).distinct().count(), sent.size(), "nothing was sent twice");
        List<String> expected = seen(0);
        for (int n = 1; n <= tried; n++) {
            assertEquals(String.join("\n", expected), String.join("\n", seen(n)), "of pair " + n);
        }
    }

    private static void cutOff() {
        throw new StoreUnavailable("cut off", null);
    }

    @Test
    void aMergerThatIsCutOffAtAnyCallIsCompletedAtTheNextStart() {
        atEach(List.of(Where.BEFORE_A_CHANGE, Where.AFTER_A_CHANGE), false, MergingContract::merging, n -> MergingContract::cutOff);
    }

    @Test
    void aSeparationThatIsCutOffAtAnyCallIsCompletedAtTheNextStart() {
        atEach(List.of(Where.BEFORE_A_CHANGE, Where.AFTER_A_CHANGE), true, MergingContract::separating, n -> MergingContract::cutOff);
    }

    @Test
    void aMergerThatAnotherEngineOvertakesAtAnyCallHappensOnce() {
        Engine[] other = {null};
        atEach(List.of(Where.BEFORE_ANYTHING), false, MergingContract::merging, n -> {
            other[0] = engine(store());
            return () -> other[0].advanceTo(MONDAY);
        });
    }

    @Test
    void aSeparationThatAnotherEngineOvertakesAtAnyCallHappensOnce() {
        Engine[] other = {null};
        atEach(List.of(Where.BEFORE_ANYTHING), true, MergingContract::separating, n -> {
            other[0] = engine(store());
            return () -> other[0].advanceTo(MONDAY);
        });
    }

    @Test
    void anEventThatWasInHandWhileItsCardWasMergedByAnotherEngineIsAppliedOnce() {
        prepare(0, false);
        List<Event> events = new ArrayList<>(List.of(event("e", "purchase.made", "id:B0", "order", "O-E", "amount", new BigDecimal("10"))));
        Engine fast = engine(store());
        boolean[] overtaken = {false};
        Engine slow = engine(new WatchedStore(store(), new WatchedStore.Watch() {
            @Override
            public void before(String call) { }

            @Override
            public void after(String call) {
                if (call.equals("journal.pending") && !overtaken[0]) {
                    overtaken[0] = true;
                    fast.advanceTo(MONDAY);
                    fast.accept(merging(0));
                    fast.advanceTo(MONDAY);
                }
            }
        }));
        store().journal().append(events, MONDAY);

        slow.advanceTo(MONDAY);

        assertTrue(overtaken[0]);
        assertEquals(new BigDecimal("1260"), card("A0").dealings().salesTotal());
        assertEquals(List.of(), store().journal().pending(9));
    }

    @Test
    void whatIsLookedForUnderAMergedNameLeadsToTheSurvivorUntilTheyAreSeparated() {
        Engine engine = engine(store());
        engine.accept(List.of(event("1", "customer.changed", "id:P", "name", "Li"), event("2", "customer.changed", "id:Q", "name", "Wang"),
                event("3", "customer.merged", "id:P", "other", "Q")));
        engine.advanceTo(MONDAY);
        assertEquals(List.of("P"), found("wang"));
        assertEquals(List.of("P"), found("q"));
        assertEquals(Map.of("lead", 1L), store().records().cardsByTier());

        engine.accept(List.of(event("4", "customer.unmerged", "id:P", "other", "Q")));
        engine.advanceTo(MONDAY);

        assertEquals(List.of("Q"), found("wang"));
        assertEquals(List.of("P"), found("li"));
        assertEquals(Map.of("lead", 2L), store().records().cardsByTier());
    }

    private List<String> found(String q) {
        return store().records().customers(new CustomerFilter(null, null, null, null, q), ALL).items().stream().map(Card::id).toList();
    }

    @Test
    void everyDecisionOfAMergerIsFound() {
        prepare(0, true);

        List<Decision> all = store().records().decisions(new DecisionFilter(null, null, null, null, Set.of("A0", "B0")), ALL).items();
        List<Touch> touches = store().records().touches(new TouchFilter(null, null, null, null, null, Set.of("A0", "B0")), ALL).items();

        assertTrue(all.stream().map(Decision::type).toList().containsAll(List.of("merge", "merged-into", "superfluous", "tier")));
        assertTrue(touches.stream().allMatch(t -> store().records().decision(t.customer(), t.why()).isPresent()));
    }
}
