package dev.regard.engine.store;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.complaint;
import static dev.regard.engine.store.Dealer.decision;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.inTier;
import static dev.regard.engine.store.Dealer.known;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.next;
import static dev.regard.engine.store.Dealer.task;
import static dev.regard.engine.store.Dealer.touch;
import static dev.regard.engine.store.Dealer.withComplaints;
import static dev.regard.engine.store.Dealer.withDecisions;
import static dev.regard.engine.store.Dealer.withDispatches;
import static dev.regard.engine.store.Dealer.withTouches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.store.Records.ComplaintFilter;
import dev.regard.engine.store.Records.CustomerFilter;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Page;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class RecordsContract {
    private static final Paging ALL = new Paging(Records.LONGEST_PAGE, null);

    abstract Store store();

    private Records records() {
        return store().records();
    }

    private void commit(Change... changes) {
        assertEquals(Set.of(), store().cards().commit(List.of(changes)));
    }

    private List<String> customers(CustomerFilter filter) {
        return records().customers(filter, ALL).items().stream().map(Card::id).toList();
    }

    private List<String> decisions(DecisionFilter filter) {
        return records().decisions(filter, ALL).items().stream().map(Decision::id).toList();
    }

    private List<String> touches(TouchFilter filter) {
        return records().touches(filter, ALL).items().stream().map(Touch::id).toList();
    }

    private List<String> complaints(ComplaintFilter filter) {
        return records().complaints(filter, ALL).items().stream().map(Complaint::id).toList();
    }

    /** All items of a list, walked in pages of two. */
    private static <T> List<T> walked(Function<Paging, Page<T>> list) {
        List<T> all = new ArrayList<>();
        Page<T> page = list.apply(new Paging(2, null));
        while (page.after() != null) {
            assertEquals(2, page.items().size());
            all.addAll(page.items());
            page = list.apply(new Paging(2, page.after()));
        }
        all.addAll(page.items());
        return all;
    }

    private void threeCustomers() {
        commit(change(inTier(known(newCard("C-1"), "name", "Zhang Wei", "kind", "distributor", "owner", "wang",
                        "emails", List.of("Zhang.Wei@Example.cn"), "phones", List.of("+86 138-0000 1111")), "gold")),
                change(known(newCard("c-2"), "name", "王小明", "owner", "chen", "emails", List.of("ming_100%@example.cn"))),
                change(inTier(known(newCard("C-3"), "name", "ＡＣＭＥ 建材", "kind", "distributor", "owner", "chen"), "gold")));
    }

    @Test
    void customersAreNarrowedByWhatIsAsked() {
        threeCustomers();

        assertEquals(List.of("C-1", "C-3", "c-2"), customers(new CustomerFilter(null, null, null, null, null)));
        assertEquals(List.of("C-1", "C-3"), customers(new CustomerFilter("gold", null, null, null, null)));
        assertEquals(List.of("c-2"), customers(new CustomerFilter(null, "consumer", null, null, null)));
        assertEquals(List.of("C-3"), customers(new CustomerFilter("gold", "distributor", "chen", "prospect", "")));
        assertEquals(List.of(), customers(new CustomerFilter(null, null, null, "active", null)));
        assertEquals(List.of("C-3"), customers(new CustomerFilter(null, "distributor", null, null, "建材")));
    }

    @ParameterizedTest
    @CsvSource({"zhang, C-1", "WEI ZHANG, C-1", "c-1, C-1", "example.cn, C-1 c-2", "1380000, C-1", "138-0000, C-1", "小明, c-2", "王, c-2",
        "acme, C-3", "ａｃｍｅ 建, C-3", "_100%, c-2", "%, c-2", "zhang acme, ''", "'', C-1 C-3 c-2"})
    void customersAreFoundByTheirWords(String q, String found) {
        threeCustomers();

        assertEquals(found, String.join(" ", customers(new CustomerFilter(null, null, null, null, q))));
    }

    @Test
    void aCustomerIsFoundByTheLatestNameOnly() {
        threeCustomers();
        commit(change(known(next(newCard("c-2")), "name", "Ming Wang")));

        assertEquals(List.of(), customers(new CustomerFilter(null, null, null, null, "小明")));
        assertEquals(List.of("c-2"), customers(new CustomerFilter(null, null, null, null, "ming wang")));
        assertEquals(Map.of("gold", 2L, "", 1L), records().cardsByTier());
    }

    @Test
    void aCardThatWasMergedIsNotListedUntilItIsSeparatedAgain() {
        threeCustomers();
        Card other = store().cards().load(List.of("C-3")).get("C-3");
        commit(change(Dealer.mergedInto(next(other), "C-1")), Dealer.absorbing(store().cards().load(List.of("C-1")).get("C-1"), next(other)));

        assertEquals(List.of("C-1", "c-2"), customers(new CustomerFilter(null, null, null, null, null)));
        assertEquals(List.of("C-1"), customers(new CustomerFilter("gold", null, null, null, null)));
        assertEquals(List.of("C-1"), customers(new CustomerFilter(null, null, null, null, "acme")), "by a name that was merged into it");
        assertEquals(List.of("C-1"), customers(new CustomerFilter(null, null, null, null, "c-3")));
        assertEquals(Map.of("gold", 1L, "", 1L), records().cardsByTier());

        commit(change(next(next(other))));
        assertEquals(List.of("C-1", "C-3", "c-2"), customers(new CustomerFilter(null, null, null, null, null)));
        assertEquals(Map.of("gold", 2L, "", 1L), records().cardsByTier());
    }

    @Test
    void recordsOfOneCustomerUnderSeveralNamesAreOneList() {
        commit(new Change(newCard("C-1"), List.of(), List.of(decision("d-b", "C-1", "tier", minutesLater(1))), List.of(touch("t-b", "C-1", minutesLater(1)),
                        touch("t-d", "C-1", minutesLater(3))), List.of(complaint("c-b", "C-1", minutesLater(1))), List.of(), List.of()),
                new Change(newCard("C-2"), List.of(), List.of(decision("d-a", "C-2", "tier", MONDAY), decision("d-c", "C-2", "touch", minutesLater(2))),
                        List.of(touch("t-a", "C-2", MONDAY), touch("t-c", "C-2", minutesLater(2)).withStatus(Touch.Status.CANCELLED, "merged")),
                        List.of(complaint("c-a", "C-2", MONDAY), complaint("c-c", "C-2", minutesLater(2))), List.of(), List.of()),
                withTouches(change(newCard("C-3")), touch("t-x", "C-3", MONDAY)));
        Set<String> names = Set.of("C-2", "C-9");

        assertEquals(List.of("d-a", "d-b", "d-c"), walked(p -> records().decisions(new DecisionFilter("C-1", null, null, null, names), p)).stream()
                .map(Decision::id).toList());
        assertEquals(List.of("t-a", "t-b", "t-c", "t-d"), walked(p -> records().touches(new TouchFilter("C-1", null, null, null, null, names), p)).stream()
                .map(Touch::id).toList());
        assertEquals(List.of("c-a", "c-b", "c-c"), walked(p -> records().complaints(new ComplaintFilter(null, null, Set.of("C-2", "C-1")), p)).stream()
                .map(Complaint::id).toList());
        assertEquals(List.of("t-a", "t-b"), touches(new TouchFilter("C-1", Touch.Status.PLANNED, null, null, minutesLater(2), names)));
        assertEquals(List.of("d-a", "d-b"), decisions(new DecisionFilter("C-1", "tier", null, null, names)));
    }

    @Test
    void pagesOfCustomersLeaveNobodyOut() {
        commit(IntStream.range(0, 7).mapToObj(i -> change(inTier(newCard("C-" + i), i % 3 == 0 ? "gold" : "silver"))).toArray(Change[]::new));

        assertEquals(List.of("C-0", "C-1", "C-2", "C-3", "C-4", "C-5", "C-6"),
                walked(paging -> records().customers(new CustomerFilter(null, null, null, null, null), paging)).stream().map(Card::id).toList());
        assertEquals(List.of("C-1", "C-2", "C-4", "C-5"),
                walked(paging -> records().customers(new CustomerFilter("silver", null, null, null, null), paging)).stream().map(Card::id).toList());
        assertEquals(1, records().customers(new CustomerFilter(null, null, null, null, null), new Paging(0, null)).items().size());
    }

    @Test
    void decisionsComeByInstantThenId() {
        Decision full = new Decision("d-full", minutesLater(3).plusNanos(1), "C-2", "touch", Map.of("touch", "t-1"), "v2",
                decision("x", "C-2", "touch", MONDAY).because(), "event-key");
        commit(withDecisions(change(newCard("C-1")), decision("d-b", "C-1", "tier", minutesLater(1)), decision("d-a", "C-1", "tier", minutesLater(1)),
                        decision("d-c", "C-1", "touch", MONDAY)),
                withDecisions(change(newCard("C-2")), full, decision("d-d", "C-2", "tier", minutesLater(2))));

        assertEquals(List.of("d-c", "d-a", "d-b", "d-d", "d-full"), decisions(new DecisionFilter(null, null, null, null)));
        assertEquals(List.of("d-c", "d-a", "d-b"), decisions(new DecisionFilter("C-1", null, null, null)));
        assertEquals(List.of("d-a", "d-b", "d-d"), decisions(new DecisionFilter(null, "tier", null, null)));
        assertEquals(List.of("d-a", "d-b"), decisions(new DecisionFilter("C-1", "tier", minutesLater(1), minutesLater(2))));
        assertEquals(List.of("d-d", "d-full"), decisions(new DecisionFilter(null, null, minutesLater(2), null)));
        assertEquals(List.of("d-c", "d-a", "d-b", "d-d"), decisions(new DecisionFilter(null, null, null, minutesLater(3).plusNanos(1))));
        assertEquals(decisions(new DecisionFilter(null, null, null, null)),
                walked(paging -> records().decisions(new DecisionFilter(null, null, null, null), paging)).stream().map(Decision::id).toList());
        assertEquals(List.of("d-a", "d-b", "d-d"),
                walked(paging -> records().decisions(new DecisionFilter(null, "tier", null, null), paging)).stream().map(Decision::id).toList());
        assertEquals(Optional.of(full), records().decision("C-2", "d-full"));
        assertEquals(Optional.empty(), records().decision("C-1", "d-z"));
    }

    @Test
    void theSameDecisionTwiceIsOneRecord() {
        Decision first = decision("d-1", "C-1", "tier", MONDAY);
        commit(withDecisions(change(newCard("C-1")), first, decision("d-1", "C-1", "touch", minutesLater(1))));
        commit(withDecisions(change(next(newCard("C-1"))), decision("d-1", "C-1", "tier", minutesLater(9))));

        assertEquals(List.of(first), records().decisions(new DecisionFilter(null, null, null, null), ALL).items());
    }

    @Test
    void touchesComeByDueThenId() {
        commit(withTouches(change(newCard("C-1")), touch("t-b", "C-1", minutesLater(1)), touch("t-a", "C-1", minutesLater(1)),
                        task("t-c", "C-1", MONDAY)),
                withTouches(change(newCard("C-2")), task("t-d", "C-2", minutesLater(2).plusNanos(1)).withStatus(Touch.Status.CANCELLED, "deceased")));

        assertEquals(List.of("t-c", "t-a", "t-b", "t-d"), touches(new TouchFilter(null, null, null, null, null)));
        assertEquals(List.of("t-d"), touches(new TouchFilter("C-2", null, null, null, null)));
        assertEquals(List.of("t-c", "t-a", "t-b"), touches(new TouchFilter(null, Touch.Status.PLANNED, null, null, null)));
        assertEquals(List.of("t-c", "t-d"), touches(new TouchFilter(null, null, Touch.Kind.TASK, null, null)));
        assertEquals(List.of("t-a", "t-b"), touches(new TouchFilter("C-1", Touch.Status.PLANNED, Touch.Kind.MESSAGE, minutesLater(1), minutesLater(2))));
        assertEquals(List.of("t-c", "t-a", "t-b"), touches(new TouchFilter(null, null, null, null, minutesLater(2).plusNanos(1))));
        assertEquals(List.of("t-c", "t-a", "t-b", "t-d"),
                walked(paging -> records().touches(new TouchFilter(null, null, null, null, null), paging)).stream().map(Touch::id).toList());
        assertEquals(List.of("t-c", "t-a", "t-b"),
                walked(paging -> records().touches(new TouchFilter("C-1", Touch.Status.PLANNED, null, null, null), paging)).stream().map(Touch::id).toList());
        assertEquals(Optional.of(task("t-c", "C-1", MONDAY)), records().touch("C-1", "t-c"));
        assertEquals(Optional.empty(), records().touch("C-1", "t-z"));
    }

    @Test
    void aTouchThatChangedIsFoundByWhatItIsNow() {
        Touch planned = touch("t-1", "C-1", minutesLater(5));
        Touch held = planned.held(MONDAY, minutesLater(1), "open complaint");
        commit(withTouches(change(newCard("C-1")), planned, task("t-2", "C-1", minutesLater(3))));
        commit(withTouches(change(next(newCard("C-1"))), held));

        assertEquals(List.of("t-2"), touches(new TouchFilter("C-1", Touch.Status.PLANNED, null, null, null)));
        assertEquals(List.of(held), records().touches(new TouchFilter(null, Touch.Status.HELD, null, null, null), ALL).items());
        assertEquals(List.of("t-1", "t-2"), touches(new TouchFilter(null, null, null, null, null)));
        assertEquals(Map.of(Touch.Status.PLANNED, 1L, Touch.Status.HELD, 1L), records().touchesByStatus());
    }

    @Test
    void aTouchShowsAsSendingWhileItsDispatchIsBeingSent() {
        Touch touch = touch("t-1", "C-1", MONDAY);
        commit(withDispatches(withTouches(change(newCard("C-1")), touch, touch("t-2", "C-1", MONDAY)),
                dispatch("m-1", "C-1", "t-1", MONDAY), dispatch("m-2", "C-1", "e-1", MONDAY)));
        List<Dispatch> claimed = store().outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 9, "p1");

        assertEquals(List.of("t-1"), touches(new TouchFilter(null, Touch.Status.SENDING, null, null, null)));
        assertEquals(List.of("t-2"), touches(new TouchFilter(null, Touch.Status.PLANNED, null, null, null)));
        assertEquals(Optional.of(touch.withStatus(Touch.Status.SENDING, null)), records().touch("C-1", "t-1"));
        assertEquals(Map.of(Touch.Status.PLANNED, 1L, Touch.Status.SENDING, 1L), records().touchesByStatus());

        commit(withTouches(change(next(newCard("C-1"))), touch.tried(1)));
        assertEquals(Optional.of(touch.tried(1).withStatus(Touch.Status.SENDING, null)), records().touch("C-1", "t-1"));

        Dispatch mine = claimed.stream().filter(d -> d.id().equals("m-1")).findFirst().orElseThrow();
        commit(withDispatches(change(next(next(newCard("C-1")))), mine.with(Dispatch.Status.READY, minutesLater(9), "450 busy")));
        assertEquals(Optional.of(touch.tried(1)), records().touch("C-1", "t-1"));
        assertEquals(List.of("t-1", "t-2"), touches(new TouchFilter("C-1", Touch.Status.PLANNED, null, null, null)));
        assertEquals(Map.of(Touch.Status.PLANNED, 2L), records().touchesByStatus());
    }

    /** Sources number as they like, and two of them may both begin with 1. */
    @Test
    void twoCustomersHaveAComplaintOfTheSameId() {
        commit(withComplaints(change(newCard("C-1")), complaint("1", "C-1", MONDAY)), withComplaints(change(newCard("C-2")), complaint("1", "C-2", MONDAY)));
        Complaint replied = complaint("1", "C-2", MONDAY).with(Complaint.Status.REPLIED, new Complaint.Deadlines(null, minutesLater(9), null), MONDAY, null, null, null);
        commit(withComplaints(change(next(newCard("C-2"))), replied));

        assertEquals(List.of(complaint("1", "C-1", MONDAY)), records().complaints(new ComplaintFilter(null, "C-1"), ALL).items());
        assertEquals(List.of(replied), records().complaints(new ComplaintFilter(null, "C-2"), ALL).items());
        assertEquals(List.of("C-1", "C-2"), walked(p -> records().complaints(new ComplaintFilter(null, null), p)).stream().map(Complaint::customer).toList());
    }

    @Test
    void complaintsComeByOpeningThenId() {
        Complaint replied = complaint("c-a", "C-1", minutesLater(1)).with(Complaint.Status.REPLIED, new Complaint.Deadlines(null, minutesLater(9), null),
                minutesLater(2), null, null, null);
        commit(withComplaints(change(newCard("C-1")), complaint("c-b", "C-1", minutesLater(1)), complaint("c-a", "C-1", minutesLater(1))),
                withComplaints(change(newCard("C-2")), complaint("c-c", "C-2", MONDAY)));
        commit(withComplaints(change(next(newCard("C-1"))), replied));

        assertEquals(List.of("c-c", "c-a", "c-b"), complaints(new ComplaintFilter(null, null)));
        assertEquals(List.of("c-c", "c-b"), complaints(new ComplaintFilter(Complaint.Status.OPEN, null)));
        assertEquals(List.of("c-a", "c-b"), complaints(new ComplaintFilter(null, "C-1")));
        assertEquals(List.of(replied), records().complaints(new ComplaintFilter(Complaint.Status.REPLIED, "C-1"), ALL).items());
        assertEquals(List.of("c-c", "c-a", "c-b"),
                walked(paging -> records().complaints(new ComplaintFilter(null, null), paging)).stream().map(Complaint::id).toList());
    }

    @Test
    void theDispatchesAboutOneThingAreFoundTogether() {
        Dispatch toOwner = dispatch("m-1", "C-1", "e-1", MONDAY);
        Dispatch toDirector = dispatch("m-2", "C-1", "e-1", minutesLater(1));
        commit(withDispatches(change(newCard("C-1")), toDirector, toOwner, dispatch("m-3", "C-1", "e-2", MONDAY)));

        assertEquals(List.of(toOwner, toDirector), records().dispatches("e-1"));
        assertEquals(List.of(), records().dispatches("e-9"));
        assertEquals(Optional.of(toDirector), records().dispatch("m-2"));
        assertEquals(Optional.empty(), records().dispatch("m-9"));
    }

    @Test
    void aPlaceThatNoPageGaveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> records().decisions(new DecisionFilter(null, null, null, null), new Paging(2, "%%%")));
        assertThrows(IllegalArgumentException.class, () -> records().touches(new TouchFilter(null, null, null, null, null), new Paging(2, "abcd")));
    }
}
