package dev.regard.engine.store;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.withDispatches;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class OutgoingContract {
    abstract Store store();

    private Outgoing outgoing() {
        return store().outgoing();
    }

    private void write(Dispatch... dispatches) {
        Card card = Optional.ofNullable(store().cards().load(List.of("C-1")).get("C-1")).map(Dealer::next).orElse(newCard("C-1"));
        assertEquals(Set.of(), store().cards().commit(List.of(withDispatches(change(card), dispatches))));
    }

    private Dispatch stored(String id) {
        return store().records().dispatches("about-" + id).stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
    }

    private static Dispatch ready(String id, long minutes) {
        return dispatch(id, "C-1", "about-" + id, minutesLater(minutes));
    }

    @Test
    void whatIsDueIsClaimedEarliestFirstAndOnce() {
        write(ready("m-1", 3), ready("m-2", 1), ready("m-3", 9), ready("m-4", 2));

        assertEquals(Optional.of(minutesLater(1)), outgoing().nextTry());
        assertEquals(List.of(ready("m-2", 1).claimedBy("p1"), ready("m-4", 2).claimedBy("p1")), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(3), 2, "p1"));
        assertEquals(List.of(ready("m-1", 3).claimedBy("p2")), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(3), 9, "p2"));
        assertEquals(List.of(), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(9).minusNanos(1), 9, "p1"));
        assertEquals(Optional.of(minutesLater(9)), outgoing().nextTry());
        assertEquals(ready("m-4", 2).claimedBy("p1"), stored("m-4"));
    }

    @Test
    void whatWentOutLatelyIsCountedByDomain() {
        Dispatch qq = new Dispatch("m-1", "C-1", "about-m-1", false, false, "email", "a@QQ.com", "Hi", "Hi", "en", Map.of(), Status.READY, minutesLater(1), 0, null, null);
        write(qq, ready("m-2", 1), ready("m-3", 1), ready("m-4", 1), urgent("m-5", 1));
        List<Dispatch> claimed = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(1), 9, "p1");
        Dispatch alert = outgoing().claim(Dispatch.Lane.URGENT, minutesLater(1), 9, "p1").get(0);
        write(claimed.get(0).with(Status.SENT, minutesLater(2), null), claimed.get(1).with(Status.SENT, minutesLater(2), null),
                claimed.get(2).with(Status.SENT, minutesLater(5), null), claimed.get(3).with(Status.FAILED, minutesLater(5), null),
                alert.with(Status.SENT, minutesLater(5), null));

        String others = ready("m-2", 1).recipient().replaceFirst(".*@", "");
        assertEquals(Map.of("qq.com", 1L, others, 2L), outgoing().sentByDomain(minutesLater(2)));
        assertEquals(Map.of(others, 1L), outgoing().sentByDomain(minutesLater(3)));
        assertEquals(Map.of(), outgoing().sentByDomain(minutesLater(6)));
    }

    @Test
    void whatIsHeldIsReadyAgainAtItsMomentAndKeepsItsTries() {
        write(ready("m-1", 1));
        Dispatch claimed = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(1), 9, "p1").get(0);
        write(claimed.held(minutesLater(7), "not more than two a minute"));

        assertEquals(List.of(), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(6), 9, "p1"));
        Dispatch again = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(7), 9, "p1").get(0);
        assertEquals(1, again.holds());
        assertEquals(1, again.tries());
        assertEquals("not more than two a minute", again.problem());
    }

    private static Dispatch urgent(String id, long minutes) {
        Dispatch d = ready(id, minutes);
        return new Dispatch(d.id(), d.customer(), d.about(), true, true, d.channel(), d.recipient(), d.subject(), d.body(), d.language(), d.headers(),
                d.status(), d.tryAt(), d.attempts(), d.problem(), d.claimedBy());
    }

    @Test
    void eachLaneHasItsOwnQueue() {
        write(ready("m-1", 1), urgent("a-1", 3), ready("m-2", 2), urgent("a-2", 2));

        assertEquals(Optional.of(minutesLater(1)), outgoing().nextTry());
        assertEquals(List.of("a-2", "a-1"), claimed(Dispatch.Lane.URGENT, 9));
        assertEquals(List.of(), claimed(Dispatch.Lane.URGENT, 9));
        assertEquals(List.of("m-1", "m-2"), claimed(Dispatch.Lane.ORDINARY, 9));
        assertEquals(Optional.empty(), outgoing().nextTry());
        assertEquals(List.of("m-1", "a-2", "m-2", "a-1"), outgoing().abandoned("p2", 9).stream().map(Dispatch::id).toList());
    }

    private List<String> claimed(Dispatch.Lane lane, long minutes) {
        return outgoing().claim(lane, minutesLater(minutes), 9, "p1").stream().map(Dispatch::id).toList();
    }

    @Test
    void whatIsUrgentAndGotItsMomentFromAClockThatHasGoneBackSinceIsTakenNow() {
        long pause = Dispatch.Lane.LONGEST_PAUSE.toMinutes();
        write(urgent("a-1", 5), urgent("a-2", pause), urgent("a-3", pause + 1), urgent("a-4", 600), ready("m-1", 600));

        assertEquals(List.of("a-3", "a-4"), claimed(Dispatch.Lane.URGENT, 0));
        assertEquals(List.of(), claimed(Dispatch.Lane.ORDINARY, 0));
        assertEquals(List.of("a-1"), claimed(Dispatch.Lane.URGENT, 5));
    }

    @Test
    void nothingWaitsWhereNothingIsReady() {
        write(ready("m-1", 1).with(Status.CANCELLED, MONDAY, null));

        assertEquals(Optional.empty(), outgoing().nextTry());
        assertEquals(List.of(), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(9), 9, "p1"));
    }

    @Test
    void ofManyClaimersEachDispatchHasOne() throws Exception {
        List<Dispatch> all = IntStream.range(0, 120).mapToObj(i -> ready("m-" + i, i % 5)).toList();
        write(all.toArray(Dispatch[]::new));

        List<List<Dispatch>> claims = Together.run(6, () -> {
            List<Dispatch> mine = new ArrayList<>();
            for (List<Dispatch> some = claimSome(); !some.isEmpty(); some = claimSome()) {
                mine.addAll(some);
            }
            return mine;
        });

        List<String> claimed = claims.stream().flatMap(List::stream).map(Dispatch::id).sorted().toList();
        assertEquals(all.stream().map(Dispatch::id).sorted().toList(), claimed);
    }

    private List<Dispatch> claimSome() {
        return outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(5), 7, Thread.currentThread().getName());
    }

    @Test
    void whatAnEndedProcessLeftBehindIsListed() {
        write(ready("m-1", 2), ready("m-2", 1), ready("m-3", 3));
        outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(2), 9, "old");
        outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(3), 9, "new");

        assertEquals(List.of("m-2", "m-1"), outgoing().abandoned("new", 9).stream().map(Dispatch::id).toList());
        assertEquals(List.of(ready("m-2", 1).claimedBy("old")), outgoing().abandoned("new", 1));
        assertEquals(List.of("m-3"), outgoing().abandoned("old", 9).stream().map(Dispatch::id).toList());
    }

    @Test
    void aDispatchMadeAgainIsLeftAsItIs() {
        write(ready("m-1", 1));
        write(ready("m-1", 7));
        assertEquals(ready("m-1", 1), stored("m-1"));

        Dispatch claimed = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(1), 9, "p1").get(0);
        write(ready("m-1", 7));
        assertEquals(claimed, stored("m-1"));

        write(claimed.with(Status.SENT, minutesLater(1), null));
        write(ready("m-1", 7));
        assertEquals(Status.SENT, stored("m-1").status());
        assertEquals(Optional.empty(), outgoing().nextTry());
    }

    @Test
    void theReportOfAnAttemptReplacesTheClaimedOne() {
        write(ready("m-1", 1), ready("m-2", 1), ready("m-3", 1));
        List<Dispatch> claimed = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(1), 9, "p1");
        Dispatch again = claimed.get(0).with(Status.READY, minutesLater(8), "450 busy");
        Dispatch failed = claimed.get(1).with(Status.FAILED, minutesLater(1), "550 no such user");
        Dispatch lost = claimed.get(2).with(Status.UNCERTAIN, minutesLater(1), "connection reset");

        write(again, failed, lost);

        assertEquals(List.of(again, failed, lost), List.of(stored("m-1"), stored("m-2"), stored("m-3")));
        assertEquals(List.of(), outgoing().abandoned("other", 9));
        assertEquals(List.of(again.claimedBy("p2")), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(8), 9, "p2"));
        assertEquals(2, stored("m-1").attempts());
    }

    @Test
    void theReportOfAnEarlierAttemptComesTooLate() {
        write(ready("m-1", 1));
        Dispatch first = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(1), 9, "p1").get(0);
        write(first.with(Status.READY, minutesLater(2), "450 busy"));
        Dispatch second = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(2), 9, "p1").get(0);

        write(first.with(Status.READY, minutesLater(2), "450 busy"));

        assertEquals(second, stored("m-1"));
    }

    @Test
    void onlyWhatNobodyHasClaimedCanBeCancelled() {
        write(ready("m-1", 1), ready("m-2", 2));
        Dispatch claimed = outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(1), 9, "p1").get(0);

        write(ready("m-1", 1).with(Status.CANCELLED, minutesLater(1), "unsubscribed"),
                ready("m-2", 2).with(Status.CANCELLED, minutesLater(2), "unsubscribed"));

        assertEquals(claimed, stored("m-1"));
        assertEquals(Status.CANCELLED, stored("m-2").status());
        assertEquals(List.of(), outgoing().claim(Dispatch.Lane.ORDINARY, minutesLater(9), 9, "p1"));
    }
}
