package dev.regard.engine.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    private static final List<String> TIERS = List.of("gold", "iron", "lead");
    private static final int LAST_DAY = 60;
    private final Random random = new Random(20_261_128);
    private long skipped;

    @Test
    void noDayOnWhichTheAnswerChangesIsPassedOver() {
        for (int i = 0; i < 400; i++) {
            Map<Topic, DecisionTable> tables = Map.of(Topic.RHYTHM, table());
            RuleSet rules = new RuleSet("random", tables, new TableReader(tables), null, List.of(), Map.of());
            Boundaries boundaries = new Boundaries(rules);
            Facts card = Facts.none().with(Attribute.TIER, TIERS.get(random.nextInt(3))).with(Attribute.SALES_12M, BigDecimal.valueOf(random.nextInt(3)));
            Facts later = card.with(Attribute.SALES_12M, BigDecimal.valueOf(random.nextInt(3)));
            for (int day = 0; day < LAST_DAY; day++) {
                OptionalInt next = boundaries.next(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, card, day);
                for (int between = day + 1; between < next.orElse(LAST_DAY); between++) {
                    // sales leave the year meanwhile, and what that changes is seen at another look
                    assertEquals(rows(rules, card, day), rows(rules, card, between), "from day " + day + " to " + between);
                    assertEquals(rows(rules, later, day), rows(rules, later, between), "from day " + day + " to " + between);
                    skipped++;
                }
            }
        }
        assertTrue(skipped > 100_000, "only " + skipped + " days were passed over");
    }

    @Test
    void aRowForOthersCallsForNoLook() {
        DecisionTable table = new DecisionTable("rhythm", "", "", Topic.RHYTHM, List.of(
                row("gold", when(Attribute.TIER, named("gold")), when(Attribute.DAYS_SINCE_CONTACT, atLeast(30))),
                row("iron", when(Attribute.TIER, named("iron")), when(Attribute.DAYS_SINCE_CONTACT, atLeast(90)))));
        Map<Topic, DecisionTable> tables = Map.of(Topic.RHYTHM, table);
        Boundaries boundaries = new Boundaries(new RuleSet("two", tables, new TableReader(tables), null, List.of(), Map.of()));
        assertEquals(OptionalInt.of(90), boundaries.next(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, Facts.none().with(Attribute.TIER, "iron"), 0));
        assertEquals(OptionalInt.of(30), boundaries.next(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, Facts.none().with(Attribute.TIER, "gold"), 0));
        assertEquals(OptionalInt.empty(), boundaries.next(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, Facts.none().with(Attribute.TIER, "lead"), 0));
    }

    private static List<String> rows(RuleSet rules, Facts facts, int day) {
        return rules.evaluate(Topic.RHYTHM, facts.with(Attribute.DAYS_SINCE_CONTACT, day)).stream().map(m -> m.row().key()).toList();
    }

    private DecisionTable table() {
        List<Row> rows = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            List<Condition> conditions = new ArrayList<>();
            if (random.nextBoolean()) {
                conditions.add(when(Attribute.TIER, random.nextBoolean() ? named(TIERS.get(random.nextInt(3))) : new dev.regard.engine.rule.Test.Not(named("lead"))));
            }
            if (random.nextBoolean()) {
                conditions.add(when(Attribute.SALES_12M, atLeast(random.nextInt(3))));
            }
            if (random.nextInt(4) > 0) {
                dev.regard.engine.rule.Test days = atLeast(random.nextInt(LAST_DAY));
                conditions.add(when(Attribute.DAYS_SINCE_CONTACT, random.nextBoolean() ? days : new dev.regard.engine.rule.Test.Not(days)));
            }
            rows.add(row("row-" + i, conditions.toArray(Condition[]::new)));
        }
        return new DecisionTable("rhythm", "", "", Topic.RHYTHM, rows);
    }

    private static Row row(String key, Condition... conditions) {
        return new Row(key, 1, List.of(conditions), Map.of());
    }

    private static Condition when(Attribute attribute, dev.regard.engine.rule.Test test) {
        return new Condition(attribute, attribute.key(), test, "A");
    }

    private static dev.regard.engine.rule.Test named(String name) {
        return new dev.regard.engine.rule.Test.OneOf(Set.of(name));
    }

    private static dev.regard.engine.rule.Test atLeast(int number) {
        return new dev.regard.engine.rule.Test.Between(BigDecimal.valueOf(number), true, null, false);
    }
}
