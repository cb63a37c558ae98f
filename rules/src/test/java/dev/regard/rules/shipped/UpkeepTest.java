package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** C3, C4: cards that say too little or that nobody confirmed for too long become a task for their owner, which is no contact. */
class UpkeepTest {
    private static final String ROLE = "complete-card";
    private static final Map<String, Object> BIRTHDAY = Map.of("month", 12, "day", 24);

    private static void complete(Dealership dealer, String id) {
        dealer.happens(id, "customer.changed", "name", id, "owner", "rep-01", "phones", List.of("13800000001"), "emails",
                List.of(id.toLowerCase() + "@example.com"), "language", "zh-CN", "birthday", BIRTHDAY);
    }

    /** Four of five fields that a consumer's card must say, or three. */
    private static void partly(Dealership dealer, String id, boolean four) {
        dealer.happens(id, "customer.changed", "name", id, "language", "zh-CN", "phones", List.of("13800000001"));
        if (four) {
            dealer.happens(id, "customer.changed", "birthday", BIRTHDAY);
        }
    }

    private static List<String> tasks(Dealership dealer, String id) {
        return dealer.touches(id).stream().filter(t -> t.role().equals(ROLE)).map(t -> Dealership.local(t.due()) + " " + t.status()).sorted().toList();
    }

    @Test
    void anIncompleteCardIsChasedFromTheFourteenthDayOn() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "C-60", false);
            partly(dealer, "C-80", true);
            dealer.until("2026-03-15T23:59");
            assertEquals(List.of(), tasks(dealer, "C-60"));
            dealer.until("2026-03-16T08:59");
            assertEquals(List.of("2026-03-16T09:00 PLANNED"), tasks(dealer, "C-60"));
            dealer.until("2026-03-16T09:00");
            assertEquals(List.of("2026-03-16T09:00 SENT"), tasks(dealer, "C-60"));
            assertEquals(List.of(), tasks(dealer, "C-80"));
        }
    }

    @Test
    void anEventThatComesBeforeTheSweepOnThatDayDoesNotPutTheTaskOff() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "C-60", false);
            dealer.until("2026-03-15T23:00");
            dealer.arrives("2026-03-15T22:00", "C-60", "interaction.logged", "channel", "chat", "outcome", "reached").downUntil("2026-03-16T00:30");
            assertEquals(List.of("2026-03-16T09:00 PLANNED"), tasks(dealer, "C-60"));
        }
    }

    @Test
    void aCardThatNobodyConfirmedFor180DaysIsLookedThrough() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            complete(dealer, "C-1");
            dealer.until("2026-08-28T23:59");
            assertEquals(List.of(), tasks(dealer, "C-1"));
            dealer.until("2026-08-29T00:00"); // a Saturday: handed out on Monday
            assertEquals(List.of("2026-08-31T09:00 PLANNED"), tasks(dealer, "C-1"));
        }
    }

    @Test
    void aPlatinumCardIsLookedThroughAfter90Days() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            complete(dealer, "P");
            dealer.happens("P", "purchase.made", "order", "O-1", "amount", "200000");
            dealer.until("2026-05-30T23:59");
            assertEquals(List.of(), tasks(dealer, "P"));
            dealer.until("2026-05-31T00:00"); // a Sunday
            assertEquals(List.of("2026-06-01T09:00 PLANNED"), tasks(dealer, "P"));
        }
    }

    @Test
    void whoRisesToPlatinumIsLookedAtAtOnce() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            complete(dealer, "C-1");
            dealer.until("2026-06-15T10:00");
            assertEquals(List.of(), tasks(dealer, "C-1"));
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "200000");
            assertEquals(List.of("2026-06-15T10:00 SENT"), tasks(dealer, "C-1"));
        }
    }

    @Test
    void aConfirmationIsAskedForOnceAndItsAnswerLastsAgain() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            complete(dealer, "C-1");
            dealer.until("2026-10-20T12:00"); // seven weeks unanswered
            Touch task = dealer.touch("C-1", ROLE);
            assertEquals(Touch.Status.SENT, task.status());
            dealer.happens("C-1", "interaction.logged", "channel", "desk", "touch", task.id(), "outcome", "reached");
            assertEquals(List.of("2026-08-31T09:00 DONE"), tasks(dealer, "C-1"));
            dealer.until("2027-04-17T23:59"); // 179 days later
            assertEquals(1, tasks(dealer, "C-1").size());
            dealer.until("2027-04-18T00:00");
            assertEquals(2, tasks(dealer, "C-1").size());
        }
    }

    @Test
    void aChangedCardIsConfirmedAndItsTaskIsWithdrawnWithTheReason() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "C-1", false);
            dealer.until("2026-03-16T12:00").happens("C-1", "customer.changed", "birthday", BIRTHDAY);
            Touch task = dealer.touch("C-1", ROLE);
            assertEquals(Touch.Status.CANCELLED, task.status());
            assertEquals("the card needs it no longer", task.heldBecause());
            assertTrue(dealer.decisions("C-1", "cancel").stream().anyMatch(d -> d.because().get(0).facts().containsKey("completeness")));
            dealer.until("2026-09-11T23:59");
            assertEquals(1, tasks(dealer, "C-1").size());
            dealer.until("2026-09-12T00:00"); // 180 days after the birthday was said
            assertEquals(2, tasks(dealer, "C-1").size());
        }
    }

    @Test
    void whatIsDoneWithTheCustomerConfirmsNothing() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            complete(dealer, "C-1");
            dealer.until("2026-08-20T10:00");
            dealer.happens("C-1", "customer.changed", "owner", "rep-02", "region", "east");
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "100");
            dealer.until("2026-08-29T00:00");
            assertEquals(1, tasks(dealer, "C-1").size());
        }
    }

    @Test
    void workOnTheCardIsNoContact() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("G", "customer.changed", "name", "G", "kind", "designer");
            dealer.happens("G", "purchase.made", "order", "O-1", "amount", "50000");
            dealer.until("2026-03-16T10:00");
            Touch task = dealer.touch("G", ROLE);
            dealer.until("2026-03-30T16:00").happens("G", "interaction.logged", "channel", "phone", "touch", task.id(), "outcome", "reached");
            assertTrue(dealer.card("G").contacts().recent().stream().noneMatch(c -> task.id().equals(c.touch())));
            assertTrue(dealer.card("G").contacts().released().stream().noneMatch(r -> !r.how().contact()));
            dealer.until("2026-04-01T00:00");
            // gold: 30 days after the purchase, neither covered nor put off by the task
            assertEquals("2026-04-01", dealer.touch("G", "rhythm").due().atZone(Dealership.SHANGHAI).toLocalDate().toString());
        }
    }

    @Test
    void neitherAWishForPeaceNorAWithdrawnConsentStopsIt() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "C-1", false);
            dealer.happens("C-1", "customer.changed", "doNotContact", true);
            dealer.happens("C-1", "consent.changed", "purpose", "service", "channel", "any", "granted", false);
            dealer.until("2026-03-16T09:00");
            assertEquals(List.of("2026-03-16T09:00 SENT"), tasks(dealer, "C-1"));
        }
    }

    @Test
    void theDeceasedAreLeftAloneAndSoAreColleagues() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "EARLY", false);
            partly(dealer, "LATE", false);
            dealer.happens("I-1", "customer.changed", "name", "Li", "kind", "internal");
            dealer.happens("EARLY", "customer.changed", "deceased", true);
            dealer.until("2026-03-17T10:00").happens("LATE", "customer.changed", "deceased", true);
            assertEquals(List.of("2026-03-16T09:00 CANCELLED"), tasks(dealer, "LATE"));
            dealer.until("2026-12-01T00:00");
            assertEquals(List.of(), tasks(dealer, "EARLY"));
            assertEquals(List.of(), tasks(dealer, "I-1"));
        }
    }

    @Test
    void formerCustomersAreLeftAlone() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "D", false);
            dealer.happens("D", "customer.changed", "kind", "distributor", "stage", "former");
            dealer.until("2026-04-01T00:00");
            assertEquals(List.of(), tasks(dealer, "D"));
        }
    }

    @Test
    void aCustomerFarAwayIsLookedAfterInTheCompanysHours() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "NY", false);
            dealer.happens("NY", "customer.changed", "timeZone", "America/New_York");
            dealer.until("2026-03-15T11:59");
            assertEquals(List.of(), tasks(dealer, "NY"));
            dealer.until("2026-03-15T12:00"); // the fourteenth day begins in New York, on a Sunday noon of Shanghai
            assertEquals(List.of("2026-03-16T09:00 PLANNED"), tasks(dealer, "NY"));
        }
    }

    @Test
    void theScriptNamesWhatIsMissingUnverifiedAndContested() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "language", "en", "enteredBy", "rep-01");
            dealer.happens("C-1", "customer.changed", "phones", List.of("13800000001"));
            dealer.until("2026-03-16T09:00");
            String script = dealer.touch("C-1", ROLE).body();
            assertTrue(script.contains("60 %") && script.contains("2026-03-02"), script);
            assertTrue(script.contains("Missing: e-mail, birthday"), script);
            assertTrue(script.contains("Typed by hand and not confirmed by anybody: language, name"), script);
            assertFalse(script.contains("Not confirmed for a long time") || script.contains("disagree"), script);
        }
    }

    @Test
    void whatTwoSourcesSayDifferentlyIsShownUntilSomebodyHasLooked() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang");
            dealer.engine().accept(List.of(new Event("crm", "1", "customer.changed", Dealership.at("2026-03-02T11:00"),
                    CustomerKey.stated("C-1").orElseThrow(), Data.of("language", "en"))));
            dealer.until("2026-03-02T12:00").happens("C-1", "customer.changed", "language", "zh-CN");
            dealer.until("2026-03-16T09:00");
            Touch first = dealer.touch("C-1", ROLE);
            assertTrue(first.body().contains("语言：zh-CN（test）或 en（crm）"), first.body());
            dealer.happens("C-1", "interaction.logged", "touch", first.id(), "outcome", "reached").until("2026-03-30T09:00");
            Touch second = dealer.touches("C-1").stream().filter(t -> t.role().equals(ROLE) && !t.id().equals(first.id())).findFirst().orElseThrow();
            assertFalse(second.body().contains("crm"), second.body());
        }
    }

    @Test
    void theReasonReadsAsASentence() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            partly(dealer, "C-1", false);
            dealer.until("2026-03-16T09:00");
            String why = dealer.decisions("C-1", "touch").stream().filter(d -> ROLE.equals(d.detail().get("role")))
                    .map(d -> Sentence.of(d, Language.ENGLISH, Dealership.organisation())).findFirst().orElseThrow();
            assertTrue(why.contains("completing the card (desk work) for upkeep of the card") && why.contains("completeness of the card was 60 %")
                    && why.contains("days since the card was confirmed were 14"), why);
        }
    }
}
