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
            RuleSet rules = rules(table());
            Boundaries boundaries = new Boundaries(rules);
            Facts card = Facts.none().with(Attribute.TIER, TIERS.get(random.nextInt(3)));
            for (int day = 0; day < LAST_DAY; day++) {
                OptionalInt next = boundaries.next(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, day, card, card);
                for (int between = day + 1; between < next.orElse(LAST_DAY); between++) {
                    assertEquals(rows(rules, card, day), rows(rules, card, between), "from day " + day + " to " + between);
                    skipped++;
                }
            }
        }
        assertTrue(skipped > 100_000, "only " + skipped + " days were passed over");
    }

    private static OptionalInt next(RuleSet rules, Facts now, Facts asked) {
        return new Boundaries(rules).next(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, 0, now, asked);
    }

    @Test
    void aRowForOthersCallsForNoLookAtACardThatWasAskedAbout() {
        RuleSet rules = rules(new DecisionTable("rhythm", "", "", Topic.RHYTHM, List.of(
                row("gold", when(Attribute.TIER, named("gold")), when(Attribute.DAYS_SINCE_CONTACT, atLeast(30))),
                row("iron", when(Attribute.TIER, named("iron")), when(Attribute.DAYS_SINCE_CONTACT, atLeast(90))))));
        Facts gold = Facts.none().with(Attribute.TIER, "gold");
        Facts iron = Facts.none().with(Attribute.TIER, "iron");
        Facts lead = Facts.none().with(Attribute.TIER, "lead");
        assertEquals(OptionalInt.of(90), next(rules, iron, iron));
        assertEquals(OptionalInt.of(30), next(rules, gold, gold.with(Attribute.SALES_12M, BigDecimal.TEN)));
        assertEquals(OptionalInt.empty(), next(rules, lead, lead));
        assertEquals(OptionalInt.of(30), next(rules, iron, null), "nobody has asked");
        assertEquals(OptionalInt.of(30), next(rules, iron, gold), "it was another card when somebody asked");
    }

    @Test
    void whereSomethingElseMovesWithTimeEachNumberCallsForALook() {
        RuleSet rules = rules(new DecisionTable("rhythm", "", "", Topic.RHYTHM, List.of(
                row("gold", when(Attribute.TIER, named("gold")), when(Attribute.DAYS_SINCE_CONTACT, atLeast(30))),
                row("small", when(Attribute.SALES_12M, new dev.regard.engine.rule.Test.Not(atLeast(5))), when(Attribute.DAYS_SINCE_CONTACT, atLeast(90))))));
        Facts iron = Facts.none().with(Attribute.TIER, "iron");
        assertEquals(OptionalInt.of(30), next(rules, iron, iron));
    }

    private static RuleSet rules(DecisionTable table) {
        Map<Topic, DecisionTable> tables = Map.of(Topic.RHYTHM, table);
        return new RuleSet("random", tables, new TableReader(tables), null, List.of(), Map.of());
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
