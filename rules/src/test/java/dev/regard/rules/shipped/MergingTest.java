package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.Attribute;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** C7 and O4: two cards of one customer become one and two again, and nobody is contacted twice for it. */
class MergingTest {
    private static final Map<String, Object> MARCH_20 = Map.of("calendar", "solar", "month", 3, "day", 20);

    private static Dealership twoCards(String start) {
        Dealership dealer = Dealership.on(start);
        for (String id : List.of("A", "B")) {
            dealer.happens(id, "customer.changed", "name", "Wang Li", "emails", List.of(id.toLowerCase() + "@example.com"), "birthday", MARCH_20);
        }
        return dealer;
    }

    private static List<String> about(Dealership dealer, String customer, String occasion) {
        return dealer.touches(customer).stream().filter(t -> t.occasion().startsWith(occasion))
                .map(t -> t.customer() + " " + t.occasion() + " " + t.role() + " " + t.status()).sorted().toList();
    }

    @Test
    void twoCardsOfOneCustomerAreOneSum() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "purchase.made", "order", "O-1", "amount", "4000").happens("B", "purchase.made", "order", "O-2", "amount", "3000");
            assertEquals("lead lead", dealer.tier("A") + " " + dealer.tier("B"));

            dealer.happens("A", "customer.merged", "other", "B");

            assertEquals("iron", dealer.tier("A"));
            assertEquals(new BigDecimal("7000"), dealer.card("A").dealings().sales12m(dealer.engine().now()));
            assertEquals(2, dealer.card("A").dealings().ordersTotal());
            assertEquals(Set.of("id:A", "id:B", "email:a@example.com", "email:b@example.com"), Set.copyOf(dealer.card("A").keys()));
            assertEquals(List.of("a@example.com", "b@example.com"), dealer.card("A").profile().texts("emails"));
            assertEquals("A", dealer.card("B").identity().mergedInto());
            assertNull(dealer.card("B").wakeAt());
        }
    }

    @Test
    void anOrderThatBothCardsHaveIsOneOrder() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "purchase.made", "order", "O-1", "amount", "4000").happens("B", "purchase.made", "order", "O-1", "amount", "4000");
            dealer.happens("B", "purchase.returned", "order", "O-1", "amount", "500");

            dealer.happens("A", "customer.merged", "other", "B");

            assertEquals(new BigDecimal("3500"), dealer.card("A").dealings().sales12m(dealer.engine().now()));
            assertEquals(new BigDecimal("3500"), dealer.card("A").dealings().salesTotal());
            assertEquals(1, dealer.card("A").dealings().ordersTotal());
            assertEquals(List.of("A order/O-1 care-call PLANNED", "B order/O-1 care-call CANCELLED"), about(dealer, "A", "order/"));
        }
    }

    @Test
    void aReturnFindsItsOrderOnTheOtherCard() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happened("2025-01-10T09:00", "A", "purchase.made", "order", "O-1", "amount", "4000");
            dealer.happens("B", "purchase.returned", "order", "O-1", "amount", "500");
            assertEquals(new BigDecimal("-500"), dealer.card("B").dealings().sales12m(dealer.engine().now()));

            dealer.happens("B", "customer.merged", "other", "A");

            assertEquals(new BigDecimal("0"), dealer.card("B").dealings().sales12m(dealer.engine().now()), "the order is older than a year");
            assertEquals(new BigDecimal("3500"), dealer.card("B").dealings().salesTotal());
        }
    }

    @Test
    void aBirthdayThatBothCardsHaveIsGreetedOnce() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "customer.merged", "other", "B");
            assertEquals(List.of("A birthday/2026 greeting PLANNED", "B birthday/2026 greeting CANCELLED"), about(dealer, "A", "birthday"));

            dealer.until("2026-03-21T00:00");

            assertEquals(List.of("A birthday/2026 greeting SENT", "B birthday/2026 greeting CANCELLED"), about(dealer, "A", "birthday"));
            assertEquals(1, dealer.letterBox.size());
        }
    }

    @Test
    void aBirthdayThatWasGreetedOnEitherCardIsNotGreetedAgainOnTheMergedOneNorAfterItIsSeparated() {
        for (String greeted : List.of("A", "B")) {
            try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
                dealer.happens("A", "customer.changed", "name", "A", "emails", List.of("a@example.com"));
                dealer.happens("B", "customer.changed", "name", "B", "emails", List.of("b@example.com"));
                dealer.happens(greeted, "customer.changed", "birthday", Map.of("month", 3, "day", 5));
                dealer.until("2026-03-06T09:00");
                assertEquals(1, dealer.letterBox.size());

                // the other card learns of a birthday some days later in the same year
                dealer.happens("A", "customer.merged", "other", "B");
                dealer.happens("A", "customer.changed", "birthday", MARCH_20).happens("B", "customer.changed", "birthday", MARCH_20);
                dealer.until("2026-03-21T00:00");
                assertEquals(1, dealer.letterBox.size(), greeted);

                dealer.happens("A", "customer.unmerged", "other", "B");
                for (String id : List.of("A", "B")) {
                    dealer.happens(id, "customer.changed", "birthday", Map.of("month", 3, "day", 25));
                }
                dealer.until("2026-03-27T00:00");
                assertEquals(1, dealer.letterBox.size(), greeted);
            }
        }
    }

    @Test
    void aGreetingThatMergingMadeSuperfluousIsNeededAgainAfterSeparatingBeforeTheDay() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "customer.merged", "other", "B");
            dealer.until("2026-03-10T09:00").happens("A", "customer.unmerged", "other", "B");
            assertEquals(List.of("A birthday/2026 greeting PLANNED"), about(dealer, "A", "birthday"));
            assertEquals(List.of("B birthday/2026 greeting PLANNED"), about(dealer, "B", "birthday"));

            dealer.until("2026-03-21T00:00");

            assertEquals(List.of("a@example.com", "b@example.com"), dealer.letterBox.stream().map(Dispatch::recipient).sorted().toList());
        }
    }

    @Test
    void aGreetingThatIsAlreadyOnItsWayIsTheOne() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.theMailServerAnswers(Carrier.Result.DELAYED, "450 try later");
            dealer.happens("B", "customer.changed", "name", "B", "emails", List.of("b@example.com"), "birthday", Map.of("month", 3, "day", 2));
            assertEquals(List.of("B birthday/2026 greeting SENDING"), about(dealer, "B", "birthday"));
            dealer.happens("A", "customer.changed", "name", "A", "emails", List.of("a@example.com"), "birthday", Map.of("month", 3, "day", 4));

            dealer.happens("A", "customer.merged", "other", "B").theMailServerAnswers(Carrier.Result.SENT, "");
            dealer.until("2026-03-05T00:00");

            assertEquals(List.of("A birthday/2026 greeting CANCELLED", "B birthday/2026 greeting SENT"), about(dealer, "A", "birthday"));
            assertEquals(List.of("b@example.com"), dealer.letterBox.stream().map(Dispatch::recipient).distinct().toList());
            assertEquals(dealer.touch("A", "greeting", "B").id(), dealer.card("A").contacts().recent().get(0).touch());
        }
    }

    @Test
    void ofTwoGreetingsThatWaitForTheMailServerOneIsTakenBack() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.theMailServerAnswers(Carrier.Result.DELAYED, "450 try later");
            for (String id : List.of("A", "B")) {
                dealer.happens(id, "customer.changed", "name", id, "emails", List.of(id + "@example.com"), "birthday", Map.of("month", 3, "day", 2));
            }
            dealer.happens("A", "customer.merged", "other", "B").theMailServerAnswers(Carrier.Result.SENT, "");
            dealer.letterBox.clear();
            dealer.until("2026-03-05T00:00");

            assertEquals(List.of("A@example.com"), dealer.letterBox.stream().map(Dispatch::recipient).toList());
            assertEquals(List.of("A birthday/2026 greeting SENT", "B birthday/2026 greeting CANCELLED"), about(dealer, "A", "birthday"));
        }
    }

    @Test
    void ofTwoTasksThatColleaguesHaveOneIsTakenBackAndWhoeverAnswersItAnswersTheOther() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            for (String id : List.of("A", "B")) {
                dealer.happens(id, "customer.changed", "name", id).happens(id, "service.reported", "kind", "delivery", "order", "O-1");
            }
            String answered = dealer.touch("B", "service-call").id();
            dealer.until("2026-03-05T09:00").happens("A", "customer.merged", "other", "B");
            assertEquals(List.of("A delivery/O-1 service-call SENT", "B delivery/O-1 service-call CANCELLED"), about(dealer, "A", "delivery"));

            dealer.happens("B", "interaction.logged", "channel", "phone", "touch", answered, "outcome", "reached");

            assertEquals(List.of("A delivery/O-1 service-call DONE", "B delivery/O-1 service-call CANCELLED"), about(dealer, "A", "delivery"));
        }
    }

    @Test
    void whatArrivesForTheMergedCardGoesToTheOneThatStandsForIt() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "customer.merged", "other", "email:b@example.com");
            dealer.happens("B", "purchase.made", "order", "O-1", "amount", "3000");
            dealer.happens("email:b@example.com", "purchase.made", "order", "O-2", "amount", "3000");
            dealer.happens("email:a@example.com", "purchase.made", "order", "O-3", "amount", "3000");

            assertEquals("iron", dealer.tier("A"));
            assertEquals(List.of("O-1", "O-2", "O-3"), dealer.card("A").dealings().orders().stream().map(o -> o.id()).sorted().toList());
            assertEquals(List.of("A order/O-3 care-call PLANNED", "B order/O-1 care-call PLANNED", "B order/O-2 care-call PLANNED"),
                    about(dealer, "A", "order"));
        }
    }

    @Test
    void separatedEachCardHasWhatWasToldUnderItsKeys() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "purchase.made", "order", "O-1", "amount", "4000").happens("B", "purchase.made", "order", "O-2", "amount", "3000");
            dealer.happens("A", "customer.merged", "other", "B");
            dealer.happens("B", "purchase.made", "order", "O-3", "amount", "60000");
            dealer.happens("email:b@example.com", "customer.changed", "phones", List.of("+86 138 0000 0000"), "region", "east");
            dealer.happens("A", "customer.changed", "region", "south");
            dealer.happens("phone:+8613800000000", "consent.changed", "purpose", "marketing", "channel", "email", "granted", true);
            dealer.happens("A", "stock.reported", "daysOfCover", 10);
            assertEquals("gold", dealer.tier("A"));

            dealer.happens("A", "customer.unmerged", "other", "B");

            Card a = dealer.card("A");
            Card b = dealer.card("B");
            assertEquals("lead gold", dealer.tier("A") + " " + dealer.tier("B"));
            assertEquals(List.of("O-1"), a.dealings().orders().stream().map(o -> o.id()).toList());
            assertEquals(List.of("O-2", "O-3"), b.dealings().orders().stream().map(o -> o.id()).sorted().toList());
            assertEquals("south east", a.region().orElse("") + " " + b.region().orElse(""));
            assertEquals(Set.of("id:A", "email:a@example.com"), Set.copyOf(a.keys()));
            assertEquals(Set.of("id:B", "email:b@example.com", "phone:+8613800000000"), Set.copyOf(b.keys()));
            assertEquals("[] [marketing/email]", a.consents().keySet() + " " + b.consents().keySet());
            assertEquals("[] []", a.names().subList(1, a.names().size()) + " " + b.names().subList(1, b.names().size()));
            assertEquals(List.of("A order/O-1 care-call PLANNED"), about(dealer, "A", "order"));
            assertEquals(List.of("B order/O-2 care-call PLANNED", "B order/O-3 care-call PLANNED"), about(dealer, "B", "order"));

            dealer.happens("phone:+8613800000000", "purchase.made", "order", "O-4", "amount", "1");
            assertEquals(3, dealer.card("B").dealings().ordersTotal(), "a key that was told while they were merged leads to the card that it was told of");
        }
    }

    @Test
    void complaintsAndTheirAlertsGoOnAcrossMergingAndSeparating() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("B", "complaint.opened", "complaint", "K-1", "severity", "normal", "text", "late");
            dealer.happens("A", "customer.merged", "other", "B");
            dealer.happens("A", "complaint.opened", "complaint", "K-2", "severity", "normal", "text", "late");
            dealer.happens("B", "complaint.opened", "complaint", "K-3", "severity", "high", "text", "late");
            assertEquals(List.of("K-1", "K-2", "K-3"), dealer.card("A").complaints().stream().map(Complaint::id).toList());
            assertEquals(true, dealer.engine().facts(dealer.card("A")).get(Attribute.SEVERE_COMPLAINT));
            String alert = dealer.complaint("K-3").escalations().get(0).id();
            dealer.until("2026-03-02T12:30").happens("A", "customer.unmerged", "other", "B");

            assertEquals(List.of("K-2"), dealer.card("A").complaints().stream().map(Complaint::id).toList());
            assertEquals(List.of("K-1", "K-3"), dealer.card("B").complaints().stream().map(Complaint::id).sorted().toList());
            assertEquals(false, dealer.engine().facts(dealer.card("A")).get(Attribute.SEVERE_COMPLAINT));
            dealer.happens(null, "escalation.acknowledged", "escalation", alert);
            dealer.until("2026-03-05T00:00");

            for (String complaint : List.of("K-1", "K-2")) {
                assertEquals(List.of("1 opened owner 2026-03-02T09:00", "1 reply owner 2026-03-02T12:00", "1 reply manager 2026-03-02T13:00"),
                        dealer.alerts(complaint).subList(0, 3), complaint);
            }
            assertEquals(dealer.letterBox.stream().map(Dispatch::id).distinct().count(), dealer.letterBox.size(), "no alert went out twice");
            assertTrue(dealer.complaint("K-3").escalations().get(0).acknowledged() != null, "the key of an alert leads to the card that it is about");
        }
    }

    @Test
    void promisesAndHandedOutTasksGoWithTheCardThatTheyBelongTo() {
        try (Dealership dealer = twoCards("2026-03-02T11:00")) {
            dealer.happens("B", "interaction.logged", "channel", "phone", "promise", Map.of("text", "send samples", "due", "2026-03-06"));
            dealer.happens("A", "customer.merged", "other", "B");
            dealer.happens("B", "interaction.logged", "channel", "phone", "promise", Map.of("text", "call back", "due", "2026-03-10"));
            dealer.happens("A", "interaction.logged", "channel", "phone", "promise", Map.of("text", "visit", "due", "2026-03-10"));
            dealer.until("2026-03-05T12:00");
            assertEquals(3, dealer.card("A").promises().size());
            String task = dealer.card("A").promises().get(0).task();

            dealer.happens("A", "customer.unmerged", "other", "B");

            assertEquals(List.of("visit"), dealer.card("A").promises().stream().map(p -> p.text()).toList());
            assertEquals(List.of("send samples", "call back"), dealer.card("B").promises().stream().map(p -> p.text()).toList());
            dealer.happens("B", "interaction.logged", "channel", "phone", "touch", task, "outcome", "reached");
            assertTrue(dealer.card("B").promises().get(0).keptAt() != null);
        }
    }

    @Test
    void theStricterConsentWinsUntilTheCustomerSaysSomethingElse() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "consent.changed", "purpose", "care", "channel", "email", "granted", true);
            dealer.happened("2026-03-01T09:00", "B", "consent.changed", "purpose", "care", "channel", "email", "granted", false);
            dealer.happens("A", "customer.merged", "other", "B");
            assertFalse(dealer.card("A").consents().get("care/email").granted());
            assertEquals(List.of("A birthday/2026 greeting CANCELLED", "B birthday/2026 greeting CANCELLED"), about(dealer, "A", "birthday"));

            dealer.happens("A", "consent.changed", "purpose", "care", "channel", "email", "granted", true);
            assertTrue(dealer.card("A").consents().get("care/email").granted());
        }
    }

    @Test
    void whoeverIsNotToBeContactedOnOneCardIsNotContactedOnTheOther() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happened("2026-03-01T09:00", "B", "customer.changed", "doNotContact", true);
            dealer.happens("A", "customer.changed", "doNotContact", false);
            dealer.happens("A", "customer.merged", "other", "B").until("2026-03-21T00:00");
            assertTrue(dealer.letterBox.isEmpty());
        }
    }

    @Test
    void aWordingThatOneCardGotIsNotUsedAgainForTheOther() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("B", "customer.changed", "name", "B", "emails", List.of("b@example.com"), "birthday", Map.of("month", 3, "day", 2));
            String used = dealer.touch("B", "greeting").variant();
            dealer.happens("A", "customer.changed", "name", "A", "emails", List.of("a@example.com"));
            dealer.happens("A", "customer.merged", "other", "B");
            assertTrue(dealer.card("A").contacts().variantsUsed().containsKey(used));
        }
    }

    @Test
    void severalCardsMergeAndSeparateOneByOne() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            for (String id : List.of("A", "B", "C", "D")) {
                dealer.happens(id, "purchase.made", "order", "O-" + id, "amount", "2000");
            }
            dealer.happens("A", "customer.merged", "other", "B").happens("C", "customer.merged", "other", "D");
            dealer.happens("D", "customer.merged", "other", "B"); // B is given up already: refused
            dealer.happens("D", "customer.merged", "other", "A"); // C takes over A with B in it
            assertEquals("iron", dealer.tier("C"));
            assertEquals(List.of("C", "D", "A", "B"), dealer.card("C").names());
            dealer.happens("B", "purchase.made", "order", "O-E", "amount", "1000");
            assertEquals(new BigDecimal("9000"), dealer.card("C").dealings().salesTotal());

            dealer.happens("C", "customer.unmerged", "other", "B"); // it is in A: refused
            dealer.happens("C", "customer.unmerged", "other", "A");
            assertEquals(List.of("A", "B"), dealer.card("A").names());
            assertEquals(List.of("C", "D"), dealer.card("C").names());
            assertEquals(new BigDecimal("5000"), dealer.card("A").dealings().salesTotal());
            assertEquals(new BigDecimal("4000"), dealer.card("C").dealings().salesTotal());
            assertEquals(List.of("A order/O-A care-call PLANNED", "B order/O-B care-call PLANNED", "B order/O-E care-call PLANNED"),
                    about(dealer, "A", "order"));

            dealer.happens("A", "customer.unmerged", "other", "B");
            assertEquals(new BigDecimal("2000"), dealer.card("A").dealings().salesTotal());
            assertEquals(new BigDecimal("3000"), dealer.card("B").dealings().salesTotal());
        }
    }

    @Test
    void whatCannotBeMergedOrSeparatedIsRefusedWithAReasonAndNothingBreaks() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("C", "customer.changed", "name", "C");
            Card before = dealer.card("A");
            dealer.happens("A", "customer.merged", "other", "A");
            dealer.happens("A", "customer.merged", "other", "email:a@example.com");
            dealer.happens("A", "customer.merged", "other", "nobody");
            dealer.happens("A", "customer.merged", "other", "email:nobody@example.com");
            dealer.happens("NEW", "customer.merged", "other", "A");
            dealer.happens("A", "customer.unmerged", "other", "B");
            dealer.happens("A", "customer.unmerged", "other", "A");
            assertEquals(before.profile(), dealer.card("A").profile());
            assertEquals(before.touches(), dealer.card("A").touches());

            dealer.happens("A", "customer.merged", "other", "B");
            dealer.happens("A", "customer.merged", "other", "B");
            dealer.happens("B", "customer.merged", "other", "A");
            dealer.happens("C", "customer.merged", "other", "B");
            dealer.happens("C", "customer.unmerged", "other", "B");

            assertEquals(List.of("A is not merged into any card", "B is already merged into A", "B is not merged into any card",
                    "a card cannot be merged with itself", "a card cannot be merged with itself", "a card cannot be merged with itself",
                    "no such customer: email:nobody@example.com", "no such customer: nobody"),
                    dealer.decisions("A", "refused").stream().map(d -> (String) d.detail().get("reason")).sorted().toList());
            assertEquals(List.of("no such customer: id:NEW"), dealer.decisions("NEW", "refused").stream().map(d -> d.detail().get("reason")).toList());
            assertEquals(List.of("B is already merged into A", "B is merged into A and not directly into C"),
                    dealer.decisions("C", "refused").stream().map(d -> (String) d.detail().get("reason")).sorted().toList());
            assertEquals(List.of("A", "B"), dealer.card("A").names());
        }
    }

    @Test
    void anEventThatMergesAndArrivesTwiceMergesOnce() {
        try (Dealership dealer = twoCards("2026-03-02T09:00")) {
            dealer.happens("A", "customer.merged", "other", "B").repeatLastEvent();
            assertEquals(1, dealer.decisions("A", "merge").size());
            assertEquals(2, dealer.card("A").identity().members().size());
        }
    }
}
