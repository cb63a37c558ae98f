package dev.regard.connectors.mail.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.token.SignedTokens;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonalMailTest {
    private static final String PROVEN = "mx.dealer.example; dmarc=pass header.from=example.com";
    private final Tokens tokens = SignedTokens.of(new MemoryStore().notes());
    private final Map<String, Dispatch> sent = new HashMap<>();
    private final PersonalMail meaning = new PersonalMail("service@dealer.example", Optional.of("mx.dealer.example"), tokens, id -> Optional.ofNullable(sent.get(id)));

    @Test
    void whatTheConfiguredServerSaysOfTheSendersDomainProvesTheSender() {
        assertEquals(true, proven("mx.dealer.example 1; dmarc=pass (p=reject) header.from=example.com"));
        assertEquals(true, proven("mx.dealer.example; dkim=pass header.d=example.com header.s=k"));
        assertEquals(true, proven("mx.dealer.example; spf=fail smtp.mailfrom=a.example; dkim=pass header.i=@example.com"));
        assertEquals(true, proven("MX.dealer.example; spf=pass smtp.mailfrom=li@example.com"));
    }

    @Test
    void nothingElseProvesIt() {
        assertEquals(false, proven());
        assertEquals(false, proven("mx.evil.example; dmarc=pass header.from=example.com"));
        assertEquals(false, proven("mx.evil.example; dmarc=pass", "mx.dealer.example; dmarc=pass header.from=example.com"));
        assertEquals(false, proven("mx.dealer.example; none", "mx.dealer.example; dmarc=pass header.from=example.com"));
        assertEquals(false, proven("mx.dealer.example; dmarc=fail header.from=example.com"));
        assertEquals(false, proven("mx.dealer.example; dmarc=passing header.from=example.com"));
        assertEquals(false, proven("mx.dealer.example; dkim=pass header.d=other.example"));
        assertEquals(false, proven("mx.dealer.example; dkim=pass header.d=tenant.example.com"));
        assertEquals(false, proven("mx.dealer.example; spf=pass smtp.mailfrom=bounce@notexample.com"));
        assertEquals(false, proven("mx.dealer.example; (dmarc=pass header.from=example.com) dmarc=none"));
        assertEquals(false, proven("mx.dealer.example.evil.example; dmarc=pass header.from=example.com"));
    }

    @Test
    void twoSendersAreProvenByNothing() {
        Map<String, List<String>> headers = headers("Authentication-Results", "mx.dealer.example; dmarc=pass header.from=example.com");
        headers.put("from", List.of("Li <li@example.com>", "boss@dealer.example"));
        assertEquals(false, only(headers, "Hello").data().fields().get("proven"));
    }

    @Test
    void anAnswerNamesTheMailsThatItAnswersNearestFirst() {
        Map<String, List<String>> headers = headers("In-Reply-To", "<second@dealer.example>");
        headers.put("references", List.of("<first@dealer.example> <x@other.example> <second@dealer.example>"));
        assertEquals(List.of("second", "first"), only(headers, "Re: Greetings").data().texts("answers"));
    }

    @Test
    void theSubjectOfAnAnswerIsNotTakenForTheCustomersWords() {
        assertEquals("thank you", only(headers(), "Re: Your complaint about broken tiles").data().text("text").orElseThrow());
        assertEquals("Broken tiles\nthank you", only(headers(), "Broken tiles").data().text("text").orElseThrow());
    }

    @Test
    void anAnswerToTheSignedAddressBelongsToTheCustomerWhoGotTheMailWhoeverWrites() {
        String token = tokens.ofDispatch(sent("C-7", false, "li@work.example"));
        Event answer = only(headers("To", "Care <service+" + token + "@dealer.example>"), "Re: Greetings");

        assertEquals("id:C-7 li@example.com", answer.subject() + " " + answer.data().text("from").orElseThrow());
        assertEquals(List.of(sent.keySet().iterator().next()), answer.data().texts("answers"));
        assertEquals("email:li@example.com", only(headers("To", "service+" + "a".repeat(40) + "@dealer.example"), "Re: Greetings").subject().toString());
    }

    @Test
    void whoAnswersAnAlertHasReadItIfItIsWhoGotIt() {
        String alert = sent("C-7", true, "li@example.com");
        Map<String, List<String>> headers = headers("In-Reply-To", "<" + alert + "@dealer.example>", "Authentication-Results", PROVEN);
        Event answer = only(headers, "Re: Complaint");

        assertEquals("escalation.acknowledged " + alert, answer.type() + " " + answer.data().text("escalation").orElseThrow());
        headers.remove("authentication-results");
        assertEquals("mail.received", only(headers, "Re: Complaint").type(), "an unproven one reaches a person");
    }

    @Test
    void aMailThatCameBackIsKnownByItsSignedMarkAndAForgedOneMeansNothing() {
        String id = sent("C-7", false, "gone@example.com");
        String report = "Final-Recipient: rfc822; gone@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n  no such user\n";
        Event inAddress = bounced(headers("To", "bounces+" + tokens.ofDispatch(id) + "@dealer.example"), report, "");
        Event inHead = bounced(headers(), report, "Subject: Hello\nX-Regard-Dispatch: " + tokens.ofDispatch(id) + "\n");

        for (Event event : List.of(inAddress, inHead)) {
            assertEquals("mail.bounced id:C-7", event.type() + " " + event.subject());
            assertEquals(Map.of("dispatch", id, "status", "5.1.1", "stops", true, "text", "550 5.1.1 no such user"), event.data().fields());
        }
        assertEquals(List.of(), meaning.events(mail(headers("To", "bounces+" + id + "@dealer.example"), "", List.of(part("message/delivery-status", report)))));
        assertEquals(List.of(), meaning.events(mail(headers(), "X-Regard-Dispatch: " + id, List.of(part("message/delivery-status", report)))));
    }

    @Test
    void mailToAListWithinTheCompanyIsAPersonsAndOtherListsAreNot() {
        assertEquals("mail.received", only(headers("List-Id", "Service <service.dealer.example>"), "Hello").type());
        assertEquals(List.of(), meaning.events(mail(headers("List-Id", "News <news.other.example>"), "thank you", List.of())));
    }

    @Test
    void whatTheSenderChoseProvesNothing() {
        assertEquals(false, proven("mx.dealer.example; spf=pass smtp.mailfrom=\"a; dmarc=pass header.from=example.com \"@evil.example"));
        assertEquals(false, proven("mx.dealer.example; spf=pass smtp.mailfrom=\"a; dmarc=pass header.from=example.com @evil.example"));
        assertEquals(false, proven("mx.dealer.example; dmarc=fail header.from=example.com; dkim=pass header.d=example.com"));
        assertEquals(true, proven("mx.dealer.example; dmarc=none; dkim=pass header.d=example.com"));
    }

    @Test
    void aLongFoldedDiagnosisIsRead() {
        String id = sent("C-7", false, "li@example.com");
        Event bounced = bounced(headers("To", "bounces+" + tokens.ofDispatch(id) + "@dealer.example"), "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no" + "\n such user".repeat(20_000), "");
        assertEquals("5.1.1", bounced.data().fields().get("status"));
    }

    private String sent(String customer, boolean alert, String to) {
        String id = Digest.of(customer, String.valueOf(alert), to);
        sent.put(id, new Dispatch(id, customer, id, alert, alert, "email", to, "Hello", "Text", "en", Map.of(), Dispatch.Status.SENT, Instant.EPOCH, 1, null, null));
        return id;
    }

    private Event bounced(Map<String, List<String>> headers, String report, String head) {
        List<Event> events = meaning.events(mail(headers, "Sorry", List.of(part("message/delivery-status", report), part("text/rfc822-headers", head))));
        assertEquals(1, events.size());
        return events.get(0);
    }

    private static InboundMail.Part part(String type, String text) {
        return new InboundMail.Part(type, "", text.length(), text);
    }

    private static InboundMail mail(Map<String, List<String>> headers, String text, List<InboundMail.Part> parts) {
        return new InboundMail("c0ffee", Instant.EPOCH, headers, Optional.of("li@example.com"), "Hello", text, "", "", parts, List.of());
    }

    private Object proven(String... results) {
        Map<String, List<String>> headers = headers();
        headers.put("authentication-results", List.of(results));
        return only(headers, "Hello").data().fields().get("proven");
    }

    private Event only(Map<String, List<String>> headers, String subject) {
        List<Event> events = new ArrayList<>(meaning.events(new InboundMail("c0ffee", Instant.EPOCH, headers, Optional.of("li@example.com"), subject,
                "thank you", "", "", List.of(), List.of())));
        assertEquals(1, events.size());
        return events.get(0);
    }

    private static Map<String, List<String>> headers(String... pairs) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("from", List.of("Li <li@example.com>"));
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i].toLowerCase(java.util.Locale.ROOT), List.of(pairs[i + 1]));
        }
        return headers;
    }

    @Test
    void aMailWithoutAUsableSenderIsLostToNobody() {
        for (String from : List.of("", "undisclosed", "<a@b@customer.example>", "<" + "a".repeat(300) + "@customer.example>")) {
            InboundMail raw = MailParser.parse(((from.isEmpty() ? "" : "From: " + from + "\r\n") + "Reply-To: Li <li@example.com>\r\nSubject: Tiles\r\n\r\nTwo tiles arrived cracked.\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8), Instant.EPOCH);
            Event event = meaning.events(raw).get(0);
            assertEquals("ext:mail/" + raw.content().substring(0, 20), event.subject().toString(), from);
            assertTrue(event.data().text("text").orElseThrow().contains("cracked"));
            assertTrue(event.data().text("from").orElseThrow().length() <= 300);
            assertEquals(false, event.data().fields().get("proven"));
        }
    }

    @Test
    void whatIsAttachedIsNamed() {
        InboundMail raw = MailParser.parse(("From: li@example.com\r\nSubject: Tiles\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf; name=plan.pdf\r\n\r\nx\r\n--b--\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8), Instant.EPOCH);
        assertEquals(List.of("plan.pdf (1 KB)"), meaning.events(raw).get(0).data().texts("attachments"));
    }
}
