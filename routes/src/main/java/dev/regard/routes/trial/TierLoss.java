package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.decision.TierChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which customers a draft would have had in a lower tier than the published rules, at any time of a period. The replays meet the same events at the same instants, so
 * that a difference is never one of minutes.
 */
final class TierLoss {
    private final List<String> published;
    private final List<String> draft;
    /** Customers who lose a tier, with whether they are still without it at the end; by the tier. */
    private final Map<String, Map<String, Boolean>> lost = new HashMap<>();

    /**
     * @param published tiers of the published rules, the best first
     * @param draft     those of the draft
     */
    TierLoss(Difference difference, List<String> published, List<String> draft) {
        this.published = published;
        this.draft = draft;
        Map<String, TreeMap<Instant, String>> here = courses(difference.published());
        Map<String, TreeMap<Instant, String>> there = courses(difference.draft());
        TreeSet<String> customers = new TreeSet<>(here.keySet());
        customers.addAll(there.keySet());
        customers.forEach(customer -> compare(customer, here.getOrDefault(customer, new TreeMap<>()), there.getOrDefault(customer, new TreeMap<>())));
    }

    /** How many customers lose a tier at any time. */
    int customers(String tier) {
        return lost.getOrDefault(tier, Map.of()).size();
    }

    /** How many of them have it again at the end. */
    int forATime(String tier) {
        return (int) lost.getOrDefault(tier, Map.of()).values().stream().filter(still -> !still).count();
    }

    private void compare(String customer, TreeMap<Instant, String> here, TreeMap<Instant, String> there) {
        TreeSet<Instant> moments = new TreeSet<>(here.keySet());
        moments.addAll(there.keySet());
        for (Instant moment : moments) {
            String tier = at(here, moment);
            if (tier != null && isWorse(at(there, moment), tier)) {
                boolean still = tier.equals(at(here, Instant.MAX)) && isWorse(at(there, Instant.MAX), tier);
                lost.computeIfAbsent(tier, t -> new TreeMap<>()).put(customer, still);
            }
        }
    }

    private static String at(TreeMap<Instant, String> course, Instant moment) {
        Map.Entry<Instant, String> last = course.floorEntry(moment);
        return last == null ? null : last.getValue();
    }

    /** A tier that the published rules do not have stands where the draft has it; where that does not have the former one, nobody keeps that. */
    private boolean isWorse(String tier, String than) {
        if (tier == null) {
            return true;
        }
        List<String> order = published.contains(tier) ? published : draft;
        return !order.contains(than) || !order.contains(tier) || order.indexOf(tier) > order.indexOf(than);
    }

    /** The tiers of each customer from the beginning of the period, the earliest instant, to its end, the latest. */
    private static Map<String, TreeMap<Instant, String>> courses(Outcome outcome) {
        Map<String, TreeMap<Instant, String>> courses = new HashMap<>();
        for (TierChange change : outcome.tierChanges()) {
            TreeMap<Instant, String> course = courses.computeIfAbsent(change.customer(), c -> new TreeMap<>());
            if (course.isEmpty()) {
                course.put(Instant.MIN, change.before());
            }
            course.put(change.at(), change.after());
        }
        outcome.tiers().forEach((customer, tier) -> {
            TreeMap<Instant, String> course = courses.computeIfAbsent(customer, c -> new TreeMap<>());
            course.put(course.isEmpty() ? Instant.MIN : Instant.MAX, tier);
        });
        return courses;
    }
}
