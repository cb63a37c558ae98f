package dev.regard.engine.store;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Wording;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.engine.time.Window;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A handful of rules: gold from 1000, a message on the birthday, a call after a purchase, an alert when a complaint opens. */
public final class SmallRules {
    private SmallRules() { }

    public static RuleSet rules() {
        Map<Topic, DecisionTable> tables = new EnumMap<>(Topic.class);
        table(tables, Topic.TIER, row("gold", Map.of("tier", "gold"), when(Attribute.SALES_12M, atLeast("1000"))), row("lead", Map.of("tier", "lead")));
        table(tables, Topic.OCCASIONS, row("birthday", Map.of("at", LocalTime.of(9, 0), "tolerance", 2, "role", "greeting", "how", "message",
                "purpose", "care", "template", "greeting", "cheerful", true), when(Attribute.OCCASION, named("birthday"))));
        table(tables, Topic.REVISITS, row("care-call", Map.of("daysAfter", 7, "role", "care-call", "how", "call", "purpose", "care",
                "template", "care-call"), when(Attribute.AFTER, named("purchase"))));
        table(tables, Topic.CONTACT_HOURS, row("day", Map.of("days", EnumSet.allOf(DayOfWeek.class), "from", LocalTime.of(9, 0),
                "to", LocalTime.of(20, 0), "verdict", "good")));
        table(tables, Topic.DEADLINES, row("all", Map.of("reply", new WorkingSpan(2, 0), "solveDays", 1, "confirm", new WorkingSpan(0, 3))));
        table(tables, Topic.ESCALATION, row("opened", Map.of("level", "owner", "when", WorkingSpan.NONE, "template", "alert"),
                when(Attribute.STEP, named("opened"))));
        return new RuleSet("small", tables, new TableReader(tables), new Plain(), List.of(), Map.of());
    }

    public static Organisation organisation() {
        Map<DayOfWeek, List<Window>> hours = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)) {
            hours.put(day, List.of(new Window(9 * 60, 18 * 60)));
        }
        return new Organisation("Dealer", "en", "CNY", ZoneOffset.UTC, "office@dealer.example", "care@dealer.example", "400", hours,
                List.of("owner", "manager"), Map.of(), Map.of(), Map.of());
    }

    private static void table(Map<Topic, DecisionTable> tables, Topic topic, Row... rows) {
        tables.put(topic, new DecisionTable(topic.tableName(), topic.tableName(), "", topic, List.of(rows)));
    }

    private static Row row(String key, Map<String, Object> results, Condition... conditions) {
        return new Row(key, 1, List.of(conditions), results);
    }

    private static Condition when(Attribute attribute, Test test) {
        return new Condition(attribute, attribute.key(), test, "A");
    }

    private static Test atLeast(String number) {
        return new Test.Between(new BigDecimal(number), true, null, false);
    }

    private static Test named(String name) {
        return new Test.OneOf(Set.of(name));
    }

    /** One wording of everything. */
    private static final class Plain implements Wording {
        @Override
        public List<Variant> variants(String template, String language) {
            return List.of(new Variant("en/" + template + "/1", template, "en"));
        }

        @Override
        public Text render(Variant variant, Map<String, Object> facts) {
            return new Text(variant.template(), "Dear " + facts.get("name"));
        }
    }
}
