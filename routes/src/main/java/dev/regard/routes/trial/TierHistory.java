package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.decision.TierChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tiers of a customer in a period under two rule sets.
 *
 * @param published        the tier at the end under the published rules; null for none
 * @param publishedChanges their changes, in order
 */
record TierHistory(String customer, String published, String draft, List<TierChange> publishedChanges, List<TierChange> draftChanges) {

    /** Those of the customers who have another tier under the draft at the end or for a time, by id. */
    static List<TierHistory> differing(Difference difference) {
        Map<String, List<TierChange>> here = byCustomer(difference.published());
        Map<String, List<TierChange>> there = byCustomer(difference.draft());
        TreeSet<String> customers = new TreeSet<>(here.keySet());
        customers.addAll(there.keySet());
        difference.tiers().forEach(tier -> customers.add(tier.customer()));
        return customers.stream().map(customer -> new TierHistory(customer, difference.published().tiers().get(customer), difference.draft().tiers().get(customer),
                here.getOrDefault(customer, List.of()), there.getOrDefault(customer, List.of()))).filter(TierHistory::differs).toList();
    }

    private static Map<String, List<TierChange>> byCustomer(Outcome outcome) {
        return outcome.tierChanges().stream().collect(Collectors.groupingBy(TierChange::customer));
    }

    private boolean differs() {
        return differsAtTheEnd() || !moments(publishedChanges).equals(moments(draftChanges));
    }

    boolean differsAtTheEnd() {
        return !Objects.equals(published, draft);
    }

    /** When the tier became which; several changes at one moment are one. */
    private static List<List<Object>> moments(List<TierChange> changes) {
        List<List<Object>> moments = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Instant at = changes.get(i).at();
            if (i + 1 == changes.size() || !changes.get(i + 1).at().equals(at)) {
                moments.add(List.of(at, changes.get(i).after()));
            }
        }
        return moments;
    }
}
