package dev.regard.engine.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers a topic of its own table and the further ones: facts are derived first, tables that add to the topic answer before its own. */
public final class LayeredDecider implements Decider {
    private final Map<Topic, DecisionTable> tables;
    private final Further further;
    private final Further.TableDecider decider;

    /**
     * @param tables  those of the topics
     * @param decider what answers each single table
     */
    public LayeredDecider(Map<Topic, DecisionTable> tables, Further further, Further.TableDecider decider) {
        this.tables = Map.copyOf(tables);
        this.further = further;
        this.decider = decider;
    }

    @Override
    public List<Match> evaluate(Topic topic, Facts facts) {
        Facts known = further.derive(topic, facts, decider);
        List<DecisionTable> asked = new ArrayList<>(further.adding(topic));
        asked.removeIf(table -> !table.charter().covers((LocalDate) known.get(Attribute.DAY)));
        if (tables.containsKey(topic)) {
            asked.add(tables.get(topic));
        }
        List<Match> matches = new ArrayList<>();
        for (DecisionTable table : asked) {
            matches.addAll(decider.evaluate(table, known));
            if (topic.hitPolicy() == Topic.HitPolicy.FIRST && !matches.isEmpty()) {
                return matches;
            }
        }
        return matches;
    }
}
