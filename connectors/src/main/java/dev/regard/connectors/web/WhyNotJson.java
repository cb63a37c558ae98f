package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** For each row of a table: the conditions that held, and the first that did not with the value that it met. */
final class WhyNotJson {
    private WhyNotJson() { }

    static Map<String, Object> of(Card card, DecisionTable table, RuleSet rules, Facts facts) {
        return Json.object("customer", card.id(), "table", table.name(), "ruleSet", rules.version(),
                "hitPolicy", table.topic().hitPolicy(), "rows", table.rows().stream().map(row -> row(row, facts)).toList());
    }

    private static Map<String, Object> row(Row row, Facts facts) {
        List<Map<String, Object>> held = new ArrayList<>();
        for (Condition condition : row.conditions()) {
            if (!condition.holds(facts)) {
                return Json.object("row", row.key(), "line", row.line(), "holds", false, "held", held, "failed", condition(condition, facts));
            }
            held.add(condition(condition, facts));
        }
        return Json.object("row", row.key(), "line", row.line(), "holds", true, "held", held, "failed", null);
    }

    private static Map<String, Object> condition(Condition condition, Facts facts) {
        Map<String, Object> met = new java.util.LinkedHashMap<>();
        met.put(condition.name(), condition.met(facts));
        return Json.object("fact", condition.name(), "condition", condition.test().words(), "column", condition.column(),
                "met", Json.facts(met).get(condition.name()));
    }
}
