package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.TierChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen of the customers on one side, put together; the same whatever the order and the parts in which it comes. For several threads. */
final class Findings {
    private final Course.Sides sides;
    private final ZoneId zone;
    private final Map<String, String> tiers = new TreeMap<>();
    private final List<TierChange> tierChanges = new ArrayList<>();
    private final Map<Outcome.Alike, Integer> contacts = new ConcurrentHashMap<>();
    private final Map<String, Touch> touches = new TreeMap<>();
    private final Map<String, Decision> reasons = new HashMap<>();
    private final Map<String, Decision> alerts = new TreeMap<>();
    private final Map<String, Integer> held = new TreeMap<>();
    private final Map<Outcome.Unmade, Integer> unmade = new ConcurrentHashMap<>();

    Findings(Course.Sides sides) {
        this.sides = sides;
        this.zone = sides.published().companyZone();
    }

    void add(Seen seen) {
        add(seen, seen.touches());
    }

    /** Of the same customers on two sides: of touches, only what differs is kept. */
    static void add(Findings here, Seen one, Findings there, Seen other) {
        Set<String> differing = Stream.concat(one.due().stream(), other.due().stream()).map(Touch::id)
                .filter(id -> Difference.change(one.touch(id), other.touch(id)).isPresent()).collect(Collectors.toSet());
        here.add(one, differing.stream().map(one::touch).filter(Objects::nonNull).toList());
        there.add(other, differing.stream().map(other::touch).filter(Objects::nonNull).toList());
    }

    /** @param kept those of the touches that are not only counted */
    private void add(Seen seen, Collection<Touch> kept) {
        for (Touch touch : seen.due()) {
            if (Outcome.happens(touch)) {
                contacts.merge(alike(touch, seen.reason(touch)), 1, Integer::sum);
            } else {
                unmade.merge(new Outcome.Unmade(touch.status(), touch.heldBecause() == null ? "" : touch.heldBecause()), 1, Integer::sum);
            }
        }
        keep(seen, kept);
    }

    private Outcome.Alike alike(Touch touch, Decision reason) {
        return new Outcome.Alike(LocalDate.ofInstant(touch.due(), zone), touch.kind(), touch.channel(), touch.assignee(), reason == null ? null : Outcome.Row.of(reason));
    }

    private synchronized void keep(Seen seen, Collection<Touch> kept) {
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

    synchronized Outcome outcome(String ruleSet, long events, long inPeriod) {
        tierChanges.sort(Comparator.comparing(TierChange::at).thenComparing(TierChange::customer)); // several at one moment stay in their order
        return new Outcome(sides.from(), sides.to(), ruleSet, events, inPeriod, tiers, tierChanges, contacts, touches, reasons, alerts, held, unmade);
    }
}
