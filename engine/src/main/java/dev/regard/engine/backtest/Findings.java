package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was seen of the customers on one side, put together; the same whatever the order and the parts in which it comes. For several threads. */
final class Findings {
    private final ZoneId zone;
    private final Map<String, String> tiers = new TreeMap<>();
    private final List<Decision> tierChanges = new ArrayList<>();
    private final Map<Outcome.Alike, Integer> contacts = new ConcurrentHashMap<>();
    private final Map<String, Touch> touches = new TreeMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final Map<String, Decision> alerts = new TreeMap<>();
    private final Map<String, Integer> held = new TreeMap<>();

    /** @param zone the company's, for the days of contacts */
    Findings(ZoneId zone) {
        this.zone = zone;
    }

    void add(Seen seen) {
        List<Touch> due = seen.due();
        add(seen, due, due);
    }

    /** Of the same customers on two sides: of touches, only what differs is kept. */
    static void add(Findings here, Seen one, Findings there, Seen other) {
        List<Touch> ones = one.due();
        List<Touch> others = other.due();
        here.add(one, ones, differing(ones, others));
        there.add(other, others, differing(others, ones));
    }

    private static List<Touch> differing(List<Touch> ones, List<Touch> others) {
        Map<String, Touch> byId = others.stream().collect(Collectors.toMap(Touch::id, Function.identity()));
        return ones.stream().filter(touch -> Difference.change(touch, byId.get(touch.id())).isPresent()).toList();
    }

    /** @param kept those of the touches that fell due that are not only counted */
    private void add(Seen seen, List<Touch> due, List<Touch> kept) {
        due.stream().filter(Outcome::happens).forEach(touch -> contacts.merge(alike(touch, seen.reason(touch)), 1, Integer::sum));
        keep(seen, kept);
    }

    private Outcome.Alike alike(Touch touch, Decision reason) {
        return new Outcome.Alike(LocalDate.ofInstant(touch.due(), zone), touch.kind(), touch.channel(), touch.assignee(), reason == null ? null : Outcome.Row.of(reason));
    }

    private synchronized void keep(Seen seen, List<Touch> kept) {
        seen.cards(card -> {
            if (!card.givenUp() && card.standing().tier() != null) {
                tiers.put(card.id(), card.standing().tier());
            }
        });
        tierChanges.addAll(seen.tierChanges());
        for (Touch touch : kept) {
            touches.put(touch.id(), touch);
            Optional.ofNullable(seen.reason(touch)).ifPresent(reason -> reasons.put(reason.id(), reason));
        }
        seen.alerts().forEach(alert -> alerts.put(alert.id(), alert));
        seen.held().forEach((reason, count) -> held.merge(reason, count, Integer::sum));
    }

    synchronized Outcome outcome(String ruleSet, long events) {
        tierChanges.sort(Comparator.comparing(Decision::at).thenComparing(Decision::customer)); // several at one moment stay in their order
        return new Outcome(ruleSet, events, tiers, tierChanges, contacts, touches, reasons, alerts, held);
    }
}
