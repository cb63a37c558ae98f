package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.drools.DroolsDecider;
import dev.regard.rules.table.TableFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R1-R10, G7, X6 and the way of a message as shipped. */
class RevisitsTest {

    private static Map<String, Object> item(String category) {
        return Map.of("sku", category + "-1", "category", category, "amount", "100");
    }

    @Test
    void aConsumerIsCalledAfterSevenDaysInTheEveningOrAtTheWeekend() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "items", List.of(item("antique-tile"),
                    item("wood-floor"), item("sanitary-ware"), item("antique-tile")));
            assertEquals(List.of("care-call 2026-03-09T18:00", "fittings-check 2026-04-01T09:00", "floor-care 2026-05-31T09:00",
                    "tile-care 2026-08-29T09:00"), dealer.touches("C-1").stream().map(t -> t.role() + " " + Dealership.local(t.due())).toList());
        }
    }

    @Test
    void aDistributorWithFullShelvesIsNotUrgedToOrder() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            for (String id : List.of("EMPTY", "FULL", "LATER")) {
                dealer.happens(id, "customer.changed", "name", id, "kind", "distributor");
            }
            dealer.happens("FULL", "stock.reported", "daysOfCover", 45);
            dealer.happens("EMPTY", "stock.reported", "daysOfCover", 44);
            for (String id : List.of("EMPTY", "FULL", "LATER")) {
                dealer.happens(id, "purchase.made", "order", "O-" + id, "amount", "300");
            }
            assertEquals(Purpose.MARKETING, dealer.touch("EMPTY", "reorder").purpose());
            assertEquals(Purpose.CARE, dealer.touch("FULL", "reorder").purpose());
            assertEquals("2026-03-16T11:00", Dealership.local(dealer.touch("FULL", "reorder").due()));
            dealer.happens("LATER", "stock.reported", "daysOfCover", 60);
            dealer.until("2026-03-17T00:00");
            assertEquals("sales-guidance", dealer.touch("LATER", "reorder").template());
            assertEquals("there is no consent", dealer.because("EMPTY", "reorder"));
        }
    }

    @Test
    void whoeverHasMovedIsCalledInTheHoursOfTheNewZone() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300");
            assertEquals("2026-03-09T18:00", Dealership.local(dealer.touch("C-1", "care-call").due()));
            dealer.happens("C-1", "customer.changed", "timeZone", "America/New_York");
            dealer.until("2026-03-09T18:01");
            assertEquals(Touch.Status.PLANNED, dealer.touch("C-1", "care-call").status(), "it is six in the morning there");
            dealer.until("2026-03-10T06:01");
            assertEquals("2026-03-10T06:00 SENT", Dealership.local(dealer.touch("C-1", "care-call").due()) + " " + dealer.touch("C-1", "care-call").status());
        }
    }

    /** Files come in any order, and the purchases may be read before the customers. */
    @Test
    void whatWasPlannedForTheWrongKindIsPlannedForTheTrueOne() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("D-1", "purchase.made", "order", "O-1", "amount", "300", "items", List.of(Map.of("category", "wood-floor")));
            assertEquals(List.of("care-call", "floor-care"), dealer.touches("D-1").stream().map(Touch::role).sorted().toList());
            dealer.happens("D-1", "customer.changed", "name", "D", "kind", "distributor");
            assertEquals(List.of("reorder"), dealer.touches("D-1").stream().filter(t -> t.status().open()).map(Touch::role).toList());
            assertEquals("2026-03-16", Dealership.local(dealer.touch("D-1", "reorder").due()).substring(0, 10), "fourteen days after the purchase, a Monday");
            dealer.happens("D-1", "customer.changed", "kind", "consumer");
            assertEquals(List.of("care-call", "floor-care"), dealer.touches("D-1").stream().filter(t -> t.status().open()).map(Touch::role).sorted().toList());
        }
    }

    @Test
    void whatSomebodyActedOnStaysWhenTheKindIsLearnt() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("D-1", "purchase.made", "order", "O-1", "amount", "300");
            dealer.until("2026-03-10T00:00");
            assertEquals(Touch.Status.SENT, dealer.touch("D-1", "care-call").status());
            dealer.happens("D-1", "customer.changed", "name", "D", "kind", "distributor");
            assertEquals(List.of("care-call"), dealer.touches("D-1").stream().map(Touch::role).toList(), "nothing of the order is open");
        }
    }

    @Test
    void whatOnlyAFormerVersionOfTheOrderAsksForIsTakenBack() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "items", List.of(Map.of("category", "antique-tile"), Map.of("category", "sanitary-ware")));
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "items", List.of(Map.of("category", "paint"), Map.of("category", "wood-floor")));
            assertEquals(List.of("care-call PLANNED", "fittings-check CANCELLED", "floor-care PLANNED", "tile-care CANCELLED"),
                    dealer.touches("C-1").stream().map(t -> t.role() + " " + t.status()).sorted().toList());
            assertEquals("the order as it is now does not ask for it", dealer.because("C-1", "tile-care"));
            assertEquals("paint", dealer.touch("C-1", "care-call").about().get("category"));

            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "items", List.of(Map.of("category", "antique-tile")));
            assertEquals(Touch.Status.PLANNED, dealer.touch("C-1", "tile-care").status(), "the next version asks for it again");
        }
    }

    @Test
    void anOlderVersionOfTheOrderThatArrivesLaterChangesNothing() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "changed", "2026-03-02T02:00:00Z", "items", List.of(Map.of("category", "paint")));
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "changed", "2026-03-02T01:00:00Z", "items", List.of(Map.of("category", "antique-tile")));
            assertEquals(List.of("care-call PLANNED"), dealer.touches("C-1").stream().map(t -> t.role() + " " + t.status()).toList());
        }
    }

    @Test
    void categoriesAndOwnersAreKnownByTheNamesThatPeopleUse() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            String name = Dealership.organisation().people().get("rep-02").name();
            dealer.happens("C-1", "customer.changed", "name", "C", "kind", "consumer", "owner", name);
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300", "items", List.of(Map.of("category", "木地板")));
            assertEquals("rep-02", dealer.touch("C-1", "floor-care").assignee());
        }
    }

    @Test
    void aReferralThatBoughtIsThankedForAndTheDesignerIsInvited() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("DES", "customer.changed", "name", "Lin", "kind", "designer");
            dealer.happens("C-1", "lead.captured", "need", "tiles", "referrer", "id:DES");
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300");
            dealer.happens("C-1", "purchase.made", "order", "O-2", "amount", "300");
            assertEquals("2026-03-05T09:00", Dealership.local(dealer.touch("DES", "referral-thanks").due()));
            dealer.until("2026-03-06T00:00");
            String script = dealer.touch("DES", "referral-thanks").body();
            assertTrue(script.contains("展厅"), script);
        }
    }

    @Test
    void aRowMaySeeATraitOfTheCardAndAFieldOfTheEventAtOnce() {
        DecisionTable asked = TableFile.read("tables/revisits.csv", """
                Revisits
                What follows a delivery.
                Key,After,traits.manner,event.lift,Role,How,Days after
                both,delivery,talkative,broken,both,call,1
                trait,delivery,talkative,,trait,call,1
                field,delivery,,broken,field,call,1
                none,delivery,silent,broken,none,call,1
                """.getBytes(StandardCharsets.UTF_8)).table();
        try (Dealership dealer = Dealership.on("2026-03-02T11:00", rules -> with(rules, asked))) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "traits", Map.of("manner", "talkative"));
            dealer.happens("C-1", "service.reported", "kind", "delivery", "order", "O-1", "lift", "broken");
            assertEquals(List.of("both", "field", "trait"), dealer.touches("C-1").stream().map(Touch::role).sorted().toList());
        }
    }

    @Test
    void aContactForWhichTheTablesLeaveNoHourIsHeldAndNeverMadeAtNight() {
        DecisionTable hours = TableFile.read("tables/contact-hours.csv", "Contact hours\nWhen.\nKey,How,Weekdays,From,To,Moment is\nvisits,visit,Mon-Fri,09:00,18:00,good\n"
                .getBytes(StandardCharsets.UTF_8)).table();
        try (Dealership dealer = Dealership.on("2026-03-02T11:00", rules -> with(rules, hours))) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "emails", List.of("w@example.com"), "birthday", Map.of("month", 3, "day", 20));
            dealer.happens("C-1", "service.reported", "kind", "delivery", "order", "O-1").until("2026-03-20T12:00");
            assertEquals(List.of(), dealer.letterBox);
            Touch call = dealer.touch("C-1", "service-call");
            assertEquals("CANCELLED held for 7 days: the contact hours leave no hour for it", call.status() + " " + call.heldBecause());
            assertEquals("HELD the contact hours leave no hour for it", dealer.touch("C-1", "greeting").status() + " " + dealer.touch("C-1", "greeting").heldBecause());
            assertEquals("no-hours", dealer.decisions("C-1", "hold").get(0).because().get(0).row());
        }
    }

    private static RuleSet with(RuleSet rules, DecisionTable table) {
        Map<Topic, DecisionTable> tables = new EnumMap<>(rules.tables());
        tables.put(table.topic(), table);
        return new RuleSet("changed", tables, new DroolsDecider(tables), rules.wording(), rules.festivals(), rules.holidays());
    }

    @Test
    void nobodyReachedIsTriedThreeTimesAndThenWritten() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "emails", List.of("w@example.com"));
            dealer.happens("C-1", "service.reported", "kind", "delivery", "order", "O-1");
            String touch = dealer.touch("C-1", "service-call").id();
            dealer.until("2026-03-04T18:30").happens("C-1", "interaction.logged", "channel", "phone", "touch", touch, "outcome", "not-reached");
            assertEquals("2026-03-06T18:00", Dealership.local(dealer.touch("C-1", "service-call").due()));
            dealer.until("2026-03-06T18:30").happens("C-1", "interaction.logged", "channel", "phone", "touch", touch, "outcome", "not-reached");
            assertEquals("2026-03-11T18:00", Dealership.local(dealer.touch("C-1", "service-call").due()));
            dealer.until("2026-03-11T18:30").happens("C-1", "interaction.logged", "channel", "phone", "touch", touch, "outcome", "not-reached");
            dealer.until("2026-03-11T19:00");
            assertEquals(Touch.Kind.MESSAGE, dealer.touch("C-1", "service-call").kind());
            assertEquals(Touch.Status.SENT, dealer.touch("C-1", "service-call").status());
        }
    }

    @Test
    void silenceIsBrokenInTheRhythmOfTheTier() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("P", "customer.changed", "name", "P", "kind", "designer");
            dealer.happens("P", "purchase.made", "order", "O-1", "amount", "200000");
            dealer.happens("G", "customer.changed", "name", "G", "kind", "designer");
            dealer.happens("G", "purchase.made", "order", "O-2", "amount", "50000");
            dealer.until("2026-06-02T00:00");
            assertEquals("2026-03-16", Dealership.local(dealer.touch("P", "rhythm").due()).substring(0, 10));
            assertEquals("2026-04-01", Dealership.local(dealer.touch("G", "rhythm").due()).substring(0, 10));
            assertEquals("2026-06-01", Dealership.local(dealer.touch("P", "visit").due()).substring(0, 10));
        }
    }

    @Test
    void scriptsTakeTurnsAndWhenAllWereUsedTheOldestComesAgain() {
        try (Dealership dealer = Dealership.on("2026-01-05T11:00")) {
            dealer.happens("P", "customer.changed", "name", "P", "kind", "designer");
            dealer.happens("P", "purchase.made", "order", "O-1", "amount", "200000");
            for (int call = 0; call < 20; call++) {
                dealer.until(Dealership.local(dealer.engine().now().plus(Duration.ofDays(8))));
                dealer.touches("P").stream().filter(t -> t.status() == Touch.Status.SENT && t.template().equals("rhythm-call")).forEach(t ->
                        dealer.happens("P", "interaction.logged", "channel", "phone", "touch", t.id(), "outcome", "reached"));
            }
            List<String> scripts = dealer.touches("P").stream().filter(t -> "rhythm-call".equals(t.template()) && t.variant() != null)
                    .sorted(Comparator.comparing(Touch::due)).map(Touch::variant).toList();
            assertEquals(7, scripts.subList(0, 7).stream().distinct().count(), scripts.toString());
            assertEquals(scripts.get(0), scripts.get(7), scripts.toString());
        }
    }

    @Test
    void whoWasNotReachedHearsTheScriptThatNobodyHeard() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("C-1", "service.reported", "kind", "delivery", "order", "O-1").until("2026-03-04T18:30");
            Touch first = dealer.touch("C-1", "service-call");
            dealer.happens("C-1", "interaction.logged", "channel", "phone", "touch", first.id(), "outcome", "not-reached").until("2026-03-06T18:30");
            assertEquals(Touch.Status.SENT, dealer.touch("C-1", "service-call").status());
            assertEquals(first.variant(), dealer.touch("C-1", "service-call").variant());
        }
    }

    /** Who bought on the second of March, with a birthday in the same month. */
    private static Dealership designer(String id, int birthday, String amount) {
        return Dealership.on("2026-03-02T11:00").happens(id, "customer.changed", "name", id, "kind", "designer", "birthday", Map.of("month", 3, "day", birthday))
                .happens(id, "purchase.made", "order", "O-1", "amount", amount);
    }

    @Test
    void aBirthdayCallCoversTheRhythm() {
        try (Dealership dealer = designer("P", 18, "200000")) {
            dealer.until("2026-03-20T00:00");
            assertTrue(dealer.touches("P").stream().noneMatch(t -> t.role().equals("rhythm")), dealer.plan("P").toString());
        }
    }

    @Test
    void aBirthdayCallThatNobodyMadeCoversASilenceForAWeek() {
        try (Dealership dealer = designer("P", 18, "200000")) {
            dealer.until("2026-03-25T23:00");
            assertTrue(dealer.touches("P").stream().noneMatch(t -> t.role().equals("rhythm")), dealer.plan("P").toString());
            dealer.until("2026-03-26T23:00");
            assertEquals("2026-03-26", Dealership.local(dealer.touch("P", "rhythm").due()).substring(0, 10));
        }
    }

    /** Gold, with 30 days of silence: the call of the 10th covers none that has lasted long enough. */
    @Test
    void aContactThatCoversNoSilenceAsksForNoLookOfItsOwn() {
        try (Dealership dealer = designer("G", 10, "50000")) {
            dealer.until("2026-03-17T23:00");
            assertEquals("2026-03-10", Dealership.local(dealer.touch("G", "greeting").due()).substring(0, 10));
            assertNotEquals("2026-03-18", Dealership.local(dealer.card("G").wakeAt()).substring(0, 10), "when a week has gone by");
        }
    }

    @Test
    void aBirthdayCallThatWasCancelledCoversNoSilence() {
        try (Dealership dealer = designer("P", 18, "200000")) {
            dealer.happens("P", "complaint.opened", "complaint", "K-1", "severity", "high");
            dealer.until("2026-03-30T00:00");
            assertEquals("2026-03-18", Dealership.local(dealer.touch("P", "rhythm").due()).substring(0, 10));
        }
    }

    @Test
    void theThirdMarketingCallInAWeekIsHeldUntilThereIsRoomAgain() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("D", "customer.changed", "name", "D", "kind", "distributor");
            dealer.happens("D", "consent.changed", "purpose", "marketing", "channel", "phone", "granted", true);
            for (int i = 1; i <= 3; i++) {
                dealer.happens("D", "purchase.made", "order", "O-" + i, "amount", "10");
            }
            dealer.until("2026-03-16T11:00");
            List<Touch> calls = dealer.touches("D").stream().filter(t -> t.role().equals("reorder")).toList();
            assertEquals(2, calls.stream().filter(t -> t.status() == Touch.Status.SENT).count());
            Touch held = calls.stream().filter(t -> t.status() == Touch.Status.HELD).findFirst().orElseThrow();
            assertEquals("at most 2 in 168 hours", held.heldBecause());
            dealer.until("2026-03-23T10:59");
            assertEquals(Touch.Status.HELD, again(dealer, held).status());
            dealer.until("2026-03-23T11:00");
            assertEquals(Touch.Status.SENT, again(dealer, held).status());
        }
    }

    private static Touch again(Dealership dealer, Touch touch) {
        return dealer.touches(touch.customer()).stream().filter(t -> t.id().equals(touch.id())).findFirst().orElseThrow();
    }

    @Test
    void salesAreHeldWhileASevereComplaintIsOpenAndCancelledAfterSevenDays() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("D", "customer.changed", "name", "D", "kind", "distributor");
            dealer.happens("D", "consent.changed", "purpose", "marketing", "channel", "phone", "granted", true);
            dealer.happens("D", "purchase.made", "order", "O-1", "amount", "10");
            dealer.until("2026-03-15T11:00").happens("D", "complaint.opened", "complaint", "K-1", "severity", "high", "category", "service");
            dealer.until("2026-03-16T11:00");
            assertEquals("HELD a severe complaint is open", dealer.touch("D", "reorder").status() + " " + dealer.because("D", "reorder"));
            dealer.until("2026-03-23T10:59");
            assertEquals(Touch.Status.HELD, dealer.touch("D", "reorder").status());
            dealer.until("2026-03-23T11:00");
            assertEquals("CANCELLED held for 7 days: a severe complaint is open",
                    dealer.touch("D", "reorder").status() + " " + dealer.because("D", "reorder"));
        }
    }

    @Test
    void oldPurchasesAreRecordedAsMissedAndHistoryMakesNoTouches() {
        try (Dealership dealer = Dealership.on("2026-03-20T11:00")) {
            dealer.happened("2026-03-01T11:00", "C-1", "purchase.made", "order", "O-1", "amount", "10");
            assertEquals(Touch.Status.MISSED, dealer.touch("C-1", "care-call").status());
            dealer.happened("2026-03-12T11:00", "C-2", "purchase.made", "order", "O-2", "amount", "10");
            assertEquals(Touch.Status.PLANNED, dealer.touch("C-2", "care-call").status());
        }
    }

    @Test
    void withoutAnAddressTheMessageBecomesATaskForTheRegionsManager() {
        try (Dealership dealer = Dealership.on("2026-03-19T11:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "birthday", Map.of("month", 3, "day", 20));
            dealer.until("2026-03-20T09:00");
            assertEquals(Touch.Kind.MESSAGE, dealer.touch("C-1", "greeting").kind(), "on a working day a consumer is called from 18:00 on");
            dealer.until("2026-03-20T18:00");
            Touch touch = dealer.touch("C-1", "greeting");
            assertEquals(Touch.Kind.TASK, touch.kind());
            assertTrue(touch.body().contains("生日"), touch.body());
        }
    }

    @Test
    void aSilenceIsBrokenOnceThoughTheCustomerMovesToAnotherZone() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang").happens("C-1", "purchase.made", "order", "O-1", "amount", 250_000).until("2026-06-04T12:00");
            assertEquals(1, visits(dealer), "90 days without a visit");
            dealer.happens("C-1", "customer.changed", "timeZone", "America/New_York").until("2026-07-01T12:00");
            assertEquals(1, visits(dealer), "the card was made on another day there, and it is the same silence");
        }
    }

    private static long visits(Dealership dealer) {
        return dealer.touches("C-1").stream().filter(t -> t.occasion().startsWith("no-visit-since/")).count();
    }

    @Test
    void aRefusedAddressFailsAndADelayedOneIsTriedAgainWithGrowingPauses() {
        try (Dealership dealer = Dealership.on("2026-03-19T11:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "birthday", Map.of("month", 3, "day", 20), "emails", List.of("w@example.com"));
            dealer.theMailServerAnswers(Carrier.Result.DELAYED, "451 later").until("2026-03-20T09:10");
            assertEquals(3, dealer.letterBox.size());
            assertTrue(dealer.letterBox.stream().allMatch(d -> d.body().equals(dealer.letterBox.get(0).body()) && !d.body().isBlank()));
            dealer.theMailServerAnswers(Carrier.Result.FAILED, "550 no such user").until("2026-03-20T18:00");
            Touch touch = dealer.touch("C-1", "greeting");
            assertEquals("TASK phone SENT", touch.kind() + " " + touch.channel() + " " + touch.status(), "a person calls instead");
            assertEquals("550 no such user", dealer.decisions("C-1", "failed").get(0).detail().get("reason"));
            assertEquals(List.of("w@example.com"), dealer.card("C-1").undeliverable());
        }
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgainButAnAlertIs() {
        try (Dealership dealer = Dealership.on("2026-03-20T08:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Wang", "birthday", Map.of("month", 3, "day", 20), "emails", List.of("w@example.com"));
            dealer.theMailServerAnswers(Carrier.Result.UNCERTAIN, "connection lost").until("2026-03-20T09:30");
            assertEquals(Touch.Status.UNCERTAIN, dealer.touch("C-1", "greeting").status());
            assertEquals(1, dealer.letterBox.size());
            dealer.happens("C-1", "complaint.opened", "complaint", "K-1", "text", "x", "category", "service");
            dealer.theMailServerAnswers(Carrier.Result.SENT, "").until("2026-03-20T10:00");
            assertEquals(2, dealer.letterBox.stream().filter(d -> d.alert()).count());
            assertNull(dealer.touch("C-1", "greeting").heldSince());
        }
    }
}
