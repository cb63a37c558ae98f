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
import dev.regard.engine.event.DeliveryReport;
import dev.regard.engine.event.DeliveryReport.Outcome;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.FailingStore;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {
    private static final Attempt SENT = new Attempt(Result.SENT, "250 ok");

    private final FailingStore store = new FailingStore();
    private final List<String> carried = new ArrayList<>();
    private final Map<String, String> withdrawn = new HashMap<>();
    private Runnable whileCarrying = () -> { };
    private String unanswerable;
    private Attempt answer = SENT;
    private Instant now = MONDAY;
    private final Outbox outbox = new Outbox(Dispatch.Lane.ORDINARY, store, this::carry, this::forbidden, anyPace(), "p1", () -> now);
    private final Outbox urgent = new Outbox(Dispatch.Lane.URGENT, store, this::carry, this::forbidden, anyPace(), "p1", () -> now);

    private Throttle anyPace() {
        return new Throttle(Pace.ANY, store.outgoing(), () -> ZoneOffset.UTC, (dispatch, at) -> Optional.empty());
    }

    private Attempt carry(Dispatch dispatch) {
        carried.add(dispatch.id());
        whileCarrying.run();
        return answer;
    }

    private Optional<String> forbidden(Dispatch dispatch) {
        if (dispatch.id().equals(unanswerable)) {
            throw new IllegalStateException(unanswerable);
        }
        return Optional.ofNullable(withdrawn.get(dispatch.id()));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCarrierKnowsIsReportedAndWhenItMayBeAskedAgain(Result result) {
        waiting(1);
        answer = new Attempt(result, "its words", Duration.ofSeconds(90));

        outbox.step();

        DeliveryReport report = DeliveryReport.of(store.journal().pending(1).get(0).event().data());
        String outcome = result == Result.UNTRIED ? "HELD" : result.name();
        assertEquals(new DeliveryReport("m-0", "t-0", 1, Outcome.valueOf(outcome), "its words", false, Optional.of(MONDAY.plusSeconds(90))), report);
    }

    @Test
    void onlyWhatWasNotTriedIsHeldWhereTheOtherSideAsksForNoRest() {
        waiting(2);
        whileCarrying = () -> answer = carried.size() == 1 ? new Attempt(Result.UNTRIED, "") : new Attempt(Result.DELAYED, "");

        outbox.step();

        assertEquals(List.of(Optional.of(MONDAY), Optional.empty()), store.journal().pending(10).stream().map(r -> DeliveryReport.of(r.event().data()).until()).toList());
    }

    @Test
    void whatTheCustomerHasSaidNoToMeanwhileNeverMeetsTheServer() {
        waiting(2);
        withdrawn.put("m-0", "no consent any more");

        assertEquals(2, outbox.step());

        assertEquals(List.of("m-1"), carried);
        assertEquals(List.of("m-0 withdrawn no consent any more", "m-1 sent 250 ok"), reports());
    }

    @Test
    void aMessageOfWhichNobodyCanSayWhetherItMayGoKeepsNobodyWaiting() {
        waiting(2);
        unanswerable = "m-0";

        assertEquals(2, outbox.step());

        assertEquals(List.of("m-1"), carried);
        assertEquals(List.of("m-0 held not known whether it may go: java.lang.IllegalStateException: m-0", "m-1 sent 250 ok"), reports());
    }

    @Test
    void whatBreaksOffACarrierLeavesOneMessageInDoubtAndTheNextOnesGo() {
        waiting(3);
        whileCarrying = () -> {
            if (carried.size() == 1) {
                throw new StackOverflowError("too deep");
            }
        };

        assertEquals(3, outbox.step());

        assertEquals(List.of("m-0 uncertain java.lang.StackOverflowError: too deep", "m-1 sent 250 ok", "m-2 sent 250 ok"), reports());
    }

    @Test
    void whatWasClaimedWhileTheAnswerWasLostIsTriedOnce() {
        urgentWaiting(3);
        store.losingTheNextClaim();
        assertThrows(StoreUnavailable.class, urgent::step);
        assertEquals(List.of(), carried);

        urgent.step();
        urgent.step();
        assertEquals(List.of("a-0", "a-1", "a-2"), carried);

        // reported and not yet applied: by the store they are still being sent
        store.losingTheNextClaim();
        assertThrows(StoreUnavailable.class, urgent::step);
        urgent.step();
        assertEquals(3, carried.size());
    }

    private void waiting(int count) {
        store.cards().commit(List.of(withDispatches(change(newCard("C-1")), IntStream.range(0, count)
                .mapToObj(i -> dispatch("m-" + i, "C-1", "t-" + i, MONDAY)).toArray(Dispatch[]::new))));
    }

    private void urgentWaiting(int count) {
        store.cards().commit(List.of(withDispatches(change(newCard("C-1")), IntStream.range(0, count)
                .mapToObj(i -> urgent("a-" + i, MONDAY)).toArray(Dispatch[]::new))));
    }

    private static Dispatch urgent(String id, Instant tryAt) {
        return new Dispatch(id, "C-1", id, true, true, "email", "owner@dealer.example", "Complaint", "Cracked", "en", Map.of(), Status.READY, tryAt, 0,
                null, null);
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
    void whatIsUrgentAndNotTriedWhenTheEngineStopsIsGivenBack() {
        urgentWaiting(3);
        whileCarrying = urgent::stop;

        assertEquals(1, urgent.step());
        urgent.giveBack();

        assertEquals(List.of("a-0"), carried);
        assertEquals(List.of("a-0 sent 250 ok", "a-1 delayed the engine stopped before it was tried",
                "a-2 delayed the engine stopped before it was tried"), reports());
    }

    @Test
    void aProcessThatEndsLeavesOneMessageInDoubt() {
        waiting(3);
        whileCarrying = () -> {
            if (carried.size() == 2) {
                throw new Ended();
            }
        };
        assertThrows(Ended.class, outbox::step);
        whileCarrying = () -> { };

        Outbox next = new Outbox(Dispatch.Lane.ORDINARY, store, this::carry, this::forbidden, anyPace(), "p2", () -> now);
        next.recover(any -> true);
        next.step();

        assertEquals(List.of("m-0 sent 250 ok", "m-1 uncertain the engine stopped while it was being sent", "m-2 sent 250 ok"), reports());
        assertEquals(List.of("m-0", "m-1", "m-2"), carried);
    }

    /** The process ends: nothing in it goes on. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatAnEarlierProcessWasSendingIsUncertain() {
        waiting(2);
        store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 1, "p0");

        assertEquals(1, outbox.recover(any -> true));
        assertEquals(1, outbox.step());
        assertEquals(List.of("m-0 uncertain the engine stopped while it was being sent", "m-1 sent 250 ok"), reports());
    }

    @Test
    void whatAnotherProcessIsSendingIsItsOwn() {
        waiting(2);
        store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 1, "p0");

        assertEquals(0, outbox.recover(process -> !process.equals("p0")));
        assertEquals(List.of(), reports());
    }

    @Test
    void manyThatWereBeingSentAreReportedWithFewFilings() {
        urgentWaiting(950);
        assertEquals(950, store.outgoing().claim(Dispatch.Lane.URGENT, MONDAY, 1_000, "p0").size());

        assertEquals(950, urgent.recover(any -> true));

        assertEquals(10, store.filings());
        assertEquals(950, reports().stream().filter(r -> r.endsWith("uncertain the engine stopped while it was being sent")).distinct().count());
    }

    @Test
    void aRecoveryThatTheStoreCutOffReportsTheRestWhenItIsDoneAgain() {
        urgentWaiting(250);
        store.outgoing().claim(Dispatch.Lane.URGENT, MONDAY, 1_000, "p0");
        store.failingToFile(1);
        assertThrows(StoreUnavailable.class, () -> urgent.recover(any -> true));

        assertEquals(250, urgent.recover(any -> true));
        assertEquals(250, urgent.recover(any -> true), "they look so until somebody has applied the reports");

        assertEquals(250, reports().size());
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
        Dispatch alert = urgent("a-1", MONDAY.plus(Duration.ofMinutes(10)));
        store.cards().commit(List.of(withDispatches(change(newCard("C-1")), alert)));

        assertEquals(0, urgent.step());
        urgent.hurry();
        assertEquals(1, urgent.step());
        assertEquals(List.of("a-1"), carried);
    }
}
