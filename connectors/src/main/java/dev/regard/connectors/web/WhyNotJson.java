package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.WhyNot;
import java.util.LinkedHashMap;
import java.util.Map;

/** For each row of a table: the conditions that held, and the first that did not with the value that it met. */
final class WhyNotJson {
    private WhyNotJson() { }

    static Map<String, Object> of(Card card, DecisionTable table, RuleSet rules, Facts facts) {
        return Json.object("customer", card.id(), "table", table.name(), "ruleSet", rules.version(),
                "hitPolicy", table.policy(), "rows", WhyNot.of(table, rules.derived(table, facts)).stream().map(WhyNotJson::row).toList());
    }

    private static Map<String, Object> row(WhyNot tried) {
        return Json.object("row", tried.row().key(), "line", tried.row().line(), "holds", tried.failed().isEmpty(), "answers", tried.answers(),
                "held", tried.held().stream().map(WhyNotJson::condition).toList(), "failed", tried.failed().map(WhyNotJson::condition).orElse(null));
    }

    private static Map<String, Object> condition(WhyNot.Tried tried) {
        Map<String, Object> met = new LinkedHashMap<>();
        met.put(tried.condition().name(), tried.met());
        return Json.object("fact", tried.condition().name(), "condition", tried.condition().test().words(), "column", tried.condition().column(),
                "met", Json.facts(met).get(tried.condition().name()));
    }
}
