package dev.regard.routes.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regard.routes.year.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Facts as a sender writes them. */
final class CloudEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudEvents() { }

    static byte[] batch(List<Fact> facts) {
        try {
            return JSON.writeValueAsBytes(facts.stream().map(CloudEvents::event).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String lines(List<Fact> facts) {
        return facts.stream().map(CloudEvents::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Fact fact) {
        try {
            return JSON.writeValueAsString(event(fact));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> event(Fact fact) {
        return Map.of("specversion", "1.0", "id", fact.id(), "source", "urn:crash", "type", fact.type(), "time", fact.time().toString(),
                "subject", subject(fact), "data", fact.data());
    }

    /** Some senders know a customer by the address only. Every customer of the first family has one. */
    private static String subject(Fact fact) {
        boolean byMail = fact.is("service.reported") && fact.customer().startsWith("B");
        return byMail ? "email:" + fact.customer().toLowerCase(Locale.ROOT) + "@customer.example" : "id:" + fact.customer();
    }
}
