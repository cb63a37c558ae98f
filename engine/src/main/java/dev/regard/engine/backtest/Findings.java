package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was seen of the customers on one side, put together; the same whatever the order and the parts in which it comes. For several threads. */
final class Findings {
    private final Map<String, String> tiers = new TreeMap<>();
    private final List<Decision> tierChanges = new ArrayList<>();
    private final Map<String, Touch> touches = new TreeMap<>();
    private final Map<String, Outcome.Row> rows = new HashMap<>();
    private final Map<Outcome.Row, Outcome.Row> known = new HashMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final Map<String, Decision> alerts = new TreeMap<>();
    private final Map<String, Integer> held = new TreeMap<>();

    void add(Seen seen) {
        add(seen, seen.due(), touch -> true);
    }

    /** Of the same customers on two sides: what is equal lies in memory once, and only what differs has to be explained. */
    static void add(Findings here, Seen one, Findings there, Seen other) {
        List<Touch> ones = one.due();
        Map<String, Touch> byId = ones.stream().collect(Collectors.toMap(Touch::id, Function.identity()));
        List<Touch> others = other.due().stream().map(touch -> touch.equals(byId.get(touch.id())) ? byId.get(touch.id()) : touch).toList();
        Map<String, Touch> otherById = others.stream().collect(Collectors.toMap(Touch::id, Function.identity()));
        Predicate<Touch> differs = touch -> Difference.change(byId.get(touch.id()), otherById.get(touch.id())).isPresent();
        here.add(one, ones, differs);
        there.add(other, others, differs);
    }

    private synchronized void add(Seen seen, List<Touch> due, Predicate<Touch> explained) {
        seen.cards(card -> {
            if (!card.givenUp() && card.standing().tier() != null) {
                tiers.put(card.id(), card.standing().tier());
            }
        });
        tierChanges.addAll(seen.tierChanges());
        for (Touch touch : due) {
            touches.put(touch.id(), touch);
            Decision reason = seen.reason(touch);
            if (reason != null) {
                Outcome.Row row = Outcome.Row.of(reason.because().get(0));
                rows.put(touch.id(), known.computeIfAbsent(row, r -> r));
                if (explained.test(touch)) {
                    reasons.put(reason.id(), reason);
                }
            }
        }
        seen.alerts().forEach(alert -> alerts.put(alert.id(), alert));
        seen.held().forEach((reason, count) -> held.merge(reason, count, Integer::sum));
    }

    synchronized Outcome outcome(String ruleSet, long events) {
        tierChanges.sort(Comparator.comparing(Decision::at).thenComparing(Decision::customer)); // several at one moment stay in their order
        return new Outcome(ruleSet, events, tiers, tierChanges, touches, rows, reasons, alerts, held);
    }
}
