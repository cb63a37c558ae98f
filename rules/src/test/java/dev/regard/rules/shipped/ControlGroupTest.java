package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.rules.ShippedRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A row gets a control group, or loses it, while its greetings are planned already. */
class ControlGroupTest {
    private static final Instant NOW = Dealership.at("2026-03-02T10:00");
    private static final int CUSTOMERS = 100;
    private final Map<String, Card> cards = new HashMap<>();
    private final Engagement all = engagement("");
    private final Engagement some = engagement("30%");

    private static Engagement engagement(String control) {
        return new Engagement(new Rulebook(ShippedRules.with(Map.of("occasions.csv", """
                Occasions
                "Greetings."
                Key,Occasion,At,Caught up within days,Role,How,Purpose,Cheerful,Template,Control group
                birthday,birthday,09:00,2,greeting,message,care,yes,birthday-greeting,%s
                """.formatted(control))).ruleSet().orElseThrow(), Dealership.organisation()));
    }

    private void known() {
        for (int i = 0; i < CUSTOMERS; i++) {
            String id = "C-" + i;
            Event event = new Event("test", id, "customer.changed", NOW, CustomerKey.id(id).orElseThrow(), Data.of("name", "Li", "emails", List.of(id + "@li.example"),
                    "birthday", Map.of("month", BigDecimal.valueOf(3), "day", BigDecimal.valueOf(20))));
            cards.put(id, all.apply(Card.blank(id, NOW), List.of(new Recorded(i + 1, NOW, event)), Filed.NOTHING, NOW).card());
        }
    }

    private List<Change> planned(Engagement by) {
        List<Change> changes = new ArrayList<>();
        cards.values().forEach(card -> by.replan(card, NOW).ifPresent(changes::add));
        changes.forEach(change -> cards.put(change.card().id(), change.card()));
        return changes;
    }

    private TreeSet<String> greeted() {
        TreeSet<String> greeted = new TreeSet<>();
        cards.forEach((id, card) -> card.touches().stream().filter(t -> t.role().equals("greeting")).forEach(t -> greeted.add(id)));
        return greeted;
    }

    @Test
    void whoIsInTheGroupIsGreetedNoLongerAndIsAgainWhenItIsTakenBack() {
        known();
        assertEquals(CUSTOMERS, greeted().size());
        List<Change> changes = planned(some);
        int left = greeted().size();
        assertTrue(left > 55 && left < 85, left + " are greeted");
        List<Decision> decisions = changes.stream().flatMap(c -> c.decisions().stream()).filter(d -> d.type().equals("touch")).toList();
        assertEquals(CUSTOMERS, decisions.size(), "both groups are decided about under the rules that have them, so that they can be compared");
        assertEquals(CUSTOMERS - left, decisions.stream().filter(d -> "cancelled".equals(d.detail().get("status"))).count());
        assertEquals(CUSTOMERS - left, changes.stream().flatMap(c -> c.touches().stream()).filter(t -> t.status() == Touch.Status.CANCELLED && t.heldBecause().startsWith("left out")).count());
        TreeSet<String> group = greeted();
        planned(some);
        assertEquals(group, greeted(), "always the same ones");
        planned(all);
        assertEquals(CUSTOMERS, greeted().size());
    }

    @Test
    void onTheDayAndAfterItWhoIsInTheGroupIsLeftOutAndNotLate() {
        known();
        planned(some);
        TreeSet<String> group = new TreeSet<>(cards.keySet());
        group.removeAll(greeted());
        for (String id : group) {
            Card card = cards.get(id);
            Optional<Touch> missed = Optional.empty();
            for (Instant at = card.wakeAt(); at.isBefore(Dealership.at("2026-04-02T10:00")); at = card.wakeAt()) {
                Change change = some.wake(card, at);
                missed = missed.or(() -> change.touches().stream().filter(t -> t.role().equals("greeting") && t.status() != Touch.Status.CANCELLED).findFirst());
                card = change.card();
            }
            Change again = some.replan(card, Dealership.at("2026-03-21T10:00")).orElse(null);
            assertEquals(Optional.empty(), missed, id);
            assertTrue(again == null || again.touches().stream().allMatch(t -> t.status() == Touch.Status.CANCELLED), id);
        }
    }
}
