package dev.regard.engine.rule;

import java.util.ArrayList;
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
        List<Match> matches = new ArrayList<>();
        for (Row row : table.rows()) {
            if (row.holds(facts)) {
                matches.add(new Match(table.name(), row, facts));
                if (topic.hitPolicy() == Topic.HitPolicy.FIRST) {
                    break;
                }
            }
        }
        return matches;
    }
}
