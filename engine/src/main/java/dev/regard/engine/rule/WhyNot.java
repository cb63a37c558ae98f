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
    public record Tried(Condition condition, Object met) { }

    /** Tries all rows of the table, from top to bottom. */
    public static List<WhyNot> of(DecisionTable table, Facts facts) {
        List<WhyNot> rows = new ArrayList<>();
        boolean open = true;
        for (Row row : table.rows()) {
            WhyNot tried = of(row, facts, open);
            rows.add(tried);
            open &= !(tried.answers() && table.topic().hitPolicy() == Topic.HitPolicy.FIRST);
        }
        return rows;
    }

    private static WhyNot of(Row row, Facts facts, boolean open) {
        List<Tried> held = new ArrayList<>();
        for (Condition condition : row.conditions()) {
            Tried tried = new Tried(condition, condition.met(facts));
            if (!condition.test().holds(tried.met())) {
                return new WhyNot(row, held, Optional.of(tried), false);
            }
            held.add(tried);
        }
        return new WhyNot(row, held, Optional.empty(), open);
    }
}
