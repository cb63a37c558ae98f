package dev.regard.engine.rule;

import java.util.List;
import java.util.Map;

/**
 * One rule of a table.
 *
 * @param key        the stable key that effects and explanations refer to
 * @param line       1-based row of the sheet
 * @param conditions the filled condition cells from left to right
 * @param results    the filled result cells by the name of their {@link Topic.Result}, of the Java type that {@link ValueType} names
 */
public record Row(String key, int line, List<Condition> conditions, Map<String, Object> results) {
    public Row {
        conditions = List.copyOf(conditions);
        results = Map.copyOf(results);
    }

    /** What its contacts are called among those of one occasion: the result of that name, else the key. */
    public String role() {
        return results.getOrDefault("role", key).toString();
    }

    public boolean holds(Facts facts) {
        for (Condition condition : conditions) {
            if (!condition.holds(facts)) {
                return false;
            }
        }
        return true;
    }
}
