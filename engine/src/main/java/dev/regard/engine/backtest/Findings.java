package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was seen of the customers, put together; the same whatever the order and the parts in which it comes. For several threads. */
final class Findings {
    private final Map<String, String> tiers = new TreeMap<>();
    private final List<Decision> tierChanges = new ArrayList<>();
    private final Map<String, Touch> touches = new TreeMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final Map<String, Decision> alerts = new TreeMap<>();
    private final Map<String, Integer> held = new TreeMap<>();

    synchronized void add(Seen seen) {
        seen.cards(card -> {
            if (!card.givenUp() && card.standing().tier() != null) {
                tiers.put(card.id(), card.standing().tier());
            }
        });
        tierChanges.addAll(seen.tierChanges());
        for (Touch touch : seen.due()) {
            touches.put(touch.id(), touch);
            Decision reason = seen.reason(touch);
            if (reason != null) {
                reasons.put(reason.id(), reason);
            }
        }
        seen.alerts().forEach(alert -> alerts.put(alert.id(), alert));
        seen.held().forEach((reason, count) -> held.merge(reason, count, Integer::sum));
    }

    synchronized Outcome outcome(String ruleSet, long events) {
        tierChanges.sort(Comparator.comparing(Decision::at).thenComparing(Decision::customer)); // several at one moment stay in their order
        return new Outcome(ruleSet, events, tiers, tierChanges, touches, reasons, alerts, held);
    }
}
