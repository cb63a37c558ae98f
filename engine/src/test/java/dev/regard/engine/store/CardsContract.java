package dev.regard.engine.store;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.applying;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.complaint;
import static dev.regard.engine.store.Dealer.decision;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.inTier;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.next;
import static dev.regard.engine.store.Dealer.purchases;
import static dev.regard.engine.store.Dealer.touch;
import static dev.regard.engine.store.Dealer.waking;
import static dev.regard.engine.store.Dealer.withKeys;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class CardsContract {
    abstract Store store();

    private Cards cards() {
        return store().cards();
    }

    private void commit(Card... written) {
        assertEquals(Set.of(), cards().commit(List.of(written).stream().map(Dealer::change).toList()));
    }

    private Card load(String id) {
        return cards().load(List.of(id)).get(id);
    }

    @Test
    void aCardComesBackAsItWasWritten() {
        Card card = Dealer.fullCard("C-1");
        commit(card, newCard("C-2"));

        assertEquals(Map.of("C-1", card, "C-2", newCard("C-2")), cards().load(List.of("C-2", "C-1", "C-9")));
    }

    @Test
    void aMergedCardComesBackWithEverythingThatWasMergedIntoIt() {
        Card card = Dealer.fullMergedCard("C-1");
        commit(card);

        assertEquals(card, load("C-1"));
    }

    @Test
    void aCardIsWrittenUnderTheVersionThatItFollows() {
        commit(newCard("C-1"), newCard("C-2"));
        Change absorbing = Dealer.absorbing(newCard("C-1"), asVersion(newCard("C-2"), 7));

        assertEquals(Set.of(), cards().commit(List.of(absorbing)));
        assertEquals(8, load("C-1").version());
        assertEquals(Set.of("C-1"), cards().commit(List.of(absorbing)), "it follows a version that is gone");
        assertEquals(Set.of(), cards().commit(List.of(change(next(load("C-1"))))));
    }

    @Test
    void anIdOfAMergedCardLeadsToTheOneThatStandsForIt() {
        commit(newCard("C-1"), Dealer.mergedInto(newCard("C-2"), "C-1"), Dealer.mergedInto(newCard("C-3"), "C-2"));

        assertEquals(Map.of("C-1", newCard("C-1"), "C-3", newCard("C-1"), "C-2", newCard("C-1")),
                cards().standing(List.of("C-1", "C-2", "C-3", "C-9")));
        assertEquals(Dealer.mergedInto(newCard("C-2"), "C-1"), load("C-2"), "itself it stays as it was");
    }

    @Test
    void aKeyThatIsToldUnderAMergedNameLeadsToTheMergedCard() {
        commit(newCard("C-1"), newCard("C-2"));

        assertEquals(Set.of(), cards().commit(List.of(Dealer.withKeysOf(withKeys(change(next(newCard("C-1"))), "ext:CRM/1", "phone:+861"),
                Map.of("email:li@example.cn", "C-2", "ext:CRM/2", "C-2")))));
        assertEquals(Set.of(), cards().commit(List.of(withKeys(change(next(next(newCard("C-1")))), "ext:CRM/2"))));

        assertEquals(Map.of("ext:CRM/1", "C-1", "phone:+861", "C-1", "email:li@example.cn", "C-2", "ext:CRM/2", "C-2"),
                cards().resolve(List.of("ext:CRM/1", "phone:+861", "email:li@example.cn", "ext:CRM/2")));
    }

    @Test
    void aSurvivorGoesOnWithTheRecordsOfTheCardThatItTookOver() {
        Card other = asVersion(newCard("C-2"), 7);
        assertEquals(Set.of(), cards().commit(List.of(change(newCard("C-1")), change(newCard("C-2")))));
        Change busy = new Change(other, 1, List.of(), Map.of(), List.of(), List.of(touch("t-2", "C-2", MONDAY)),
                List.of(complaint("c-2", "C-2", MONDAY)), List.of(dispatch("m-2", "C-2", "t-2", MONDAY)), List.of(), true);
        assertEquals(Set.of(), cards().commit(List.of(busy)));
        Dispatch claimed = store().outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p1").get(0);

        Touch sent = touch("t-2", "C-2", MONDAY).withStatus(Touch.Status.SENT, null);
        Complaint solved = complaint("c-2", "C-2", MONDAY).with(Complaint.Status.SOLVED,
                complaint("c-2", "C-2", MONDAY).deadlines(), MONDAY, MONDAY, null, null);
        Change absorbing = Dealer.withDispatches(Dealer.withComplaints(Dealer.withTouches(Dealer.absorbing(newCard("C-1"), other), sent), solved),
                claimed.with(Dispatch.Status.SENT, MONDAY, null));
        assertEquals(Set.of(), cards().commit(List.of(absorbing)));

        Records records = store().records();
        assertEquals(Optional.of(sent), records.touch("C-2", "t-2"));
        assertEquals(List.of(solved), records.complaints(new Records.ComplaintFilter(null, "C-2"), new Records.Paging(9, null)).items());
        assertEquals(Dispatch.Status.SENT, records.dispatches("t-2").get(0).status());
    }

    private static Card asVersion(Card card, long version) {
        return card.asleep(version);
    }

    @Test
    void aCardThatNobodyWroteIsLeftOut() {
        assertEquals(Map.of(), cards().load(List.of("C-1")));
        assertEquals(Map.of(), cards().load(List.of()));
        assertEquals(Set.of(), cards().commit(List.of()));
    }

    @Test
    void ofTwoWritersFromTheSameVersionTheSecondWritesNothing() {
        commit(newCard("C-1"), newCard("C-2"));
        store().journal().append(purchases("C-1", "A", "B", "C"), MONDAY);
        List<Journal.Recorded> events = store().journal().pending(9);
        commit(inTier(next(newCard("C-1")), "gold"));

        Change late = new Change(waking(next(newCard("C-1")), MONDAY), List.of("ext:CRM/1"), List.of(decision("d-1", "C-1", "tier", MONDAY)),
                List.of(touch("t-1", "C-1", MONDAY)), List.of(complaint("c-1", "C-1", MONDAY)),
                List.of(dispatch("m-1", "C-1", "t-1", MONDAY)), events.subList(0, 1));
        Change other = new Change(waking(next(newCard("C-2")), MONDAY), List.of("ext:CRM/2"), List.of(decision("d-2", "C-2", "tier", MONDAY)),
                List.of(touch("t-2", "C-2", MONDAY)), List.of(complaint("c-2", "C-2", MONDAY)),
                List.of(dispatch("m-2", "C-2", "t-2", MONDAY)), events.subList(1, 2));
        Set<String> conflicts = cards().commit(List.of(late, other));

        assertEquals(Set.of("C-1"), conflicts);
        assertEquals(inTier(next(newCard("C-1")), "gold"), load("C-1"));
        assertEquals(other.card(), load("C-2"));
        assertEquals(Map.of("ext:CRM/2", "C-2"), cards().resolve(List.of("ext:CRM/1", "ext:CRM/2")));
        assertEquals(List.of("C-2"), cards().due(MONDAY, 9));
        assertEquals(List.of(events.get(0), events.get(2)), store().journal().pending(9));
        Records records = store().records();
        assertEquals(Optional.empty(), records.decision("C-1", "d-1"));
        assertEquals(Optional.of(other.decisions().get(0)), records.decision("C-2", "d-2"));
        assertEquals(Optional.empty(), records.touch("C-1", "t-1"));
        assertEquals(Optional.of(other.touches().get(0)), records.touch("C-2", "t-2"));
        assertEquals(other.complaints(),
                records.complaints(new Records.ComplaintFilter(null, null), new Records.Paging(9, null)).items());
        assertEquals(List.of(), records.dispatches("t-1"));
        assertEquals(other.dispatches(), records.dispatches("t-2"));
    }

    @Test
    void aCardCannotBeMadeTwiceNorWrittenBeforeItIsMade() {
        commit(newCard("C-1"));

        assertEquals(Set.of("C-1", "C-2"), cards().commit(List.of(change(inTier(newCard("C-1"), "gold")), change(next(newCard("C-2"))))));

        assertEquals(Map.of("C-1", newCard("C-1")), cards().load(List.of("C-1", "C-2")));
    }

    @Test
    void severalChangesOfOneCardAreTakenInTheirOrder() {
        Card first = newCard("C-1");
        Card second = inTier(next(first), "gold");

        assertEquals(Set.of(), cards().commit(List.of(
                Dealer.withTouches(change(first), touch("t-1", "C-1", MONDAY)), change(newCard("C-2")),
                Dealer.withTouches(change(second), touch("t-1", "C-1", minutesLater(9))))));

        assertEquals(second, load("C-1"));
        assertEquals(minutesLater(9), store().records().touch("C-1", "t-1").orElseThrow().due());
    }

    @Test
    void aNewCardThatManyMakeAtOnceIsMadeOnce() throws Exception {
        List<Set<String>> conflicts = Together.run(6, () -> cards().commit(List.of(change(newCard("C-1")))));

        assertEquals(1, conflicts.stream().filter(Set::isEmpty).count());
        assertEquals(newCard("C-1"), load("C-1"));
    }

    @Test
    void eachVersionIsWrittenByOneOfManyWriters() throws Exception {
        commit(newCard("C-1"));

        List<Integer> written = Together.run(4, () -> {
            int mine = 0;
            for (int i = 0; i < 10; i++) {
                Card next = next(load("C-1"));
                mine += cards().commit(List.of(change(next))).isEmpty() ? 1 : 0;
            }
            return mine;
        });

        assertEquals(1 + written.stream().mapToInt(Integer::intValue).sum(), load("C-1").version());
    }

    @Test
    void aKeyLeadsToTheCardThatHadItFirst() {
        assertEquals(Set.of(), cards().commit(List.of(
                withKeys(change(newCard("C-1")), "id:C-1", "email:shared@example.cn"),
                withKeys(change(newCard("C-2")), "id:C-2", "email:shared@example.cn"))));
        assertEquals(Set.of(), cards().commit(List.of(
                withKeys(change(newCard("C-3")), "email:shared@example.cn", "phone:+861", "phone:+861"),
                withKeys(change(next(newCard("C-1"))), "id:C-1"))));

        assertEquals(Map.of("email:shared@example.cn", "C-1", "id:C-2", "C-2", "phone:+861", "C-3", "id:C-1", "C-1"),
                cards().resolve(List.of("email:shared@example.cn", "id:C-2", "phone:+861", "id:C-1", "id:C-9")));
        assertEquals(Map.of(), cards().resolve(List.of()));
    }

    @Test
    void appliedEventsWaitNoLonger() {
        store().journal().append(purchases("C-1", "A", "B"), MONDAY);

        cards().commit(List.of(applying(change(newCard("C-1")), store().journal().pending(1))));

        assertEquals(purchases("C-1", "B"), store().journal().pending(9).stream().map(Journal.Recorded::event).toList());
        assertEquals(1, store().journal().waiting());
    }

    @Test
    void whatIsDueComesEarliestFirst() {
        commit(waking(newCard("C-1"), minutesLater(2)), waking(newCard("C-2"), minutesLater(1)), newCard("C-3"),
                waking(newCard("C-4"), minutesLater(3).plusNanos(1)));

        assertEquals(List.of("C-2", "C-1"), cards().due(minutesLater(3), 9));
        assertEquals(List.of("C-2"), cards().due(minutesLater(3), 1));
        assertEquals(List.of("C-2", "C-1", "C-4"), cards().due(minutesLater(3).plusNanos(1), 9));
        assertEquals(List.of(), cards().due(minutesLater(1).minusNanos(1), 9));
        assertEquals(Optional.of(minutesLater(1)), cards().nextWake());
    }

    @Test
    void aCardIsDueAtItsLatestWakeOnly() {
        commit(waking(newCard("C-1"), MONDAY), waking(newCard("C-2"), minutesLater(1).plusNanos(7)));
        commit(waking(next(newCard("C-1")), minutesLater(5)));

        assertEquals(List.of("C-2"), cards().due(minutesLater(4), 9));
        assertEquals(Optional.of(minutesLater(1).plusNanos(7)), cards().nextWake());

        commit(waking(next(newCard("C-2")), null));
        assertEquals(Optional.of(minutesLater(5)), cards().nextWake());

        commit(waking(next(next(newCard("C-1"))), null));
        assertEquals(Optional.empty(), cards().nextWake());
        assertEquals(List.of(), cards().due(Instant.MAX, 9));
    }

    @Test
    void aScanMeetsEveryCardInTheOrderOfIds() {
        List<Card> all = IntStream.range(0, 1203).mapToObj(i -> newCard("C-%05d".formatted(i * 7919 % 1203))).toList();
        cards().commit(all.stream().map(Dealer::change).toList());
        List<String> seen = new ArrayList<>();

        cards().scan(card -> {
            seen.add(card.id());
            if (seen.size() == 600) {
                commit(inTier(next(card), "gold"));
            }
        });

        assertEquals(all.stream().map(Card::id).sorted().toList(), seen);
        assertTrue(load(seen.get(599)).standing().tier().equals("gold"));
    }
}
