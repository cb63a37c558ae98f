package dev.regard.routes.trial;

import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.TierChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes of a period under one set of rules: nothing but what a test says. */
final class SampleOutcome {
    private final String ruleSet;
    private long events;
    private long inPeriod;
    private final Map<String, String> tiers = new HashMap<>();
    private final List<TierChange> tierChanges = new ArrayList<>();
    private final Map<Outcome.Alike, Integer> contacts = new HashMap<>();
    private final Map<String, Decision> alerts = new HashMap<>();
    private final Map<Outcome.Unmade, Integer> unmade = new HashMap<>();

    private SampleOutcome(String ruleSet) {
        this.ruleSet = ruleSet;
    }

    static SampleOutcome of(String ruleSet) {
        return new SampleOutcome(ruleSet);
    }

    /** How many were replayed, and how many of them happened in the period. */
    SampleOutcome events(long all, long happened) {
        events = all;
        inPeriod = happened;
        return this;
    }

    /** The tiers at the end, by customer. */
    SampleOutcome tiers(Map<String, String> atTheEnd) {
        tiers.putAll(atTheEnd);
        return this;
    }

    SampleOutcome moved(String customer, String day, String before, String after) {
        tierChanges.add(TierChange.of(decision(TierChange.TYPE, customer, day, Map.of("before", before, "after", after))));
        return this;
    }

    SampleOutcome messages(String day, String channel, int times) {
        contacts.put(new Outcome.Alike(LocalDate.parse(day), Touch.Kind.MESSAGE, channel, null, null), times);
        return this;
    }

    SampleOutcome tasks(String day, String channel, String assignee, int times) {
        contacts.put(new Outcome.Alike(LocalDate.parse(day), Touch.Kind.TASK, channel, assignee, null), times);
        return this;
    }

    SampleOutcome alerted(String customer, String day, String level) {
        Decision alert = decision("alert", customer, day, Map.of("level", level));
        alerts.put(alert.id(), alert);
        return this;
    }

    SampleOutcome unmade(Touch.Status status, String because, int times) {
        unmade.put(new Outcome.Unmade(status, because), times);
        return this;
    }

    Outcome made() {
        return new Outcome(Instant.MIN, Instant.MAX, ruleSet, events, inPeriod, tiers, tierChanges, contacts, Map.of(), Map.of(), alerts, Map.of(), unmade);
    }

    private static Decision decision(String type, String customer, String day, Map<String, Object> detail) {
        Reason reason = new Reason("tiers", "row", 4, Map.of());
        return new Decision(type + customer + day, Instant.parse(day + "T03:00:00Z"), customer, type, detail, "v", List.of(reason), null);
    }
}
