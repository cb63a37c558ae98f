package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Language;
import dev.regard.engine.outbox.Carrier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** O1-O6 as shipped. */
class OccasionsTest {
    private static Map<String, Object> birthday(String calendar, int month, int day) {
        return Map.of("calendar", calendar, "month", month, "day", day);
    }

    @Test
    void historyThatMakesATierChangesWhatWasPlannedAndMakesNothingOfItsOwn() {
        try (Dealership dealer = Dealership.on("2026-03-12T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang Li", "emails", List.of("wang@example.com"), "birthday", birthday("solar", 3, 20));
            dealer.tellsOfThePast("2026-02-01T09:00", "C-1", "purchase.made", "order", "O-1", "amount", 250_000);
            dealer.until("2026-03-20T19:00");
            assertEquals(List.of("birthday/2026 call 2026-03-20T18:00 SENT"), dealer.plan("C-1"), "a call instead of the message, and no gift besides");
            assertEquals(List.of(), dealer.letterBox);
        }
    }

    @Test
    void aBirthdayMessageGoesOutAtNineInTheCustomersOwnZone() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang Li", "language", "zh", "emails", List.of("wang@example.com"),
                    "birthday", birthday("solar", 3, 20));
            dealer.happens("C-2", "customer.changed", "name", "Ann", "language", "en", "timeZone", "America/New_York", "emails",
                    List.of("ann@example.com"), "birthday", birthday("solar", 3, 20));
            dealer.until("2026-03-22T00:00");
            assertEquals("birthday/2026 greeting 2026-03-20T09:00 SENT", dealer.plan("C-1").get(0));
            assertEquals("birthday/2026 greeting 2026-03-20T21:00 SENT", dealer.plan("C-2").get(0));
            assertEquals(2, dealer.letterBox.size());
            assertEquals("wang@example.com", dealer.letterBox.get(0).recipient());
            assertTrue(dealer.letterBox.get(0).body().contains("Wang Li"), dealer.letterBox.get(0).body());
        }
    }

    @Test
    void twentyNineFebruaryIsKeptOnTheTwentyEighthInACommonYear() {
        try (Dealership dealer = Dealership.on("2026-01-10T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Leap", "birthday", birthday("solar", 2, 29), "emails", List.of("l@example.com"));
            dealer.until("2028-03-10T00:00");
            List<String> birthdays = dealer.plan("C-1").stream().filter(p -> p.startsWith("birthday")).toList();
            assertEquals(List.of("birthday/2026 greeting 2026-02-28T09:00 SENT", "birthday/2027 greeting 2027-02-28T09:00 SENT",
                    "birthday/2028 greeting 2028-02-29T09:00 SENT"), birthdays);
        }
    }

    @Test
    void aLunarBirthdayInTheTwelfthMonthBelongsToItsLunarYear() {
        try (Dealership dealer = Dealership.on("2026-12-20T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "La", "birthday", birthday("lunar", 12, 8), "emails", List.of("l@example.com"));
            dealer.until("2027-01-20T00:00");
            assertEquals("birthday/2026 greeting 2027-01-15T09:00 SENT",
                    dealer.plan("C-1").stream().filter(p -> p.startsWith("birthday")).findFirst().orElseThrow());
        }
    }

    @Test
    void platinumGetsACallByTheOwnerAndAGiftSevenDaysBefore() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("P-1", "customer.changed", "name", "Chen", "kind", "designer", "birthday", birthday("solar", 3, 20));
            dealer.happens("P-1", "purchase.made", "order", "O-1", "amount", "250000");
            dealer.until("2026-03-21T00:00");
            assertEquals(List.of("birthday/2026 gift 2026-03-13T09:00 SENT", "birthday/2026 call 2026-03-20T10:00 SENT"),
                    dealer.plan("P-1").stream().filter(p -> p.startsWith("birthday")).toList());
            assertTrue(dealer.letterBox.isEmpty());
        }
    }

    @Test
    void aRiseBeforeTheDayTurnsTheMessageIntoTheCallAndNobodyGetsBoth() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Chen", "birthday", birthday("solar", 3, 20), "emails", List.of("c@example.com"));
            assertEquals("greeting", dealer.touches("C-1").get(0).role());
            dealer.until("2026-03-12T09:00").happens("C-1", "purchase.made", "order", "O-1", "amount", "250000");
            dealer.until("2026-03-21T00:00");
            List<String> birthday = dealer.plan("C-1").stream().filter(p -> p.startsWith("birthday")).toList();
            assertEquals(2, birthday.size(), birthday.toString());
            assertTrue(birthday.get(1).startsWith("birthday/2026 call 2026-03-20T"), birthday.toString());
        }
    }

    @Test
    void festivalsComeByTierKindAndLanguage() {
        try (Dealership dealer = Dealership.on("2026-08-01T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Consumer", "emails", List.of("c@example.com"));
            dealer.happens("E-1", "customer.changed", "name", "English", "language", "en-GB", "emails", List.of("e@example.com"));
            dealer.happens("D-1", "customer.changed", "name", "Dealer", "kind", "distributor", "emails", List.of("d@example.com"));
            dealer.happens("I-1", "customer.changed", "name", "Colleague", "kind", "internal", "emails", List.of("i@example.com"));
            dealer.until("2027-02-10T00:00");
            assertEquals(List.of("mid-autumn/2026 greeting 2026-09-24T10:00 SENT", "spring-festival/2027 greeting 2027-02-04T10:00 SENT"),
                    festivals(dealer, "C-1"));
            assertEquals(List.of("mid-autumn/2026 greeting 2026-09-24T10:00 SENT", "christmas/2026 greeting 2026-12-24T10:00 SENT",
                    "spring-festival/2027 greeting 2027-02-04T10:00 SENT"), festivals(dealer, "E-1"));
            assertEquals(List.of("mid-autumn/2026 greeting 2026-09-24T10:00 SENT", "national-day/2026 greeting 2026-09-30T10:00 SENT",
                    "new-year/2027 greeting 2027-01-01T10:00 SENT", "spring-festival/2027 greeting 2027-02-04T10:00 SENT"),
                    festivals(dealer, "D-1"));
            assertEquals(List.of(), festivals(dealer, "I-1"));
        }
    }

    private static List<String> festivals(Dealership dealer, String customer) {
        return dealer.plan(customer).stream().filter(p -> !p.startsWith("silence") && !p.startsWith("card-upkeep")).toList();
    }

    @Test
    void theDeadAndWhoeverDoesNotWantToHearOfUsAreLeftAlone() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            for (String who : List.of("DEAD", "SILENT")) {
                dealer.happens(who, "customer.changed", "name", who, "birthday", birthday("solar", 3, 20), "emails", List.of(who + "@example.com"));
            }
            dealer.happens("DEAD", "customer.changed", "deceased", true);
            dealer.happens("SILENT", "customer.changed", "doNotContact", true);
            assertEquals("the customer has died", dealer.because("DEAD", "greeting"));
            assertEquals(Touch.Status.CANCELLED, dealer.touch("SILENT", "greeting").status());
            dealer.until("2026-04-01T00:00");
            assertTrue(dealer.letterBox.isEmpty());
        }
    }

    @Test
    void whoeverWantsToHearOfUsAgainBeforeTheDayIsGreeted() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            for (String who : List.of("SILENT", "STRICT")) {
                dealer.happens(who, "customer.changed", "name", who, "birthday", birthday("solar", 3, 20), "emails", List.of(who + "@example.com"));
            }
            dealer.happens("SILENT", "customer.changed", "doNotContact", true);
            dealer.happens("STRICT", "consent.changed", "purpose", "care", "channel", "email", "granted", false);
            assertEquals(Touch.Status.CANCELLED, dealer.touch("SILENT", "greeting").status());
            assertEquals(Touch.Status.CANCELLED, dealer.touch("STRICT", "greeting").status());
            dealer.until("2026-03-10T09:00").happens("SILENT", "customer.changed", "doNotContact", false);
            dealer.happens("STRICT", "consent.changed", "purpose", "care", "channel", "email", "granted", true);
            dealer.until("2026-03-21T00:00");
            assertEquals(2, dealer.letterBox.size());
        }
    }

    @Test
    void whatWasCancelledKeepsItsReasonWhenItsDayIsOver() {
        try (Dealership dealer = Dealership.on("2026-03-22T09:00")) {
            dealer.happens("SILENT", "customer.changed", "name", "Silent", "birthday", birthday("solar", 4, 28), "doNotContact", true);
            assertEquals("CANCELLED the customer asked not to be contacted", greeting(dealer, "SILENT"));
            dealer.until("2026-05-21T09:00");
            assertEquals("CANCELLED the customer asked not to be contacted", greeting(dealer, "SILENT"));
        }
    }

    @Test
    void aGiftWhoseDayPassedWhileItWasForbiddenStaysCancelledAndTheCallIsMade() {
        try (Dealership dealer = Dealership.on("2026-03-22T09:00")) {
            dealer.happens("P-1", "purchase.made", "order", "O-1", "amount", 250_000);
            dealer.happens("P-1", "customer.changed", "name", "Chen", "birthday", birthday("solar", 4, 15), "doNotContact", true);
            dealer.until("2026-04-12T09:00").happens("P-1", "customer.changed", "doNotContact", false);
            dealer.until("2026-04-16T00:00");
            assertEquals("the customer asked not to be contacted", dealer.because("P-1", "gift"));
            assertEquals(List.of("birthday/2026 gift 2026-04-08T09:00 CANCELLED", "birthday/2026 call 2026-04-15T18:00 SENT"),
                    dealer.plan("P-1").stream().filter(p -> p.startsWith("birthday")).toList());
        }
    }

    @Test
    void whatWasForbiddenAllAlongIsNotCalledMissedWhenTheEngineStoodStill() {
        try (Dealership dealer = Dealership.on("2026-03-22T09:00")) {
            dealer.happens("SILENT", "customer.changed", "name", "Silent", "birthday", birthday("solar", 5, 15), "doNotContact", true);
            dealer.downUntil("2026-05-21T09:00");
            assertEquals("CANCELLED the customer asked not to be contacted", greeting(dealer, "SILENT"));
        }
    }

    @Test
    void aBirthdayThatIsCorrectedWhileItIsForbiddenIsGreetedOnTheRightDayWhenItNoLongerIs() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Moved", "birthday", birthday("solar", 3, 20), "doNotContact", true, "emails", List.of("m@example.com"));
            dealer.happens("C-1", "customer.changed", "birthday", birthday("solar", 10, 20));
            dealer.until("2026-09-01T09:00").happens("C-1", "customer.changed", "doNotContact", false);
            dealer.until("2026-10-21T09:00");
            assertTrue(dealer.plan("C-1").contains("birthday/2026 greeting 2026-10-20T09:00 SENT"), dealer.plan("C-1").toString());
        }
    }

    /** What has become of the birthday greeting. */
    private static String greeting(Dealership dealer, String customer) {
        return dealer.touches(customer).stream().filter(t -> t.occasion().equals("birthday/2026"))
                .map(t -> t.status() + " " + Cause.in(t.heldBecause(), Language.ENGLISH)).findFirst().orElseThrow();
    }

    @Test
    void noCheerfulGreetingWhileASevereComplaintIsOpen() {
        try (Dealership dealer = Dealership.on("2026-03-16T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "birthday", birthday("solar", 3, 20), "emails", List.of("w@example.com"));
            dealer.happens("C-1", "complaint.opened", "complaint", "K-1", "severity", "high", "text", "the tiles are cracked");
            dealer.until("2026-03-21T00:00");
            assertEquals("a severe complaint is open", dealer.because("C-1", "greeting"));
        }
    }

    @Test
    void aNewCardIsGreetedTwoDaysLateWithAWordOfExcuseAndNotLater() {
        try (Dealership dealer = Dealership.on("2026-03-22T10:00")) {
            dealer.happens("TWO", "customer.changed", "name", "Two", "birthday", birthday("solar", 3, 20), "emails", List.of("t@example.com"));
            dealer.happens("THREE", "customer.changed", "name", "Three", "birthday", birthday("solar", 3, 19), "emails", List.of("h@example.com"));
            dealer.until("2026-03-22T12:00");
            assertTrue(dealer.touch("TWO", "greeting").belated());
            assertEquals(Touch.Status.SENT, dealer.touch("TWO", "greeting").status());
            assertTrue(dealer.touches("THREE").stream().noneMatch(t -> t.status() == Touch.Status.SENT));
        }
    }

    @Test
    void aBirthdayThatIsCorrectedIsGreetedOnTheRightDayOfTheSameYear() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "emails", List.of("w@example.com"), "birthday", birthday("solar", 3, 20));
            dealer.happens("C-1", "customer.changed", "birthday", birthday("solar", 8, 20));
            assertEquals(Touch.Status.CANCELLED, dealer.touch("C-1", "greeting").status());
            dealer.until("2026-08-21T00:00");
            assertTrue(dealer.plan("C-1").contains("birthday/2026 greeting 2026-08-20T09:00 SENT"), dealer.plan("C-1").toString());
        }
    }

    @Test
    void threeVariantsTakeTurnsOverTheYears() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "birthday", birthday("solar", 3, 20), "emails", List.of("w@example.com"));
            dealer.until("2028-03-25T00:00");
            List<String> variants = dealer.touches("C-1").stream().filter(t -> t.occasion().startsWith("birthday")).map(Touch::variant).toList();
            assertEquals(3, variants.size());
            assertEquals(3, variants.stream().distinct().count(), variants.toString());
            assertFalse(variants.contains(null));
        }
    }

    private static Dealership bornOnTheTwentieth() {
        Dealership dealer = Dealership.on("2026-03-02T09:00");
        return dealer.happens("C-1", "customer.changed", "name", "Wang Li", "emails", List.of("wang@example.com"), "birthday",
                birthday("solar", 3, 20));
    }

    @Test
    void aBirthdayThatPassedWhileNobodyLookedIsCaughtUpWithinTwoDaysAndSaysSo() {
        try (Dealership dealer = bornOnTheTwentieth()) {
            dealer.until("2026-03-19T12:00").downUntil("2026-03-22T09:30");
            assertEquals(1, dealer.letterBox.size());
            assertTrue(dealer.touch("C-1", "greeting").belated());
            assertTrue(dealer.letterBox.get(0).body().contains("迟"), dealer.letterBox.get(0).body());
        }
    }

    @Test
    void aDayLaterItIsMissedAndTheReasonIsFiled() {
        try (Dealership dealer = bornOnTheTwentieth()) {
            dealer.until("2026-03-19T12:00").downUntil("2026-03-23T09:30");
            assertEquals(List.of(), dealer.letterBox);
            assertEquals(Touch.Status.MISSED, dealer.touch("C-1", "greeting").status());
            assertEquals("3 days late, more than the 2 that it may be", dealer.decisions("C-1", "missed").get(0).detail().get("reason"));
            assertEquals("too-late", dealer.decisions("C-1", "missed").get(0).because().get(0).row());
        }
    }

    @Test
    void aFestivalIsCaughtUpWithinADayAndMissedAfterTwo() {
        for (String back : List.of("2026-09-25T10:30", "2026-09-26T10:30")) {
            try (Dealership dealer = Dealership.on("2026-08-20T09:00")) {
                dealer.happens("C-1", "customer.changed", "name", "Wang Li", "emails", List.of("wang@example.com"));
                dealer.until("2026-09-23T12:00").downUntil(back);
                assertEquals(back.startsWith("2026-09-25") ? Touch.Status.SENT : Touch.Status.MISSED,
                        dealer.touches("C-1").stream().filter(t -> t.occasion().equals("mid-autumn/2026")).findFirst().orElseThrow().status(), back);
            }
        }
    }

    @Test
    void whatShouldHaveBeenPlannedAndDoneWhileNobodyLookedIsMissedWithAReasonToo() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang Li", "emails", List.of("wang@example.com"), "birthday",
                    birthday("solar", 4, 20));
            dealer.downUntil("2026-04-26T09:30");
            assertEquals(Touch.Status.MISSED, dealer.touch("C-1", "greeting").status());
            assertEquals("birthday/2026 greeting 2026-04-20T09:00 MISSED",
                    dealer.plan("C-1").stream().filter(p -> p.startsWith("birthday")).findFirst().orElseThrow());
        }
    }

    @Test
    void aGreetingThatWasOnItsWayWhenTheEngineStoppedIsNotSentSilentlyLate() {
        for (int days : List.of(0, 1, 2, 3)) {
            try (Dealership dealer = bornOnTheTwentieth()) {
                dealer.until("2026-03-20T08:59").theMailServerAnswers(Carrier.Result.DELAYED, "450 busy").until("2026-03-20T09:00");
                dealer.letterBox.clear();
                dealer.theMailServerAnswers(Carrier.Result.SENT, "").downUntil("2026-03-%dT10:30".formatted(20 + days));
                assertEquals(days < 3 ? 1 : 0, dealer.letterBox.size(), days + " days");
                assertEquals(days > 0 && days < 3, dealer.touch("C-1", "greeting").belated(), days + " days");
                assertEquals(days < 3 ? Touch.Status.SENT : Touch.Status.MISSED, dealer.touch("C-1", "greeting").status(), days + " days");
                dealer.until("2026-04-20T00:00");
                assertEquals(days < 3 ? 1 : 0, dealer.letterBox.stream().filter(d -> d.about().equals(dealer.touch("C-1", "greeting").id())).count());
            }
        }
    }
}
