package dev.regard.engine.backtest;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A store in memory that notes what is decided about the period. */
final class Seen implements Store, Cards {
    private final MemoryStore store = MemoryStore.ofThePresent();
    private final Instant from;
    private final Instant to;
    private final List<Decision> tierChanges = new ArrayList<>();
    private final Map<String, Touch> touches = new HashMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final Map<String, Decision> alerts = new TreeMap<>();
    private final Map<String, Integer> held = new TreeMap<>();

    Seen(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    Outcome outcome(String ruleSet, long events) {
        Map<String, String> tiers = new TreeMap<>();
        scan(card -> {
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

    @Override
    public Set<String> commit(List<Change> changes) {
        Set<String> conflicts = store.cards().commit(changes);
        for (Change change : changes) {
            change.decisions().forEach(this::note);
            change.touches().forEach(touch -> touches.put(touch.id(), touch));
        }
        return conflicts;
    }

    private void note(Decision decision) {
        switch (decision.type()) {
            case "touch" -> {
                // one that was planned for another moment may be moved into the period
                if (Instant.parse(decision.detail().get("due").toString()).isAfter(from.minus(Replay.MOVED_AT_MOST))) {
                    reasons.put(decision.id(), decision);
                }
            }
            case "tier" -> {
                if (within(decision.at())) {
                    tierChanges.add(decision);
                }
            }
            case "escalation", "alert" -> {
                if (within(decision.at())) {
                    alerts.put(decision.id(), decision);
                }
            }
            case "hold" -> {
                if (within(decision.at())) {
                    held.merge(decision.because().get(0).table() + "/" + decision.because().get(0).row(), 1, Integer::sum);
                }
            }
            default -> { }
        }
    }

    @Override
    public Cards cards() {
        return this;
    }

    @Override
    public Map<String, String> resolve(Collection<String> keys) {
        return store.cards().resolve(keys);
    }

    @Override
    public Map<String, Card> load(Collection<String> ids) {
        return store.cards().load(ids);
    }

    @Override
    public List<String> due(Instant now, int limit) {
        return store.cards().due(now, limit);
    }

    @Override
    public Optional<Instant> nextWake() {
        return store.cards().nextWake();
    }

    @Override
    public void scan(Consumer<Card> each) {
        store.cards().scan(each);
    }

    @Override
    public Journal journal() {
        return store.journal();
    }

    @Override
    public Outgoing outgoing() {
        return store.outgoing();
    }

    @Override
    public Records records() {
        return store.records();
    }

    @Override
    public Notes notes() {
        return store.notes();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() { }
}
