package dev.regard.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that was concluded. Immutable; its id is made from what it is about, so the same conclusion twice is one record.
 *
 * @param at       the engine's clock when it was decided
 * @param customer the card's id
 * @param type     what kind: {@code tier}, {@code stage}, {@code touch}, {@code hold}, {@code cancel}, {@code escalation}, …
 * @param detail   what exactly, as names and values
 * @param ruleSet  the version of the rule set
 * @param because  never empty
 * @param event    key of the event that it followed; null when a date called for it
 */
public record Decision(String id, Instant at, String customer, String type, Map<String, Object> detail, String ruleSet,
        List<Reason> because, String event) {
    public Decision {
        if (because.isEmpty()) {
            throw new IllegalArgumentException("decision " + id + " has no reason");
        }
        because = List.copyOf(because);
        detail = Map.copyOf(detail);
    }
}
