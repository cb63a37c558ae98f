package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.TierChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a period under one set of rules.
 *
 * @param from        first instant of the period, included
 * @param to          last instant, excluded
 * @param ruleSet     the version that decided in the period
 * @param events      how many were replayed, those before the period too
 * @param inPeriod    how many of them happened in the period
 * @param tiers       of each customer that has one at the end
 * @param tierChanges of the period, in order
 * @param contacts    how many fell due in the period by which somebody is contacted, or is to be, of those that are alike
 * @param touches     those that fell due in the period, by id, and those that may have under other rules; the same contact has the same id under any rules. Of two
 *                    outcomes that were made together, only where they differ
 * @param reasons     the decisions that planned them, by id; none for those planned long before the period
 * @param alerts      decisions of the period to tell somebody, by id
 * @param held        how often a contact was put off in the period, by the row that asked for it, or the table of hours
 * @param unmade      how many contacts fell due in the period by which nobody is contacted
 */
public record Outcome(Instant from, Instant to, String ruleSet, long events, long inPeriod, Map<String, String> tiers, List<TierChange> tierChanges, Map<Alike, Integer> contacts, Map<String, Touch> touches,
        Map<String, Decision> reasons, Map<String, Decision> alerts, Map<String, Integer> held, Map<Unmade, Integer> unmade) {

    /** A row of a table. */
    public record Row(String table, String row) {
        static Row of(Decision planned) {
            Reason reason = planned.because().get(0);
            return new Row(reason.table(), reason.row());
        }
    }

    /**
     * Contacts that totals do not tell apart.
     *
     * @param day      on which they are due, in the company's zone
     * @param assignee the person's id for a task; null for a message
     * @param row      that planned them; null where that was long before the period
     */
    public record Alike(LocalDate day, Touch.Kind kind, String channel, String assignee, Row row) { }

    /**
     * Contacts that are not made, for one reason.
     *
     * @param status  cancelled, missed, or held still
     * @param because as it is kept; empty where nothing is
     */
    public record Unmade(Touch.Status status, String because) { }

    /** The row that planned one of the touches. */
    public Optional<Row> rowOf(Touch touch) {
        return Optional.ofNullable(reasons.get(touch.why())).map(Row::of);
    }

    /** Whether the touch fell due in the period. */
    boolean isDue(Touch touch) {
        return touch != null && !touch.due().isBefore(from) && touch.due().isBefore(to);
    }

    static boolean happens(Touch touch) {
        return switch (touch.status()) {
            case CANCELLED, MISSED, HELD -> false;
            default -> true;
        };
    }
}
