package dev.regard.rules.scenario;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Touch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which contacts come to a customer with everything that was done before, to be held against those of a scenario, in which orders and complaints have other names. */
final class InFact {
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> coming = new HashSet<>();
    private final List<Map<String, String>> cards;

    /** @param came what came to the customer as it is */
    InFact(Map<String, List<Map<String, String>>> came, Card card) {
        this.cards = came.get("card");
        for (int i = 0; i < card.dealings().orders().size(); i++) {
            names.put("order/" + card.dealings().orders().get(i).id(), "order/O-" + (i + 1));
        }
        List<Complaint> complaints = card.complaints();
        for (int i = 0; i < complaints.size(); i++) {
            names.put("complaint/" + complaints.get(i).id(), "complaint/K-" + (i + 1));
        }
        Set<String> over = new HashSet<>();
        card.touches().stream().filter(touch -> !touch.status().open()).forEach(touch -> over.add(touch.occasion() + " " + touch.role()));
        came.get("touch").stream().filter(touch -> !touch.get("status").equals("cancelled") && !over.contains(touch.get("occasion") + " " + touch.get("role")))
                .forEach(touch -> coming.add(key(touch)));
    }

    /** Whether a contact that came in the scenario comes in fact too, on the same day. */
    boolean has(Map<String, String> touch) {
        return coming.contains(key(touch));
    }

    /** Whether the customer then has the same tier or stage. */
    boolean has(String name, String value) {
        return cards.stream().anyMatch(card -> value.equals(card.get(name)));
    }

    private String key(Map<String, String> touch) {
        return about(touch.get("occasion")) + " " + Touch.countsAs(touch.get("role")) + " " + touch.get("on");
    }

    private String about(String occasion) {
        String[] parts = occasion.split("/", 3);
        String matter = parts.length > 1 ? parts[0] + "/" + parts[1] : occasion;
        return occasion.startsWith("complaint/") || occasion.startsWith("order/") ? names.getOrDefault(matter, matter) + (parts.length > 2 ? "/" + parts[2] : "")
                : parts.length > 1 && !parts[1].matches("\\d{4}") ? parts[0] : occasion;
    }
}
