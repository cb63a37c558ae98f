package dev.regard.rules.simulation;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventCheck;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.engine.store.WatchedStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** An engine on a store that may fail, a mail server that may refuse, a clock that is moved by hand, and the oracle that is told the same. */
final class World {
    static final Instant START = Instant.parse("2027-01-04T02:00:00Z");
    private static final Paging ALL = new Paging(Records.LONGEST_PAGE, null);
    private static final Set<Carrier.Result> MAY_ARRIVE = EnumSet.of(Carrier.Result.SENT, Carrier.Result.UNCERTAIN, Carrier.Result.UNANSWERED);
    private static final Set<Touch.Status> HANDED_OUT = Set.of(Touch.Status.SENDING, Touch.Status.SENT, Touch.Status.DONE, Touch.Status.UNCERTAIN,
            Touch.Status.FAILED);
    private static final int TRIES = 40;
    final Oracle oracle = new Oracle();
    private final Store kept;
    private final Faults faults = new Faults();
    private final Map<String, Touch> touches = new LinkedHashMap<>();
    private final Map<String, Integer> handedOut = new HashMap<>();
    private final Set<String> unreached = new HashSet<>();
    private final Map<String, Integer> carried = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final Set<String> over = new HashSet<>();
    /** The one message of each contact that may have arrived; the other side knows its id again where it did not answer. */
    private final Map<String, String> arrivals = new HashMap<>();
    private final Set<String> inDoubt = new HashSet<>();
    private final List<Event> brought = new ArrayList<>();
    private Rulebook book = Rulebooks.ALL.get(0);
    private Engine engine;
    private Instant now = START;
    private int step;
    private int processes;
    private int events;

    /** What was found wrong. */
    static final class Wrong extends AssertionError {
        private static final long serialVersionUID = 1L;

        Wrong(String what) {
            super(what);
        }
    }

    /** The process ends in the middle of handing a message over. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    World(UnaryOperator<Store> planted) {
        this.kept = planted.apply(new MemoryStore());
        open();
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new Wrong(otherwise);
        }
    }

    // the engine

    /** Another process takes over what the one before has left in the store. */
    private void open() {
        Instant at = engine == null ? now : engine.now();
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                Store store = new WatchedStore(kept, faults);
                Engine next = new Engine(store, EngineClock.virtual(at, store.notes()), this::carry, book, "process-" + ++processes, failure -> { });
                next.openForManualWork();
                engine = next;
                return;
            } catch (StoreUnavailable e) {
                continue;
            }
        }
        throw new Wrong("the engine does not open any more");
    }

    /** Lets the engine do something until it is done, through failures and restarts. */
    private void persist(Runnable work) {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                work.run();
                return;
            } catch (StoreUnavailable e) {
                if (faults.deadly) {
                    open();
                }
            } catch (Died e) {
                open();
            }
        }
        throw new Wrong("the engine does not get through");
    }

    // what can happen

    void begins(int number) {
        step = number;
        events = 0;
    }

    void fails(int call, Faults.How how, boolean deadly) {
        faults.arm(call, how, deadly);
    }

    void theMailServerAnswers(Carrier.Result result, int times) {
        faults.answers(result, times);
    }

    void theProcessDiesWhileSending(boolean handedOver) {
        faults.dieWhileSending(handedOver);
    }

    void restart() {
        open();
        drain();
    }

    void passes(Duration time) {
        Instant to = now.plus(time);
        persist(() -> engine.advanceTo(to));
        oracle.passes(now, to);
        now = to;
    }

    void standsStill(Duration time) {
        Instant to = now.plus(time);
        Instant from = now;
        engine = null;
        now = to;
        open();
        drain();
        oracle.passesUnseen(from, to);
    }

    private void drain() {
        persist(() -> engine.advanceTo(now));
    }

    void publish(int version) {
        book = Rulebooks.ALL.get(version);
        persist(() -> {
            engine.publish(book);
            engine.planAnew(book, () -> true);
        });
        drain();
    }

    Instant now() {
        return now;
    }

    int step() {
        return step;
    }

    /** An event under a key; the oracle has to be told by whoever calls. */
    Event event(String key, String type, Instant at, Object... data) {
        Event event = new Event("simulation", step + "." + ++events, type, at, key == null ? null : CustomerKey.parse(key).orElseThrow(), Data.of(data));
        expect(EventCheck.problems(event, now).isEmpty(), "the simulation makes wrong events: " + EventCheck.problems(event, now));
        return event;
    }

    /** What was brought before is brought once more; nothing may come of it. */
    void bringAgain() {
        if (!brought.isEmpty()) {
            bring(List.of(brought.get(step % brought.size())));
        }
    }

    /** Brings events until they are acknowledged, as a careful sender does, and lets the engine apply them. */
    void bring(List<Event> all) {
        persist(() -> engine.accept(all));
        brought.addAll(all);
        drain();
    }

    // the mail server

    private Carrier.Attempt carry(Dispatch dispatch) {
        boolean before = faults.diesBeforeHandingOver();
        if (before) {
            inDoubt.add(dispatch.id());
            throw new Died();
        }
        Carrier.Result result = faults.nextAnswer();
        expect(dispatch.repeatable() || !over.contains(dispatch.id()), "sent again: " + dispatch.about() + " " + dispatch.subject());
        if (!dispatch.alert()) {
            letter(dispatch);
        }
        carried.merge(dispatch.id(), 1, Integer::sum);
        boolean dies = faults.diesAfterHandingOver();
        if (dies || MAY_ARRIVE.contains(result)) {
            sent.merge(dispatch.id(), 1, Integer::sum);
            String arrived = arrivals.putIfAbsent(dispatch.about(), dispatch.id());
            expect(dispatch.repeatable() || arrived == null || arrived.equals(dispatch.id()), "sent as another message: " + dispatch.about() + " " + dispatch.subject());
        }
        if (result != Carrier.Result.DELAYED && result != Carrier.Result.UNANSWERED) {
            over.add(dispatch.id());
        }
        if (dies) {
            inDoubt.add(dispatch.id());
            over.add(dispatch.id());
            throw new Died();
        }
        return new Carrier.Attempt(result, result == Carrier.Result.SENT ? "" : "451 try later");
    }

    /** A letter to a customer, at the moment when it is handed over. */
    private void letter(Dispatch dispatch) {
        Instant at = engine.now();
        Someone someone = oracle.of(dispatch.customer(), at);
        Touch touch = touch(dispatch.customer(), dispatch.about());
        String purpose = touch.purpose().name().toLowerCase(java.util.Locale.ROOT);
        boolean aboutOpenComplaint = touch.about().containsKey("complaint");
        String forbids = oracle.forbids(someone, purpose, aboutOpenComplaint);
        expect(forbids == null, "a letter to " + dispatch.customer() + " (" + touch.occasion() + ") although " + forbids);
        expect(!touch.cheerful() || someone.complaints.stream().noneMatch(Grievance::severeAndUnsolved),
                "a cheerful letter to " + dispatch.customer() + " (" + touch.occasion() + ") although a severe complaint is open");
        ZoneId zone = someone.whole.field("timeZone") instanceof String stated ? ZoneId.of(stated) : OfficeHours.OFFSET;
        LocalTime there = at.atZone(zone).toLocalTime();
        expect(!there.isBefore(LocalTime.of(9, 0)) && there.isBefore(LocalTime.of(20, 0)), "a letter to " + dispatch.customer() + " ("
                + touch.occasion() + ") at " + there + " of the customer's day");
        once(touch, "a letter");
    }

    private Touch touch(String customer, String id) {
        return kept.records().touch(customer, id).orElseThrow(() -> new Wrong("no touch " + id + " of " + customer));
    }

    // what must be true

    /** A contact for an occasion in a role is made once with a customer, under whichever of the names; work on a card is no contact. */
    private void once(Touch touch, String what) {
        if (touch.how() == How.DESK) {
            return;
        }
        for (Map.Entry<String, Integer> made : handedOut.entrySet()) {
            Touch earlier = touches.get(made.getKey());
            expect(earlier.id().equals(touch.id()) || unreached.contains(earlier.id()) || !contact(earlier).equals(contact(touch))
                    || !oracle.counts(earlier.customer(), made.getValue(), touch.customer(), step), what + " to " + touch.customer() + " for " + contact(touch)
                    + " in step " + step + ", made already in step " + made.getValue() + " with " + earlier.customer());
        }
    }

    /** A task that is tried again was no contact so far, for whoever else bears the customer's name. */
    void nobodyWasReached(Touch task) {
        if (touch(task.customer(), task.id()).status() == Touch.Status.PLANNED) {
            unreached.add(task.id());
        }
    }

    private static String contact(Touch touch) {
        return touch.occasion() + " " + (touch.role().equals("call") ? "greeting" : touch.role());
    }

    /** Everything that can be seen after a step. */
    void check() {
        expect(kept.journal().waiting() == 0, "events wait that nobody applies");
        checkTouches();
        checkCards();
        oracle.greetings().forEach(greeting -> expect(touches.values().stream().anyMatch(t -> t.occasion().equals(greeting.occasion())
                && greeting.names().contains(t.customer())), "nothing became of " + greeting.occasion() + " of " + greeting.names()));
        oracle.greetings().clear();
        for (String failure : List.of("set-aside", "put-off")) {
            kept.records().decisions(new DecisionFilter(null, failure, null, null), ALL).items().forEach(d -> expect(false, d.toString()));
        }
        expect(kept.outgoing().nextTry().map(t -> t.isAfter(now)).orElse(true), "a message that is due was not tried");
        expect(kept.outgoing().abandoned("process-" + processes, 9).isEmpty(), "a message was left in the middle of sending");
    }

    private void checkTouches() {
        List<Touch> handed = new ArrayList<>();
        String after = null;
        do {
            Records.Page<Touch> page = kept.records().touches(new TouchFilter(null, null, null, null, null), new Paging(Records.LONGEST_PAGE, after));
            for (Touch touch : page.items()) {
                Touch before = touches.put(touch.id(), touch);
                if (before == null || !before.why().equals(touch.why())) {
                    expect(kept.records().decision(touch.customer(), touch.why()).isPresent(), "no decision behind " + touch);
                }
                if (touch.status() == Touch.Status.DONE) {
                    unreached.remove(touch.id());
                }
                if (HANDED_OUT.contains(touch.status()) && !handedOut.containsKey(touch.id())) {
                    handed.add(touch);
                }
            }
            after = page.after();
        } while (after != null);
        for (Touch touch : handed) {
            once(touch, "a touch was handed out");
            handedOut.put(touch.id(), step);
        }
    }

    private void checkCards() {
        Map<String, Card> cards = new LinkedHashMap<>();
        kept.cards().scan(card -> cards.put(card.id(), card));
        Set<String> expected = new TreeSet<>();
        oracle.everybody().forEach(s -> expected.add(s.id));
        Set<String> standing = new TreeSet<>();
        cards.values().stream().filter(c -> !c.givenUp()).forEach(c -> standing.add(c.id()));
        expect(standing.equals(expected), "cards that stand for themselves: " + standing + " and not " + expected);
        for (Card card : cards.values()) {
            if (card.givenUp()) {
                expect(card.wakeAt() == null, card.id() + " was merged and still wakes");
                expect(oracle.givenUp().contains(card.id()), card.id() + " was not merged");
            } else {
                expect(card.wakeAt() != null && card.wakeAt().isAfter(now), card.id() + " is stuck: to be looked at by " + card.wakeAt());
                check(card, oracle.of(card.id(), now));
            }
        }
    }

    private void check(Card card, Someone someone) {
        same(card, "names", new TreeSet<>(card.names()), new TreeSet<>(someone.names()));
        same(card, "sales of 12 months", card.dealings().sales12m(now).stripTrailingZeros(), someone.sales(now).stripTrailingZeros());
        same(card, "sales ever", card.dealings().salesTotal().stripTrailingZeros(), someone.whole.salesEver().stripTrailingZeros());
        same(card, "orders", card.dealings().ordersTotal(), someone.whole.orders());
        expect(card.standing().tier() != null && card.standing().tier().equals(someone.whole.tier()), card.id() + ": tier is " + card.standing()
                + " and not as of " + someone.whole);
        if (someone.abc() != null) {
            same(card, "class", Optional.ofNullable(card.standing().abc()).orElse(""), someone.abc());
        }
        same(card, "complaints", new TreeSet<>(card.complaints().stream().map(Complaint::id).toList()),
                new TreeSet<>(someone.complaints.stream().map(c -> c.id).toList()));
        someone.complaints.forEach(c -> check(card, card.complaint(c.id).orElseThrow(), c, someone));
    }

    private void check(Card card, Complaint complaint, Grievance c, Someone someone) {
        same(card, c.id + " customer", complaint.customer(), c.customer);
        same(card, c.id + " severity", complaint.effectiveSeverity().key(), c.effective);
        same(card, c.id + " round and status", complaint.round() + " " + complaint.status().name().toLowerCase(java.util.Locale.ROOT), c.round + " " + c.status);
        same(card, c.id + " deadlines", complaint.deadlines().reply() + " " + complaint.deadlines().solve() + " " + complaint.deadlines().confirm(),
                c.reply + " " + c.solve + " " + c.confirm);
        List<String> levels = List.of("owner", "manager", "director");
        for (Grievance.Told told : c.told(now, someone.third(c))) {
            // whoever is told of a later step passes over what was due before it and goes no higher
            expect(complaint.escalations().stream().anyMatch(e -> e.round() == c.round && (e.deadline().equals(told.deadline()) && e.level().equals(told.level())
                    || levels.indexOf(e.level()) > levels.indexOf(told.level())
                    || e.level().equals(told.level()) && e.at().isAfter(told.at().plus(Duration.ofMinutes(1))))), c.id + " of " + card.id() + ": nobody told " + told + ", only "
                    + complaint.escalations());
        }
        List<String> steps = complaint.escalations().stream().map(e -> e.round() + e.deadline() + e.level()).toList();
        same(card, c.id + " alerts", steps.size(), new HashSet<>(steps).size());
    }

    private static void same(Card card, String what, Object actual, Object expected) {
        expect(actual.equals(expected), card.id() + ": " + what + ": " + actual + " and not " + expected);
    }

    /** At the end the mail server takes everything: each alert has been sent, and what was in doubt is listed as that. */
    void checkEnd() {
        faults.disarm();
        passes(Duration.ofDays(3));
        check();
        kept.cards().scan(card -> card.complaints().forEach(c -> {
            for (Escalation escalation : card.givenUp() ? List.<Escalation>of() : c.escalations()) {
                expect(sent.getOrDefault(escalation.id(), 0) >= 1 || over.contains(escalation.id()), "an alert of " + c.id() + " never went out: " + escalation);
            }
        }));
        for (String id : inDoubt) {
            Optional<Touch> touch = Optional.ofNullable(touches.get(id));
            expect(touch.isEmpty() || touch.get().status() == Touch.Status.UNCERTAIN || touch.get().about().containsKey("complaint"),
                    "a message in doubt is listed as " + touch);
        }
    }

    // what a step needs to look up

    List<Touch> openTasks() {
        return touches.values().stream().filter(t -> t.kind() == Touch.Kind.TASK && t.status() == Touch.Status.SENT).toList();
    }

    List<String> escalations() {
        List<String> all = new ArrayList<>();
        kept.cards().scan(card -> card.complaints().forEach(c -> c.escalations().forEach(e -> all.add(e.id()))));
        return all;
    }
}
