package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.SetAside;
import dev.regard.engine.store.Change;
import dev.regard.rules.ShippedRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store cannot write, whatever it is, holds up nobody but the one whom it concerns. */
class UnwritableTest {
    private static final Instant MONDAY = Dealership.at("2026-03-02T10:00");
    private final List<Change> written = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<Throwable> troubles = new ConcurrentLinkedQueue<>();
    private final MemoryStore store = MemoryStore.watched(this::write);
    private volatile Instant now = MONDAY;
    private volatile String unwritable = "";
    private Engine engine;

    private void write(Change change) {
        if (change.card().id().equals(unwritable) && change.decisions().stream().noneMatch(d -> List.of("set-aside", "put-off").contains(d.type()))) {
            throw new IllegalStateException("cannot be written");
        }
        written.add(change);
    }

    @BeforeEach
    void start() {
        InstantSource wall = () -> now;
        engine = new Engine(store, EngineClock.real(wall, () -> now.toEpochMilli() * 1_000_000, news -> { }), dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""),
                new Rulebook(Dealership.rules(), Dealership.organisation()), "here", troubles::add);
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static Event event(int number, String customer, String type, Object... data) {
        return new Event("t", String.valueOf(number), type, MONDAY, CustomerKey.stated(customer).orElseThrow(), Data.of(data));
    }

    private void settled() throws InterruptedException {
        for (int i = 0; engine.waiting() > 0; i++) {
            assertTrue(i < 3_000, () -> "it does not come to rest: " + troubles);
            Thread.sleep(10);
        }
    }

    private List<String> decisions(String customer) {
        return List.copyOf(written).stream().filter(c -> c.card().id().equals(customer)).flatMap(c -> c.decisions().stream()).map(d -> d.type()).distinct().toList();
    }

    @Test
    void anEventThatMakesACardUnwritableIsSetAsideAndTheOthersGoOn() throws InterruptedException {
        unwritable = "BAD";
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(event(i, i == 20 ? "BAD" : "C-" + i, "purchase.made", "order", "O-" + i, "amount", "250000"));
        }
        assertEquals("", engine.health().get("events"));
        engine.accept(events);
        settled();
        assertTrue(engine.health().get("events").matches("warning: since the start an event was put aside.* purchase\\.made .*20 of BAD at .*: cannot be written"), () -> engine.health().toString());
        assertEquals("set-aside", decisions("BAD").get(0));
        for (int i = 0; i < 50; i++) {
            assertTrue(i == 20 || decisions("C-" + i).contains("tier"), "C-" + i);
        }
        assertTrue(troubles.stream().anyMatch(t -> t.toString().contains("cannot be written")), troubles::toString);
    }

    @Test
    void whatWasSetAsideIsTakenAgainWhenTheReasonIsMendedAndCountsOnce() throws InterruptedException {
        unwritable = "BAD";
        Event purchase = event(1, "BAD", "purchase.made", "order", "O-1", "amount", "60000");
        engine.accept(List.of(purchase, event(2, "C-1", "purchase.made", "order", "O-2", "amount", "60000")));
        settled();
        SetAside setAside = new SetAside(engine, engine);
        assertEquals(List.of(purchase), setAside.all().stream().filter(entry -> !entry.again()).map(entry -> entry.recorded().event()).toList());

        assertEquals(new Intake.Receipt(1, 0), setAside.takeAgain(List.of()));
        settled();
        assertEquals(2, setAside.all().size(), "the reason is still there");
        unwritable = "";
        assertThrows(SetAside.NotSetAside.class, () -> setAside.takeAgain(List.of(purchase.again().key(), event(2, "C-1", "purchase.made").key())));
        assertEquals(new Intake.Receipt(1, 0), setAside.takeAgain(List.of()));
        assertEquals("", engine.health().get("events"));
        settled();

        assertTrue(decisions("BAD").contains("tier"), () -> decisions("BAD").toString());
        assertEquals(new BigDecimal("60000"), engine.cards().standing(List.of("BAD")).get("BAD").dealings().sales12m(now));
        assertEquals(new Intake.Receipt(0, 0), setAside.takeAgain(List.of()));
        assertEquals(new Intake.Receipt(0, 1), setAside.takeAgain(List.of(purchase.key())));
        assertTrue(setAside.all().stream().allMatch(SetAside.Entry::again));
    }

    @Test
    void aCardThatCannotBeWrittenKeepsNobodyElseFromBeingPlannedAnew() throws InterruptedException {
        engine.accept(Stream.of("A", "BAD", "C").map(id -> event(id.hashCode(), id, "customer.changed", "name", "Li", "birthday", Map.of("month", 3, "day", 20))).toList());
        settled();
        Rulebook without = new Rulebook(ShippedRules.with(Map.of("occasions.csv", """
                Occasions
                "Greetings."
                Key,Occasion,At,Caught up within days,Role,How,Purpose,Cheerful,Template
                new-year,new-year,09:00,2,greeting,message,care,yes,new-year-greeting
                """)).ruleSet().orElseThrow(), Dealership.organisation());
        engine.publish(without);
        written.clear();
        unwritable = "BAD";
        assertTrue(engine.planAnew(without, () -> true).isPresent());
        assertTrue(decisions("BAD").contains("put-off"), () -> decisions("BAD").toString());
        for (String other : List.of("A", "C")) {
            assertTrue(List.copyOf(written).stream().anyMatch(c -> c.card().id().equals(other) && c.touches().stream().anyMatch(t -> t.status() == Touch.Status.CANCELLED)), other);
        }
    }

    @Test
    void aCardThatCannotBeWrittenWhenItsTimeComesIsPutOff() throws InterruptedException {
        engine.accept(List.of(event(1, "BAD", "customer.changed", "name", "Li", "birthday", Map.of("month", 3, "day", 20)),
                event(2, "C-1", "customer.changed", "name", "Wang", "birthday", Map.of("month", 3, "day", 20))));
        settled();
        written.clear();
        unwritable = "BAD";
        for (int day = 0; day < 20 * 48 && !(decisions("BAD").contains("put-off") && decisions("C-1").contains("plan")); day++) {
            now = now.plusSeconds(1_800);
            engine.accept(List.of());
            Thread.sleep(5);
        }
        assertTrue(decisions("BAD").contains("put-off"), () -> decisions("BAD") + " " + troubles);
        assertTrue(!decisions("C-1").isEmpty(), () -> decisions("C-1") + " " + troubles);
    }
}
