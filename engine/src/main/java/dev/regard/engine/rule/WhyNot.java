package dev.regard.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a row of a table answers or not.
 *
 * @param row     the row
 * @param held    its conditions from left to right up to the first that did not hold
 * @param failed  the first condition that did not hold; empty when all did
 * @param answers false too for a row that holds below another one, where only the first counts
 */
public record WhyNot(Row row, List<Tried> held, Optional<Tried> failed, boolean answers) {
    public WhyNot {
        held = List.copyOf(held);
    }

    /**
     * A condition with what it met.
     *
     * @param met null when the fact is not known
     */
    public record Tried(Condition condition, Object met) {

        /** The value nearest to the one met that the condition lets through, as a person writes it. */
        public String nearest() {
            return Nearest.to(condition.test(), met);
        }
    }

    /** Tries all rows of the table, from top to bottom. */
    public static List<WhyNot> of(DecisionTable table, Facts facts) {
        List<Row> answering = TableReader.matches(table, facts).stream().map(Match::row).toList();
        return table.rows().stream().map(row -> of(row, facts, answering.contains(row))).toList();
    }

    private static WhyNot of(Row row, Facts facts, boolean answers) {
        List<Tried> held = new ArrayList<>();
        for (Condition condition : row.conditions()) {
            Tried tried = new Tried(condition, condition.shown(facts));
            if (!condition.holds(facts)) {
                return new WhyNot(row, held, Optional.of(tried), false);
            }
            held.add(tried);
        }
        return new WhyNot(row, held, Optional.empty(), answers);
    }
}
