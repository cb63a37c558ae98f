package dev.regard.engine.rule;

import java.util.List;
import java.util.Map;

/**
 * Answers by reading the tables row by row: the plain meaning of a table, which any faster {@link Decider} must agree with.
 */
public final class TableReader implements Decider {
    private final Map<Topic, DecisionTable> tables;

    public TableReader(Map<Topic, DecisionTable> tables) {
        this.tables = Map.copyOf(tables);
    }

    @Override
    public List<Match> evaluate(Topic topic, Facts facts) {
        DecisionTable table = tables.get(topic);
        if (table == null) {
            return List.of();
        }
        return matches(table, facts);
    }

    /** The rows of one table that answer. */
    public static List<Match> matches(DecisionTable table, Facts facts) {
        return table.answering(table.rows().stream().filter(row -> row.holds(facts)).toList()).stream().map(row -> new Match(table.name(), row, facts)).toList();
    }
}
