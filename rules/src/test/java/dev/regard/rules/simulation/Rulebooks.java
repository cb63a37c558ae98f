package dev.regard.rules.simulation;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.ShippedRules;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The shipped rules, and versions of them that an analyst could publish: other moments, ways, texts, keys and orders of rows, the same occasions. */
final class Rulebooks {
    private static final RuleSet SHIPPED = ShippedRules.ruleSet();
    private static final Organisation ORGANISATION = ShippedRules.organisation();
    static final List<Rulebook> ALL = List.of(new Rulebook(SHIPPED, ORGANISATION),
            variant("later in the day, keys renamed", Topic.OCCASIONS, rows -> rows.stream()
                    .map(r -> row(r.key() + "-2", r, "at", ((LocalTime) r.results().get("at")).plusHours(2))).toList()),
            variant("a day earlier, the other way round", Topic.OCCASIONS, rows -> reversed(rows.stream()
                    .map(r -> days(r) > 0 ? row(r.key(), r, "daysBefore", days(r) + 1) : r).toList())),
            variant("everybody is called", Topic.OCCASIONS, rows -> rows.stream()
                    .map(r -> "greeting".equals(r.results().get("role")) ? row(r.key(), row(r.key(), r, "how", "call"), "role", "call") : r).toList()),
            variant("calls become messages", Topic.REVISITS, rows -> rows.stream()
                    .map(r -> row(r.key(), row(r.key(), r, "how", "message"), "template", "birthday-greeting")).toList()));

    private Rulebooks() { }

    private static Rulebook variant(String version, Topic topic, UnaryOperator<List<Row>> rows) {
        Map<Topic, DecisionTable> tables = new EnumMap<>(SHIPPED.tables());
        tables.computeIfPresent(topic, (t, table) -> new DecisionTable(table.name(), table.title(), table.sentence(), t, rows.apply(table.rows())));
        return new Rulebook(new RuleSet(version, tables, new TableReader(tables), SHIPPED.wording(), SHIPPED.festivals(), SHIPPED.holidays()),
                ORGANISATION);
    }

    private static int days(Row row) {
        return (Integer) row.results().getOrDefault("daysBefore", 0);
    }

    private static Row row(String key, Row row, String result, Object value) {
        Map<String, Object> results = new HashMap<>(row.results());
        results.put(result, value);
        return new Row(key, row.line(), row.conditions(), results);
    }

    private static List<Row> reversed(List<Row> rows) {
        List<Row> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return reversed;
    }
}
