package dev.regard.engine.run;

import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.store.Records;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What was decided of a customer's tier and class. */
public final class TierDecisions {
    private TierDecisions() { }

    /**
     * The latest up to a moment; empty when there is none.
     *
     * @param names all under which the customer is known
     */
    public static Optional<Decision> last(Records records, Set<String> names, Instant at) {
        return last(records, TierChange.TYPE, names, at);
    }

    /** The same of the class, which a night decides with the place among the vital few. */
    public static Optional<Decision> lastClass(Records records, Set<String> names, Instant at) {
        return last(records, "abc", names, at);
    }

    private static Optional<Decision> last(Records records, String type, Set<String> names, Instant at) {
        Optional<Decision> last = Optional.empty();
        String after = null;
        do {
            Records.Page<Decision> page = records.decisions(new Records.DecisionFilter(null, type, null, at.plusNanos(1), names), new Records.Paging(Records.LONGEST_PAGE, after));
            last = Stream.concat(last.stream(), page.items().stream()).max(Comparator.comparing(Decision::at));
            after = page.after();
        } while (after != null);
        return last;
    }
}
