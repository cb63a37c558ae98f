package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference.Alert;
import dev.regard.engine.backtest.Difference.Change;
import dev.regard.engine.backtest.Difference.Contact;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.TierChange;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A back-test as a tree for a program: the totals, then what differs one by one.
 *
 * @param notes what a reader must know beside the difference
 */
record BacktestJson(LocalDate from, LocalDate to, List<String> notes, Comparison comparison, Wording wording) {

    /** @param customer whose differences alone are listed, beside the totals of all; empty for those of all */
    Map<String, Object> tree(Optional<String> customer) {
        Map<String, Object> tree = heading();
        tree.putAll(tiers());
        tree.putAll(contacts());
        tree.putAll(unmade());
        tree.putAll(effort());
        tree.putAll(breakdown());
        tree.put("differences", differences(id -> customer.map(id::equals).orElse(true)));
        return tree;
    }

    private Map<String, Object> heading() {
        Outcome published = comparison.published();
        return map("from", from.toString(), "to", to.toString(), "notes", notes, "published", published.ruleSet(), "draft", comparison.draft().ruleSet(),
                "events", published.events(), "eventsInPeriod", published.inPeriod(), "customers", comparison.customers());
    }

    private Map<String, Object> tiers() {
        return map("tierChanges", tree(comparison.tierChanges()), "tierMoves", Wording.moves(comparison.tierMoves()),
                "tiersDiffering", map("atTheEnd", comparison.tiersDifferingAtTheEnd(), "forATime", comparison.tiersDifferingForATime()),
                "customersDiffering", comparison.customersDiffering().size());
    }

    private Map<String, Object> contacts() {
        Map<String, Object> contacts = tree(comparison.contacts());
        contacts.putAll(map("added", comparison.contacts(Change.ADDED), "gone", comparison.contacts(Change.GONE), "moved", comparison.contacts(Change.MOVED)));
        return map("contacts", contacts);
    }

    private Map<String, Object> unmade() {
        return map("cancelled", tree(comparison.unmade(Touch.Status.CANCELLED)), "missed", tree(comparison.unmade(Touch.Status.MISSED)),
                "heldAtTheEnd", tree(comparison.unmade(Touch.Status.HELD)), "unmadeBecause", trees(comparison.unmade(), wording::unmade));
    }

    private Map<String, Object> effort() {
        return map("messages", tree(comparison.messages()), "cost", comparison.cost().map(this::cost).orElse(null),
                "busiestDay", map("published", day(comparison.busiestPublished()), "draft", day(comparison.busiestDraft())));
    }

    private Map<String, Object> cost(Comparison.Cost cost) {
        return map("published", cost.published(), "draft", cost.draft(), "currency", wording.company().currency());
    }

    private static Map<String, Object> day(Optional<Comparison.Day> busiest) {
        return busiest.map(day -> map("date", day.date().toString(), "messages", day.contacts())).orElse(null);
    }

    private Map<String, Object> breakdown() {
        return map("byChannel", trees(comparison.contactsByChannel(), Function.identity()), "byRule", trees(comparison.contactsByRow(), Wording::row),
                "byDay", trees(comparison.contactsByDay(), LocalDate::toString), "byRepresentative", trees(comparison.contactsByAssignee(), Function.identity()),
                "held", trees(comparison.held(), Function.identity()), "alertsByLevel", trees(comparison.alertsByLevel(), Function.identity()));
    }

    private Map<String, Object> differences(Predicate<String> shown) {
        return map("tiers", comparison.tierHistories().stream().filter(tier -> shown.test(tier.customer())).map(this::tier).toList(),
                "contacts", comparison.difference().contacts().stream().filter(contact -> shown.test(contact.touch().customer())).map(this::contact).toList(),
                "alerts", comparison.difference().alerts().stream().filter(alert -> shown.test(alert.decision().customer())).map(this::alert).toList());
    }

    private Map<String, Object> tier(TierHistory tier) {
        return map("customer", tier.customer(), "published", tier.published(), "draft", tier.draft(), "forATime", !tier.differsAtTheEnd(),
                "changesPublished", changes(tier.publishedChanges()), "changesDraft", changes(tier.draftChanges()),
                "whyPublished", reasons(tier.publishedChanges()), "whyDraft", reasons(tier.draftChanges()));
    }

    private static List<Map<String, Object>> changes(List<TierChange> changes) {
        return changes.stream().map(change -> map("at", change.at().toString(), "before", change.before(), "after", change.after())).toList();
    }

    private List<String> reasons(List<TierChange> changes) {
        return changes.stream().map(TierChange::decision).map(wording::dated).toList();
    }

    private Map<String, Object> contact(Contact contact) {
        Touch touch = contact.touch();
        return map("change", Wording.name(contact.change()), "customer", touch.customer(), "occasion", touch.occasion(), "role", touch.role(),
                "published", touch(comparison.published(), contact.published()), "draft", touch(comparison.draft(), contact.draft()));
    }

    /** @param touch null where it does not happen on that side */
    private Map<String, Object> touch(Outcome side, Touch touch) {
        if (touch == null) {
            return null;
        }
        return map("due", touch.due().toString(), "channel", touch.channel(), "kind", Wording.name(touch.kind()), "status", Wording.name(touch.status()),
                "assignee", touch.assignee(), "template", touch.template(), "rule", side.rowOf(touch).map(Wording::row).orElse(null),
                "why", wording.why(side, touch).orElse(null));
    }

    private Map<String, Object> alert(Alert alert) {
        return map("change", Wording.name(alert.change()), "at", alert.decision().at().toString(), "customer", alert.decision().customer(),
                "level", Comparison.level(alert.decision()), "why", wording.sentence(alert.decision()));
    }

    private static Map<String, Object> tree(Pair pair) {
        return map("published", pair.published(), "draft", pair.draft());
    }

    private static <K> Map<String, Object> trees(Map<K, Pair> counts, Function<K, String> words) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Wording.named(counts, words).forEach((name, pair) -> tree.put(name, tree(pair)));
        return tree;
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
