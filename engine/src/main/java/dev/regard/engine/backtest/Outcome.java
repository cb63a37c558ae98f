package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a period under one set of rules.
 *
 * @param ruleSet     the version that decided in the period
 * @param events      how many were replayed, those before the period too
 * @param tiers       of each customer that has one at the end
 * @param tierChanges decisions of the period
 * @param touches     those that fell due in the period, by id; the same contact has the same id under any rules
 * @param rows        the rows that planned them, by the touch's id; those planned long before the period have none
 * @param reasons     the decisions that planned them, by id; of two outcomes that were made together, only where a contact differs
 * @param alerts      decisions of the period to tell somebody, by id
 * @param held        how often a contact was put off in the period, by the reason
 */
public record Outcome(String ruleSet, long events, Map<String, String> tiers, List<Decision> tierChanges, Map<String, Touch> touches,
        Map<String, Row> rows, Map<String, Decision> reasons, Map<String, Decision> alerts, Map<String, Integer> held) {

    /** A row of a table. */
    public record Row(String table, String row) {
        static Row of(Reason reason) {
            return new Row(reason.table(), reason.row());
        }
    }

    /** The row that planned the touch. */
    public Optional<Row> rowOf(Touch touch) {
        return Optional.ofNullable(rows.get(touch.id()));
    }

    /** Of the touches those by which somebody is contacted, or is to be. */
    public Stream<Touch> contacts() {
        return touches.values().stream().filter(Outcome::happens);
    }

    static boolean happens(Touch touch) {
        return switch (touch.status()) {
            case CANCELLED, MISSED, HELD -> false;
            default -> true;
        };
    }
}
