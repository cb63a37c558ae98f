package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import java.util.List;
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
    void anAnswerNamesTheMessageThatItAnswers() {
        try (Dealership shop = Dealership.on(MONDAY)) {
            shop.happens("C-1", "customer.changed", "name", "Li", "emails", List.of("li@example.com"));
            shop.happens("email:li@example.com", "mail.received", "from", "li@example.com", "proven", true, "text", "谢谢", "answers", List.of("T-2", "T-1"));
            assertEquals("T-2", shop.card("C-1").contacts().recent().get(0).touch());
        }
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
}
