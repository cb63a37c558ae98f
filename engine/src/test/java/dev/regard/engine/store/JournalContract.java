package dev.regard.engine.store;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.purchase;
import static dev.regard.engine.store.Dealer.purchases;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class JournalContract {
    abstract Store store();

    private Journal journal() {
        return store().journal();
    }

    @Test
    void whoeverHasTheFirstOnesInHandReadsOnBehindThem() {
        journal().append(purchases("C-1", "A", "B", "C"), MONDAY);
        List<Journal.Recorded> first = journal().pending(1);
        assertEquals(purchases("C-1", "B", "C"), journal().pending(first.get(0).sequence(), 9).stream().map(Journal.Recorded::event).toList());
    }

    private List<Event> pending(int limit) {
        return journal().pending(limit).stream().map(Journal.Recorded::event).toList();
    }

    private List<Event> replay(Instant from, Instant to) {
        List<Event> seen = new ArrayList<>();
        journal().replay(from, to, recorded -> seen.add(recorded.event()));
        return seen;
    }

    @Test
    void anEventComesBackAsItWas() {
        List<Event> events = List.of(Dealer.fullEvent(), Dealer.withoutCustomer(), purchase("C-1", "A", "1E+3"), purchase("C-1", "B", "0.00"));
        Instant arrival = Instant.parse("2026-03-02T01:02:03.000000004Z");

        assertEquals(List.of(true, true, true, true), journal().append(events, arrival));

        assertEquals(events, pending(9));
        assertTrue(journal().pending(9).stream().allMatch(recorded -> recorded.receivedAt().equals(arrival)));
    }

    @Test
    void nothingFiledIsNothingPending() {
        assertEquals(List.of(), journal().append(List.of(), MONDAY));
        assertEquals(List.of(), pending(1));
        assertEquals(0, journal().waiting());
    }

    @Test
    void eventsComeBackInTheOrderOfTheirArrival() {
        journal().append(purchases("C-1", "z", "m"), minutesLater(5));
        journal().append(purchases("C-2", "a"), MONDAY);
        journal().append(purchases("C-1", "k"), minutesLater(1));

        assertEquals(purchases("C-1", "z", "m"), pending(2));
        assertEquals(List.of("z", "m", "a", "k"), pending(9).stream().map(e -> e.data().text("order").orElseThrow()).toList());
        long[] sequences = journal().pending(9).stream().mapToLong(Journal.Recorded::sequence).toArray();
        assertTrue(IntStream.range(1, 4).allMatch(i -> sequences[i] > sequences[i - 1]));
    }

    @Test
    void aRepeatInTheSameListIsFiledOnce() {
        List<Event> twice = List.of(purchase("C-1", "A"), purchase("C-1", "B"), purchase("C-1", "A", "999"), purchase("C-1", "C"));

        assertEquals(List.of(true, true, false, true), journal().append(twice, MONDAY));

        assertEquals(purchases("C-1", "A", "B", "C"), pending(9));
    }

    @Test
    void aSecondArrivalChangesNothing() {
        journal().append(purchases("C-1", "A"), MONDAY);

        assertEquals(List.of(false, true), journal().append(List.of(purchase("C-2", "A", "7"), purchase("C-1", "B")), minutesLater(1)));

        assertEquals(purchases("C-1", "A", "B"), pending(9));
        assertEquals(purchases("C-1", "A"), replay(MONDAY, minutesLater(1)));
    }

    @Test
    void anEventIsFoundByItsKeyBeforeAndAfterItIsApplied() {
        journal().append(purchases("C-1", "A", "B"), MONDAY);
        Journal.Recorded first = journal().pending(1).get(0);
        assertEquals(Optional.of(first), journal().find(purchase("C-1", "A").key()));

        journal().settle(List.of(first));

        assertEquals(Optional.of(first), journal().find(first.event().key()));
        assertEquals(Optional.empty(), journal().find(purchase("C-1", "C").key()));
    }

    @Test
    void aRepeatOfASettledEventStaysSettled() {
        journal().append(purchases("C-1", "A"), MONDAY);
        journal().settle(journal().pending(1));

        assertEquals(List.of(false), journal().append(purchases("C-1", "A"), minutesLater(1)));

        assertEquals(List.of(), pending(9));
    }

    @Test
    void ofManyBringersOfTheSameEventsOneIsTold() throws Exception {
        List<Event> events = IntStream.range(0, 40).mapToObj(i -> purchase("C-1", "A" + i)).toList();

        List<List<Boolean>> told = Together.run(6, () -> journal().append(events, MONDAY));

        for (int i = 0; i < events.size(); i++) {
            int event = i;
            assertEquals(1, told.stream().filter(each -> each.get(event)).count());
        }
        assertEquals(events.size(), pending(1000).stream().distinct().count());
        assertEquals(events.size(), pending(1000).size());
    }

    @Test
    void settledEventsWaitNoLonger() {
        journal().append(purchases("C-1", "A", "B", "C"), MONDAY);
        assertEquals(3, journal().waiting());

        List<Journal.Recorded> earliest = journal().pending(2);
        journal().settle(earliest);
        journal().settle(earliest);

        assertEquals(purchases("C-1", "C"), pending(9));
        assertEquals(1, journal().waiting());
    }

    @Test
    void aReplaySeesWhatArrivedFromThenUntilBefore() {
        journal().append(purchases("C-1", "A"), MONDAY);
        journal().append(purchases("C-1", "C", "B"), minutesLater(1));
        journal().append(purchases("C-1", "D"), minutesLater(2));
        journal().settle(journal().pending(2));

        assertEquals(purchases("C-1", "A", "C", "B", "D"), replay(Instant.EPOCH, minutesLater(3)));
        assertEquals(purchases("C-1", "C", "B"), replay(minutesLater(1), minutesLater(2)));
        assertEquals(purchases("C-1", "D"), replay(minutesLater(1).plusNanos(1), minutesLater(2).plusNanos(1)));
        assertEquals(List.of(), replay(minutesLater(3), minutesLater(4)));
    }

    @Test
    void aLongReplayKeepsItsOrderAndLetsTheStoreBeUsed() {
        List<Event> events = IntStream.range(0, 2500).mapToObj(i -> purchase("C-1", "A" + i)).toList();
        journal().append(events, MONDAY);
        List<Event> seen = new ArrayList<>();

        journal().replay(MONDAY, minutesLater(1), recorded -> {
            seen.add(recorded.event());
            if (seen.size() == 1000) {
                store().notes().write("replay", "half way");
            }
        });

        assertEquals(events, seen);
    }
}
