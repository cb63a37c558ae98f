package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Dispatches as tests need them. */
final class Mails {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Sender DEALER = new Sender("安居建材", "care@dealer.example");
    static final Letters LETTERS = new Letters(Letterhead.of(DEALER), InstantSource.fixed(NOON));

    private Mails() { }

    /** What the text part of a mail says. */
    static String text(MimeMessage mail) throws MessagingException, IOException {
        return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    static Dispatch greeting() {
        return greeting("Q1w2-e3_r4T5y6U7i8O9", "wang@customer.example", "生日快乐，王女士", "王女士，您好！\n祝您生日快乐。\n", Map.of());
    }

    static Dispatch greeting(String id) {
        return greeting(id, "wang@customer.example", "生日快乐，王女士", "王女士，您好！\n祝您生日快乐。\n", Map.of());
    }

    static Dispatch to(String recipient) {
        return greeting("G1", recipient, "Happy birthday", "All the best!\n", Map.of());
    }

    static Dispatch about(String subject) {
        return greeting("G1", "wang@customer.example", subject, "All the best!\n", Map.of());
    }

    static Dispatch with(Map<String, String> headers) {
        return greeting("G1", "wang@customer.example", "Happy birthday", "All the best!\n", headers);
    }

    static Dispatch saying(String body) {
        return greeting("G1", "wang@customer.example", "Happy birthday", body, Map.of());
    }

    static Dispatch urgent() {
        return new Dispatch("A1", "C-1001", "A1", true, true, "email", "owner@dealer.example", "Complaint", "Two tiles arrived cracked.\n", "zh-CN",
                Map.of(), Status.READY, NOON, 0, null, null);
    }

    static Dispatch again(Dispatch first, Instant due) {
        return first.claimedBy("one").with(Status.READY, due, "the process ended").claimedBy("two");
    }

    private static Dispatch greeting(String id, String recipient, String subject, String body, Map<String, String> headers) {
        return new Dispatch(id, "C-1001", "T-" + id, false, false, "email", recipient, subject, body, "zh-CN", headers, Status.READY,
                NOON, 0, null, null);
    }
}
