package dev.regard.engine.backtest;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is decided about the period, noted beside the store that it is written to. */
final class Seen {
    /** How long before the period a contact may have been planned for that was put off into it. */
    private static final Duration MOVED_AT_MOST = Duration.ofDays(31);
    private static final String HOURS = Topic.CONTACT_HOURS.tableName();
    private final MemoryStore store = MemoryStore.ofThePresent(this::note);
    private final Instant from;
    private final Instant to;
    private final Instant earliest;
    private final Consumer<Change> watch;
    private final List<TierChange> tierChanges = new ArrayList<>();
    private final Map<String, Touch> touches = new HashMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final List<Decision> alerts = new ArrayList<>();
    private final Map<String, Integer> held = new HashMap<>();

    /** @param watch is given each change, before it is there */
    Seen(Instant from, Instant to, Consumer<Change> watch) {
        this.from = from;
        this.to = to;
        this.earliest = from.minus(MOVED_AT_MOST);
        this.watch = watch;
    }

    Store store() {
        return store;
    }

    /** The cards as they are. */
    void cards(Consumer<Card> each) {
        store.cards().scan(each);
    }

    List<TierChange> tierChanges() {
        return tierChanges;
    }

    /** All that were planned, as they ended. */
    Collection<Touch> touches() {
        return touches.values();
    }

    /** As it ended; null where it was never planned. */
    Touch touch(String id) {
        return touches.get(id);
    }

    /** Those that fall due in the period. */
    List<Touch> due() {
        return touches.values().stream().filter(touch -> within(touch.due())).toList();
    }

    /** The decision that planned a touch; null where it was planned long before. */
    Decision reason(Touch touch) {
        return reasons.get(touch.why());
    }

    List<Decision> alerts() {
        return alerts;
    }

    Map<String, Integer> held() {
        return held;
    }

    private boolean within(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private void note(Change change) {
        watch.accept(change);
        change.decisions().forEach(this::note);
        for (Touch touch : change.touches()) {
            Touch before = touches.put(touch.id(), touch);
            if (before != null && isPutOffByHours(before, touch, change.decisions())) {
                held.merge(HOURS, 1, Integer::sum);
            }
        }
    }

    /** Nobody decided about it: its time had come at a moment that is none for the customer. */
    private boolean isPutOffByHours(Touch before, Touch now, List<Decision> decisions) {
        return before.status() == Touch.Status.PLANNED && now.status() == Touch.Status.PLANNED && now.due().isAfter(before.due()) && within(before.due())
                && decisions.stream().noneMatch(decision -> now.id().equals(decision.detail().get("touch")));
    }

    private void note(Decision decision) {
        if (decision.type().equals("touch")) {
            // one that was planned for another moment may be moved into the period
            if (decision.at().isAfter(earliest) || Instant.parse(decision.detail().get("due").toString()).isAfter(earliest)) {
                reasons.put(decision.id(), decision);
            }
        } else if (within(decision.at())) {
            switch (decision.type()) {
                case TierChange.TYPE -> tierChanges.add(TierChange.of(decision));
                case "escalation", "alert" -> alerts.add(decision);
                case "hold", "move" -> held.merge(decision.because().get(0).table() + "/" + decision.because().get(0).row(), 1, Integer::sum);
                default -> { }
            }
        }
    }
}
