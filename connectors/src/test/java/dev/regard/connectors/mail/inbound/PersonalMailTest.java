package dev.regard.connectors.mail.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonalMailTest {
    private final PersonalMail meaning = new PersonalMail("service@dealer.example", Optional.of("mx.dealer.example"));

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

    private Object proven(String... results) {
        Map<String, List<String>> headers = headers();
        headers.put("authentication-results", List.of(results));
        return only(headers, "Hello").data().fields().get("proven");
    }

    private Event only(Map<String, List<String>> headers, String subject) {
        List<Event> events = new ArrayList<>(meaning.events(new InboundMail("c0ffee", Instant.EPOCH, headers, Optional.of("li@example.com"), subject,
                "thank you", "", List.of(), List.of())));
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
}
