package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Texts;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailReceivedTest {
    private static final String MONDAY = "2026-03-02T10:00";

    @Test
    void aComplaintByMailIsOpenedWithTheCategoryAndSeverityOfItsWords() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com"));
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", "收到的砖破损，要求赔偿");
            Complaint opened = shop.card("C-1").complaints().get(0);
            assertEquals("defect", opened.category());
            assertEquals("words-of-complaint", shop.decisions("C-1", "complaint").get(0).because().get(0).row());
            assertEquals("email", shop.card("C-1").contacts().recent().get(0).channel());
        }
    }

    @Test
    void anAnswerBelongsToTheMessageThatItAnswersAndSomebodyReadsIt() {
        try (Dealership shop = birthdayShop()) {
            Dispatch greeting = shop.letterBox.get(0);
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "subject", "Re: 生日", "proven", true, "text", "谢谢你们", "answers",
                    List.of("unknown", greeting.id()));
            assertEquals(greeting.about(), shop.card("C-1").contacts().recent().get(0).touch());
            Touch reading = shop.touch("C-1", "read-answer");
            assertEquals(Touch.Kind.TASK, reading.kind());
            assertTrue(reading.body().contains("li@example.com") && reading.body().contains("谢谢你们"), reading.body());
        }
    }

    @Test
    void nobodysMailIsThreadedToAnothersMessage() {
        try (Dealership shop = birthdayShop()) {
            shop.happens("email:x@example.com", "mail.received", "from", "x@example.com", "proven", true, "text", "hello", "answers", List.of(shop.letterBox.get(0).id()));
            String id = shop.engine().cards().resolve(List.of("email:x@example.com")).get("email:x@example.com");
            assertNull(shop.card(id).contacts().recent().get(0).touch());
        }
    }

    @Test
    void anAnswerAboutAnOpenComplaintOpensNoSecondOneAndGoesOnWithIt() {
        try (Dealership shop = birthdayShop()) {
            shop.happens("C-1", "complaint.opened", "complaint", "K-1", "text", "x", "category", "service").happens("C-1", "complaint.waiting", "complaint", "K-1");
            Card answered = answered(shop, "地砖开裂了");
            assertEquals(List.of("K-1 OPEN"), answered.complaints().stream().map(c -> c.id() + " " + c.status()).toList(), "the clock runs again");

            shop.happens("C-1", "complaint.resumed", "complaint", "K-1").happens("C-1", "complaint.solved", "complaint", "K-1");
            assertEquals("K-1 1 SOLVED", state(answered(shop, "谢谢你们")));
            assertEquals("K-1 2 OPEN", state(answered(shop, "地砖又开裂了")));
        }
    }

    private static String state(Card card) {
        Complaint complaint = card.complaint("K-1").orElseThrow();
        return complaint.id() + " " + complaint.round() + " " + complaint.status();
    }

    /** The card once the customer has answered a mail about the complaint. */
    private static Card answered(Dealership shop, String text) {
        Dispatch mail = shop.letterBox.get(0);
        Touch like = shop.touch("C-1", "greeting");
        Touch about = new Touch(like.id(), "C-1", like.kind(), like.how(), like.channel(), like.purpose(), false, "complaint/K-1/1", "apology", like.due(), null, -1,
                50, Touch.Status.SENT, like.why(), null, null, null, "apology", null, null, null, false, 0, Map.of());
        Event answer = new Event("mail", "m-" + text, "mail.received", shop.engine().now(), CustomerKey.stated("C-1").orElseThrow(),
                Data.of("from", "li@example.com", "proven", true, "text", text, "answers", List.of(mail.id())));
        Change change = new Engagement(new Rulebook(Dealership.rules(), Dealership.organisation())).apply(shop.card("C-1"),
                List.of(new Recorded(99, shop.engine().now(), answer)), new Filed(Map.of(mail.id(), mail), Map.of(about.id(), about)), shop.engine().now());
        assertEquals(1, change.decisions().stream().filter(d -> d.type().equals("answered")).count());
        assertEquals(1, change.touches().stream().filter(t -> t.template().equals("mail-answer")).count());
        return change.card();
    }

    @Test
    void aMailThatCameBackStopsTheAddressAndTheGreetingTakesTheNextWay() {
        try (Dealership shop = birthdayShop()) {
            Dispatch greeting = shop.letterBox.get(0);
            shop.happens("C-1", "mail.bounced", "dispatch", greeting.id(), "status", "5.1.1", "stops", true, "text", "no such user");
            assertEquals(List.of("li@example.com"), shop.card("C-1").undeliverable());
            assertEquals(List.of("li@example.com", "li@work.example"), shop.letterBox.stream().map(Dispatch::recipient).toList());
            assertEquals(greeting.body(), shop.letterBox.get(1).body());
            assertEquals(Touch.Status.SENT, shop.touch("C-1", "greeting").status());
            shop.happens("C-1", "mail.bounced", "dispatch", shop.letterBox.get(1).id(), "status", "5.1.1", "stops", true, "text", "no such user");
            assertEquals("PLANNED 2026-03-03T18:00 no address that works: a task instead", shop.touch("C-1", "greeting").status() + " " + Dealership.local(shop.touch("C-1", "greeting").due()) + " "
                    + shop.touch("C-1", "greeting").heldBecause(), "the hour at which a consumer may be called");
            shop.until("2026-03-03T18:00");
            assertEquals("TASK phone SENT", shop.touch("C-1", "greeting").kind() + " " + shop.touch("C-1", "greeting").channel() + " " + shop.touch("C-1", "greeting").status());
            assertEquals(2, shop.letterBox.size());
            assertEquals(2, shop.decisions("C-1", "bounced").size());
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", "hello");
            assertEquals(List.of("li@work.example"), shop.card("C-1").undeliverable(), "a proven mail shows that its address works");
        }
    }

    @Test
    void aBounceOfAMergedCustomersMailIsTheWholeCustomersAndComesBackToNobodyTwice() {
        try (Dealership shop = birthdayShop()) {
            Dispatch greeting = shop.letterBox.get(0);
            shop.happens("C-2", "customer.changed", "name", "Li Min").happens("C-2", "customer.merged", "other", "id:C-1");
            shop.happens("C-1", "mail.bounced", "dispatch", greeting.id(), "status", "5.1.1", "stops", true, "text", "no such user");
            assertEquals(List.of("li@example.com", "li@work.example"), shop.letterBox.stream().map(Dispatch::recipient).toList());
            shop.happens("C-2", "customer.unmerged", "other", "id:C-1").until("2026-03-05T12:00");
            assertEquals(2, shop.letterBox.size());
            assertEquals(List.of("li@example.com"), shop.card("C-1").undeliverable());
        }
    }

    @Test
    void aBounceThatSaysNothingAboutTheAddressSendsOnlyThisMessageAnotherWay() {
        try (Dealership shop = birthdayShop()) {
            assertNotNull(shop.card("C-1").contacts().lastContact());
            Dispatch greeting = shop.letterBox.get(0);
            shop.happens("C-1", "mail.bounced", "dispatch", greeting.id(), "status", "5.2.2", "stops", false, "text", "mailbox full");
            assertEquals(List.of(), shop.card("C-1").undeliverable());
            assertEquals(List.of("li@example.com", "li@work.example"), shop.letterBox.stream().map(Dispatch::recipient).toList());
            shop.happens("C-1", "mail.bounced", "dispatch", shop.letterBox.get(1).id(), "status", "5.2.2", "stops", false, "text", "mailbox full");
            assertEquals("PLANNED 2026-03-03T18:00 no address that works: a task instead", shop.touch("C-1", "greeting").status() + " " + Dealership.local(shop.touch("C-1", "greeting").due()) + " "
                    + shop.touch("C-1", "greeting").heldBecause(), "the hour at which a consumer may be called");
            shop.until("2026-03-03T18:00");
            assertEquals("TASK phone SENT", shop.touch("C-1", "greeting").kind() + " " + shop.touch("C-1", "greeting").channel() + " " + shop.touch("C-1", "greeting").status());
            assertNull(shop.card("C-1").contacts().lastContact(), "what did not arrive is no contact");
        }
    }

    @Test
    void aServerThatSaysTwiceThatAMailCameBackChangesNothingTheSecondTime() {
        try (Dealership shop = birthdayShop()) {
            for (int i = 0; i < 2; i++) {
                shop.happens("C-1", "mail.bounced", "dispatch", shop.letterBox.get(0).id(), "status", "5.1.1", "stops", true, "text", "no such user " + i);
            }
            assertEquals(2, shop.letterBox.size());
            assertEquals(Touch.Status.SENT, shop.touch("C-1", "greeting").status());
            assertNotNull(shop.card("C-1").contacts().lastContact(), "the second letter arrived");
        }
    }

    @Test
    void whatStandsBelowAnUnmarkedQuoteOpensNothingAndIsShownToAPerson() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com"));
            String below = "From: Care\nSent: Monday\nTo: Li\n\n" + "How do you do? ".repeat(100) + "\nI want to complain: two tiles arrived broken.";
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", "see below", "below", below);
            assertEquals(List.of(), shop.card("C-1").complaints());
            Touch task = shop.touch("C-1", "maybe-complaint");
            assertTrue(task.body().contains("two tiles arrived broken"), task.body());
            assertTrue(task.why().length() > 0);
        }
    }

    @Test
    void anAnswerFromElsewhereIsAContactUnlessAServerFoundNoProofOfItsSender() {
        for (boolean judged : List.of(false, true)) {
            try (Dealership shop = birthdayShop()) {
                int before = shop.card("C-1").contacts().recent().size();
                shop.happens("C-1", "mail.received", "from", "wife@example.org", "subject", "Re: 生日", "proven", false, "judged", judged, "text", "谢谢你们", "answers",
                        List.of(shop.letterBox.get(0).id()));
                assertEquals(before + (judged ? 0 : 1), shop.card("C-1").contacts().recent().size());
                assertEquals("mail-unproven", shop.touch("C-1", "read-answer").template());
            }
        }
    }

    @Test
    void aGreetingThatComesBackTooLateIsMissedAndABounceOfNothingIsIgnored() {
        try (Dealership shop = birthdayShop()) {
            shop.until("2026-03-20T10:00");
            shop.happens("C-1", "mail.bounced", "dispatch", shop.letterBox.get(0).id(), "status", "5.1.1", "stops", true, "text", "no such user");
            assertEquals(Touch.Status.MISSED, shop.touch("C-1", "greeting").status());
            shop.happens("C-1", "mail.bounced", "dispatch", "nothing", "stops", true);
            assertEquals("unknown-dispatch", shop.decisions("C-1", "ignored").get(0).because().get(0).row());
        }
    }

    @Test
    void anAlertThatCameBackGoesToTheFallbackAddressOnce() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "owner", "rep-03");
            shop.happens("C-1", "complaint.opened", "complaint", "K-1", "text", "x", "category", "service").until("2026-03-02T10:30");
            Dispatch alert = shop.letterBox.get(0);
            String fallback = Dealership.organisation().fallbackAddress();
            for (int i = 0; i < 2; i++) {
                shop.happens("C-1", "mail.bounced", "dispatch", alert.id(), "status", "5.1.1", "stops", true, "text", "no such user").until("2026-03-02T10:4" + i);
            }
            assertEquals(1, shop.letterBox.stream().filter(d -> d.recipient().equals(fallback) && d.body().equals(alert.body())).count());
            assertEquals(List.of(), shop.card("C-1").undeliverable());
        }
    }

    @Test
    void anAlertThatTheServerRefusesForGoodGoesToTheFallbackAddressOnce() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "owner", "rep-03").theMailServerAnswers(Result.FAILED, "550 5.1.1 no such user");
            shop.happens("C-1", "complaint.opened", "complaint", "K-1", "text", "x", "category", "service").until("2026-03-02T10:30");
            String fallback = Dealership.organisation().fallbackAddress();
            List<Dispatch> tried = shop.letterBox.stream().filter(d -> d.body().equals(shop.letterBox.get(0).body())).toList();
            assertEquals(List.of(shop.letterBox.get(0).recipient(), fallback), tried.stream().map(Dispatch::recipient).toList());
            assertEquals(List.of(fallback, ""), shop.decisions("C-1", "bounced").stream().filter(d -> tried.get(0).about().equals(d.detail().get("escalation"))).map(d -> d.detail().get("instead")).toList());
        }
    }

    @Test
    void unknownSendersAndUnsureWordsGoToAPersonAndClearComplaintsDoNot() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("email:new@example.com", "mail.received", "from", "new@example.com", "subject", "Hello", "proven", false, "text", "Do you have oak floors?");
            String id = shop.engine().cards().resolve(List.of("email:new@example.com")).get("email:new@example.com");
            assertTrue(shop.touch(id, "unknown-sender").body().contains("Do you have oak floors?"));
            shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com"));
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", "there was some trouble with the order");
            assertEquals("mail-maybe-complaint", shop.touch("C-1", "maybe-complaint").template());
            assertEquals(List.of(), shop.card("C-1").complaints());
            shop.happens("C-2", "customer.changed", "name", "Wu", "emails", List.of("wu@example.com"));
            shop.happens("email:wu@example.com", "mail.received", "from", "wu@example.com", "proven", true, "text", "I want to complain: the tiles are broken");
            assertEquals(1, shop.card("C-2").complaints().size());
            assertTrue(shop.card("C-2").touches().stream().noneMatch(t -> t.occasion().startsWith("mail/")));
        }
    }

    /** A customer with two addresses, to whom a birthday greeting has just gone. */
    private static Dealership birthdayShop() {
        Dealership shop = Dealership.on(MONDAY);
        shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com", "li@work.example"), "birthday", Map.of("month", 3, "day", 3));
        return shop.until("2026-03-03T10:00");
    }

    @Test
    void praiseByMailIsAContactAndNoComplaint() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com"));
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", "no complaint at all, 没有问题");
            assertEquals(List.of(), shop.card("C-1").complaints());
            assertEquals(1, shop.card("C-1").contacts().recent().size());
        }
    }

    @Test
    void manyUnprovenMailsOfAStrangerMakeOneProspectWithoutAnAddressToWriteTo() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            for (int i = 0; i < 3; i++) {
                shop.happens("email:stranger@example.com", "mail.received", "from", "stranger@example.com", "proven", false, "text", "地砖开裂了，我要投诉 " + i);
            }
            String id = shop.engine().cards().resolve(List.of("email:stranger@example.com")).get("email:stranger@example.com");
            Card card = shop.card(id);
            assertEquals("prospect", card.standing().stage());
            assertEquals(List.of(), card.profile().texts("emails"));
            assertEquals(3, card.contacts().recent().size());
            assertEquals(3, card.complaints().size());
            shop.until("2027-01-02T10:00");
            assertEquals(List.of(), shop.letterBox.stream().filter(d -> d.recipient().equals("stranger@example.com")).toList());
        }
    }

    @Test
    void anUnprovenMailChangesNoFieldOfAKnownCard() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com"));
            Card before = shop.card("C-1");
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", false, "text", "my lawyer will contact you");
            Card after = shop.card("C-1");
            assertEquals(before.profile(), after.profile());
            assertEquals(before.standing(), after.standing());
            assertEquals(before.consents(), after.consents());
            assertEquals(1, after.complaints().size());
        }
    }

    @Test
    void whatATrustedServerDidNotProveOpensNoComplaintAndSomebodyAsksBack() {
        try (Dealership shop = birthdayShop()) {
            Card before = shop.card("C-1");
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", false, "judged", true, "text", "瓷砖开裂，要求赔偿");
            assertEquals(List.of(), shop.card("C-1").complaints());
            Touch task = shop.touch("C-1", "maybe-complaint");
            assertEquals("mail-unproven DESK", task.template() + " " + task.how());
            assertTrue(task.body().contains("产品质量，一般") && task.body().contains("瓷砖开裂"), task.body());
            assertEquals(before.contacts(), shop.card("C-1").contacts(), "what others write in their name is no contact");
        }
    }

    @Test
    void aStrangerWhoHasOurMailIsNotTheCustomerEvenWhereNobodyProvesSenders() {
        try (Dealership shop = birthdayShop()) {
            shop.happens("C-1", "mail.received", "from", "stranger@evil.example", "proven", false, "text", "瓷砖开裂，要求赔偿", "answers", List.of(shop.letterBox.get(0).id()));
            assertEquals(List.of(), shop.card("C-1").complaints());
            assertEquals("mail-unproven", shop.touch("C-1", "maybe-complaint").template());
        }
    }

    @Test
    void theReaderSeesWhatWasQuotedAttachedAndNotUnderstood() {
        try (Dealership shop = birthdayShop()) {
            String emoji = "a".repeat(1_499) + "😀😀";
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", emoji, "quoted", "On 2 March we wrote:",
                    "attachments", List.of("tile.jpg (120 KB)"), "problems", List.of("its parts cannot be told apart"));
            String body = shop.touch("C-1", "read-mail").body();
            assertTrue(body.contains("On 2 March we wrote:") && body.contains("tile.jpg (120 KB)") && body.contains("its parts cannot be told apart"), body);
            assertEquals(Texts.whole(body), body);
        }
    }

    @Test
    void whoeverAnswersFromAnotherAddressIsSomebodyElseHoweverProven() {
        try (Dealership shop = birthdayShop()) {
            shop.happens("C-1", "mail.received", "from", "friend@example.com", "proven", true, "judged", true, "text", "瓷砖开裂，要求赔偿", "answers",
                    List.of(shop.letterBox.get(0).id()));
            assertEquals(List.of(), shop.card("C-1").complaints());
            assertEquals("mail-unproven", shop.touch("C-1", "maybe-complaint").template());
        }
    }

    @Test
    void aFormChangesNothingOnTheCardThatItNamesAndAPersonReadsIt() {
        try (Dealership shop = birthdayShop()) {
            Card before = shop.card("C-1");
            shop.happens("email:li@example.com", "form.received", "from", "Mallory, li@example.com, 13800000000", "subject", "site", "text", "想了解地板");
            Card after = shop.card("C-1");
            assertEquals(List.of(before.profile(), before.keys(), before.consents()), List.of(after.profile(), after.keys(), after.consents()));
            assertEquals(before.contacts(), after.contacts(), "nobody knows who it was");
            Touch task = shop.touch("C-1", "read-form");
            assertTrue(task.body().contains("Mallory, li@example.com, 13800000000") && task.body().contains("想了解地板"), task.body());

            shop.happens("email:new@example.com", "form.received", "from", "New", "text", "瓷砖开裂，要求赔偿");
            Card made = shop.card(shop.engine().cards().resolve(List.of("email:new@example.com")).get("email:new@example.com"));
            assertEquals(List.of(), made.profile().texts("emails"), "nothing is sent there");
            assertEquals(1, made.complaints().size(), "a complaint is heard whoever makes it");
            assertEquals("unknown-sender", shop.touch(made.id(), "unknown-sender").template());
        }
    }
}
