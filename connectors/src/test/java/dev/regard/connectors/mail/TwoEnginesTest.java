package dev.regard.connectors.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.connectors.mail.inbound.InboundMail;
import dev.regard.connectors.mail.inbound.PersonalMail;
import dev.regard.connectors.token.SignedTokens;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import jakarta.mail.Header;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two companies that keep each other as customers. */
class TwoEnginesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private final Letters ours = new Letters(Letterhead.of(new Sender("Ours", "service@ours.example")), () -> NOW);
    private final PersonalMail theirReading = new PersonalMail("service@theirs.example", Optional.empty(), SignedTokens.of(new MemoryStore().notes()), id -> Optional.empty());
    private final PersonalMail ourReading = new PersonalMail("service@ours.example", Optional.empty(), SignedTokens.of(new MemoryStore().notes()), id -> Optional.empty());

    @Test
    void aLetterOfOneMeansNothingToTheOther() throws Exception {
        assertEquals(List.of(), theirReading.events(received("service@theirs.example", "service@ours.example", Map.of())));
    }

    @Test
    void whatAForwarderSendsBackWithoutItsMarksOfAutomaticMailIsStillOurs() throws Exception {
        assertEquals(List.of(), ourReading.events(received("li@example.com", "forwarder@example.com", Map.of("auto-submitted", List.of()))));
    }

    @Test
    void aPersonsAnswerToALetterNamesIt() throws Exception {
        Letter letter = ((Draft.Fit) ours.write(dispatch("li@example.com"))).letter();
        InboundMail answer = new InboundMail("1", NOW, Map.of("from", List.of("li@example.com"), "in-reply-to", List.of(letter.getHeader("Message-ID", null))),
                Optional.of("li@example.com"), "Re: Hello", "thanks", "", "", List.of(), List.of());
        List<Event> events = ourReading.events(answer);
        assertEquals(List.of("touch-1"), events.get(0).data().texts("answers"));
    }

    private InboundMail received(String to, String from, Map<String, List<String>> changed) throws Exception {
        Letter letter = ((Draft.Fit) ours.write(dispatch(to))).letter();
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : Collections.list(letter.getAllHeaders())) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), n -> new ArrayList<>()).add(header.getValue());
        }
        headers.putAll(changed);
        return new InboundMail("0", NOW, headers, Optional.of(from), "My tiles are broken", "I want to complain", "", "", List.of(), List.of());
    }

    private static Dispatch dispatch(String to) {
        return new Dispatch("touch-1", "C-1", "touch-1", false, false, "email", to, "Hello", "Text", "en", Map.of(), Dispatch.Status.SENDING, NOW, 1,
                null, null);
    }
}
