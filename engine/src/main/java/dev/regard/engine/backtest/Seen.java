package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is decided about the period, noted beside the store that it is written to. */
final class Seen {
    private final MemoryStore store = MemoryStore.ofThePresent(this::note);
    private final Instant from;
    private final Instant to;
    private final Instant earliest;
    private final List<Decision> tierChanges = new ArrayList<>();
    private final Map<String, Touch> touches = new HashMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final Map<String, Decision> alerts = new TreeMap<>();
    private final Map<String, Integer> held = new TreeMap<>();

    Seen(Instant from, Instant to) {
        this.from = from;
        this.to = to;
        this.earliest = from.minus(Replay.MOVED_AT_MOST);
    }

    Store store() {
        return store;
    }

    Outcome outcome(String ruleSet, long events) {
        Map<String, String> tiers = new TreeMap<>();
        store.cards().scan(card -> {
            if (!card.givenUp() && card.standing().tier() != null) {
                tiers.put(card.id(), card.standing().tier());
            }
        });
        Map<String, Touch> due = new TreeMap<>();
        touches.values().stream().filter(t -> within(t.due())).forEach(t -> due.put(t.id(), t));
        return new Outcome(ruleSet, events, tiers, tierChanges, due, reasons, alerts, held);
    }

    private boolean within(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private void note(Change change) {
        change.decisions().forEach(this::note);
        change.touches().forEach(touch -> touches.put(touch.id(), touch));
    }

    private void note(Decision decision) {
        if (decision.type().equals("touch")) {
            // one that was planned for another moment may be moved into the period
            if (decision.at().isAfter(earliest) || Instant.parse(decision.detail().get("due").toString()).isAfter(earliest)) {
                reasons.put(decision.id(), decision);
            }
        } else if (within(decision.at())) {
            switch (decision.type()) {
                case "tier" -> tierChanges.add(decision);
                case "escalation", "alert" -> alerts.put(decision.id(), decision);
                case "hold" -> held.merge(decision.because().get(0).table() + "/" + decision.because().get(0).row(), 1, Integer::sum);
                default -> { }
            }
        }
    }
}
