package dev.regard.engine.run;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.withDispatches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.store.FailingStore;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Attempt SENT = new Attempt(Result.SENT, "250 ok");

    private final FailingStore store = new FailingStore();
    private final List<String> carried = new ArrayList<>();
    private Runnable whileCarrying = () -> { };
    private Attempt answer = SENT;
    private Instant now = MONDAY;
    private long nanos;
    private final Outbox outbox = new Outbox(Dispatch.Lane.ORDINARY, store, this::carry, "p1", () -> now, () -> nanos);

    private Attempt carry(Dispatch dispatch) {
        carried.add(dispatch.id());
        whileCarrying.run();
        return answer;
    }

    private void waiting(int count) {
        store.cards().commit(List.of(withDispatches(change(newCard("C-1")), IntStream.range(0, count)
                .mapToObj(i -> dispatch("m-" + i, "C-1", "t-" + i, MONDAY)).toArray(Dispatch[]::new))));
    }

    /** What was reported: {@code dispatch result detail}. */
    private List<String> reports() {
        return store.journal().pending(1000).stream().map(r -> r.event().data())
                .map(d -> d.text("dispatch").orElseThrow() + " " + d.text("result").orElseThrow() + " " + d.text("detail").orElseThrow()).toList();
    }

    @Test
    void whatWasTakenAndCouldNotBeReportedIsReportedLaterAndNotSentAgain() {
        waiting(3);
        store.failingToFile(2);

        assertThrows(StoreUnavailable.class, outbox::step);
        assertThrows(StoreUnavailable.class, outbox::step);
        assertEquals(List.of("m-0"), carried);
        assertEquals(List.of(), reports());

        assertEquals(2, outbox.step(), "those that were claimed with it");
        assertEquals(List.of("m-0", "m-1", "m-2"), carried);
        assertEquals(List.of("m-0 sent 250 ok", "m-1 sent 250 ok", "m-2 sent 250 ok"), reports());
        assertEquals(0, outbox.step());
    }

    @Test
    void whatIsClaimedAndNotTriedWhenTheEngineStopsIsGivenBackAndNotTakenForSent() {
        waiting(3);
        whileCarrying = outbox::stop;

        assertEquals(1, outbox.step());
        outbox.giveBack();

        assertEquals(List.of("m-0"), carried);
        assertEquals(List.of("m-0 sent 250 ok", "m-1 delayed the engine stopped before it was tried",
                "m-2 delayed the engine stopped before it was tried"), reports());
    }

    @Test
    void whileTheServerIsSlowFewAreClaimedAtATimeAndMoreAgainWhenItIsQuick() {
        waiting(400);
        whileCarrying = () -> nanos += Duration.ofSeconds(20).toNanos();
        List<Integer> batches = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            batches.add(outbox.step());
        }
        whileCarrying = () -> { };
        for (int i = 0; i < 6; i++) {
            batches.add(outbox.step());
        }

        assertEquals(List.of(50, 25, 12, 6, 3, 1, 1, 1, 2, 4, 8, 16, 32), batches);
    }

    @Test
    void whatAnEarlierProcessWasSendingIsUncertain() {
        waiting(2);
        store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 1, "p0");

        assertEquals(1, outbox.recover());
        assertEquals(1, outbox.step());
        assertEquals(List.of("m-0 uncertain the engine stopped while it was being sent", "m-1 sent 250 ok"), reports());
    }

    @Test
    void aMessageWhoseDayIsOverNeverMeetsTheServer() {
        waiting(1);
        now = MONDAY.plus(Duration.ofHours(15));

        assertEquals(1, outbox.step());
        assertEquals(List.of(), carried);
        assertEquals(List.of("m-0 overdue not sent: its day was over"), reports());
    }

    @Test
    void aFaultOfTheCarrierIsUncertainAndHoldsUpNobody() {
        waiting(2);
        whileCarrying = () -> {
            if (carried.size() == 1) {
                throw new IllegalStateException("a fault");
            }
        };

        assertEquals(2, outbox.step());
        assertEquals(List.of("m-0 uncertain java.lang.IllegalStateException: a fault", "m-1 sent 250 ok"), reports());
    }

    @Test
    void whatIsUrgentIsTriedAtOnceWhenTheServerIsBack() {
        Outbox urgent = new Outbox(Dispatch.Lane.URGENT, store, this::carry, "p1", () -> now, () -> nanos);
        Dispatch like = dispatch("a-1", "C-1", "a-1", MONDAY);
        Dispatch alert = new Dispatch("a-1", "C-1", "a-1", true, true, "email", "owner@dealer.example", "Complaint", "Cracked", "en", like.headers(),
                Status.READY, MONDAY.plus(Duration.ofMinutes(10)), 0, null, null);
        store.cards().commit(List.of(withDispatches(change(newCard("C-1")), alert)));

        assertEquals(0, urgent.step());
        urgent.hurry();
        assertEquals(1, urgent.step());
        assertEquals(List.of("a-1"), carried);
    }
}
