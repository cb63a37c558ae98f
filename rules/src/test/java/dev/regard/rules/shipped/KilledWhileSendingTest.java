package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a message whose process ends between the first byte of it and the report. */
class KilledWhileSendingTest {
    private final MemoryStore store = new MemoryStore();
    private final List<String> letterBox = new ArrayList<>();
    private int processes;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Engine start(String moment, Carrier carrier) {
        Engine engine = new Engine(store, EngineClock.virtual(Dealership.at(moment), store.notes()), carrier,
                new Rulebook(Dealership.rules(), Dealership.organisation()), "process " + ++processes, trouble -> { });
        engine.openForManualWork();
        return engine;
    }

    private Carrier taking() {
        return dispatch -> {
            letterBox.add(dispatch.id());
            return new Carrier.Attempt(Carrier.Result.SENT, "");
        };
    }

    private Carrier killing() {
        return dispatch -> {
            letterBox.add(dispatch.id());
            throw new Killed();
        };
    }

    private static Event event(String type, Instant at, Object... data) {
        return new Event("test", type, type, at, CustomerKey.id("C-1").orElseThrow(), Data.of(data));
    }

    @Test
    void anAlertGoesOutAgainAtOnceUnderTheSameIdHoweverOftenItsProcessEnded() {
        Instant now = Dealership.at("2026-03-04T10:00");
        start("2026-03-04T10:00", taking()).accept(List.of(event("complaint.opened", now, "complaint", "K-1", "severity", "low")));
        for (int i = 0; i < 3; i++) {
            Engine engine = start("2026-03-04T10:00", killing());
            assertThrows(Killed.class, () -> engine.advanceTo(now));
        }

        start("2026-03-04T10:00", taking()).advanceTo(now);

        assertEquals(4, letterBox.size());
        assertEquals(1, letterBox.stream().distinct().count());
    }

    @Test
    void aGreetingIsNotSentAgainAndSaysWhatIsKnown() {
        Instant now = Dealership.at("2026-03-04T10:00");
        Engine dying = start("2026-03-04T10:00", killing());
        dying.accept(List.of(event("customer.changed", now, "name", "Li Na", "emails", List.of("li.na@customer.example"), "birthday",
                Map.of("month", java.math.BigDecimal.valueOf(3), "day", java.math.BigDecimal.valueOf(5)))));
        assertThrows(Killed.class, () -> dying.advanceTo(Dealership.at("2026-03-05T12:00")));

        start("2026-03-04T10:00", taking()).advanceTo(Dealership.at("2026-03-20T10:00"));

        Touch greeting = store.records().touches(new TouchFilter("C-1", null, null, null, null), new Paging(9, null)).items().get(0);
        assertEquals(1, letterBox.size());
        assertEquals(Touch.Status.UNCERTAIN, greeting.status());
        assertEquals("may have been sent: the engine stopped while it was being sent", greeting.heldBecause());
    }
}
