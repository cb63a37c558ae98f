package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference.Change;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A back-test as lines for a person: the totals, and what differs most.
 *
 * @param notes what a reader must know beside the difference
 */
record BacktestText(LocalDate from, LocalDate to, List<String> notes, Comparison comparison, Wording wording) {
    private static final int SHOWN = 20;

    List<String> lines() {
        List<String> lines = new ArrayList<>(heading());
        lines.addAll(tiers());
        lines.addAll(contacts());
        lines.addAll(section("By rule, where it differs", comparison.contactsByRow(), Wording::row));
        lines.addAll(section("By person, where it differs", comparison.contactsByAssignee(), wording.company()::nameOf));
        lines.addAll(section("Put off, where it differs", comparison.held(), Function.identity()));
        lines.addAll(section("Not made, where it differs", comparison.unmade(), wording::unmade));
        lines.addAll(section("Alerts, where they differ", comparison.alertsByLevel(), Function.identity()));
        lines.addAll(customers());
        return lines;
    }

    private List<String> heading() {
        Outcome published = comparison.published();
        long earlier = published.events() - published.inPeriod();
        List<String> lines = new ArrayList<>();
        lines.add("%s to %s: %,d events%s, %,d customers".formatted(from, to, published.inPeriod(), earlier == 0 ? "" : ", %,d replayed before it".formatted(earlier),
                comparison.customers()));
        lines.add("published " + published.ruleSet() + ", draft " + comparison.draft().ruleSet());
        notes.forEach(note -> lines.add("note: " + note));
        return lines;
    }

    private List<String> tiers() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(comparison.tierHistories().isEmpty() ? "Tiers: the same"
                : "Tiers: %,d customers in another one at the end, %,d more for a time".formatted(comparison.tiersDifferingAtTheEnd(),
                        comparison.tiersDifferingForATime()));
        Wording.moves(comparison.tierMoves()).forEach((move, customers) -> lines.add("  %-40s %,8d".formatted(move, customers)));
        lines.add("  %-40s %,8d %,8d".formatted("changes in the period (published, draft)", comparison.tierChanges().published(), comparison.tierChanges().draft()));
        return lines;
    }

    private List<String> contacts() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Contacts: %,d added, %,d gone, %,d moved".formatted(comparison.contacts(Change.ADDED), comparison.contacts(Change.GONE),
                comparison.contacts(Change.MOVED)));
        lines.add("  %-40s %8s %8s".formatted("", "published", "draft"));
        lines.add(row("all", comparison.contacts()));
        Wording.named(comparison.contactsByChannel(), Function.identity()).forEach((channel, pair) -> lines.add(row(channel, pair)));
        List.of(Touch.Status.CANCELLED, Touch.Status.MISSED, Touch.Status.HELD).forEach(status -> {
            if (comparison.unmade(status).differs()) {
                lines.add(row("not made: " + (status == Touch.Status.HELD ? "held at the end" : Wording.name(status)), comparison.unmade(status)));
            }
        });
        lines.add("  %-40s %8d %8d".formatted("most messages in a day", comparison.busiestPublished().map(Comparison.Day::contacts).orElse(0),
                comparison.busiestDraft().map(Comparison.Day::contacts).orElse(0)));
        comparison.cost().ifPresent(cost -> lines.add("  %-40s %,8.0f %,8.0f %+,.0f".formatted("cost in " + wording.company().currency(), cost.published(), cost.draft(),
                cost.more())));
        return lines;
    }

    /** Empty where nothing differs. */
    private static <K> List<String> section(String title, Map<K, Pair> counts, Function<K, String> words) {
        List<Map.Entry<String, Pair>> differing = Wording.named(counts, words).entrySet().stream().filter(count -> count.getValue().differs())
                .sorted(Comparator.comparing((Map.Entry<String, Pair> count) -> -Math.abs(count.getValue().more())).thenComparing(Map.Entry::getKey)).toList();
        if (differing.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", title));
        differing.stream().limit(SHOWN).forEach(count -> lines.add(row(count.getKey(), count.getValue())));
        if (differing.size() > SHOWN) {
            lines.add("  and %,d more".formatted(differing.size() - SHOWN));
        }
        return lines;
    }

    private static String row(String name, Pair pair) {
        return "  %-40s %,8d %,8d %s".formatted(name, pair.published(), pair.draft(), pair.differs() ? "%+,d".formatted(pair.more()) : "").stripTrailing();
    }

    /** Empty where nobody is treated differently. */
    private List<String> customers() {
        List<String> customers = comparison.customersDiffering();
        return customers.isEmpty() ? List.of() : List.of("", "%,d customers are treated differently; --customer ID says how and why: %s%s".formatted(customers.size(),
                String.join(", ", customers.stream().limit(SHOWN).toList()), customers.size() > SHOWN ? ", ..." : ""));
    }
}
