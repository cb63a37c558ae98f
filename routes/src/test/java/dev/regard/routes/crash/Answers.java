package dev.regard.routes.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the program says at the end, by customer. */
record Answers(Map<String, JsonNode> customers, Map<String, List<JsonNode>> touches, Map<String, List<JsonNode>> complaints) {
    private static final List<String> LONG = List.of("subject", "body", "template", "variant", "assignee", "why");
    private static final List<String> UNASKED = List.of("origins", "policy", "keys");

    static Answers of(Prey prey) throws IOException, InterruptedException {
        Answers answers = new Answers(new HashMap<>(), new HashMap<>(), new HashMap<>());
        prey.list("customers", c -> answers.customers.put(c.get("id").asText(), ((ObjectNode) c).remove(UNASKED)));
        prey.list("touches", t -> answers.touches.computeIfAbsent(t.get("customer").asText(), c -> new ArrayList<>()).add(((ObjectNode) t).remove(LONG)));
        prey.list("complaints", t -> answers.complaints.computeIfAbsent(t.get("customer").asText(), c -> new ArrayList<>()).add(t));
        return answers;
    }

    List<JsonNode> touchesOf(String customer) {
        return touches.getOrDefault(customer, List.of());
    }

    List<JsonNode> complaintsOf(String customer) {
        return complaints.getOrDefault(customer, List.of());
    }
}
