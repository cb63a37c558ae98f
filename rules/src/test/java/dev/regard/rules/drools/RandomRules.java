package dev.regard.rules.drools;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Tables and facts that meet often: few attributes, few values, everything that a cell can say. */
final class RandomRules {
    private static final List<Attribute> ASKED = List.of(Attribute.TIER, Attribute.KIND, Attribute.SALES_12M, Attribute.STOCK_COVER,
            Attribute.CUMULATED_SHARE, Attribute.CHEERFUL, Attribute.DECEASED, Attribute.WORDS);
    private static final List<String> NAMES = List.of("gold", "Iron", "lead", "金牌", "5");
    private static final List<Topic> TOPICS = List.of(Topic.TIER, Topic.OCCASIONS, Topic.PERMISSION, Topic.RHYTHM);

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    Map<Topic, DecisionTable> tables() {
        Map<Topic, DecisionTable> tables = new HashMap<>();
        for (Topic topic : TOPICS) {
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                rows.add(new Row("row-" + i, 20 - i, conditions(), Map.of("role", "r" + i)));
            }
            tables.put(topic, new DecisionTable(topic.tableName(), "Title", "Sentence", topic, rows));
        }
        return tables;
    }

    Topic topic() {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    Facts facts() {
        Facts.Builder facts = Facts.builder();
        for (Attribute attribute : ASKED) {
            if (random.nextInt(5) > 0) {
                facts.set(attribute, fact(attribute.type()));
            }
        }
        Object[] sent = {"gold", "5", new BigDecimal("5.0"), 5, true, List.of("gold"), Map.of("a", 1), "GOLD"};
        return facts.extra(random.nextBoolean() ? Map.of() : Map.of("event.any", sent[random.nextInt(sent.length)])).build();
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Attribute attribute = ASKED.get(random.nextInt(ASKED.size()));
            conditions.add(random.nextInt(8) == 0
                    ? new Condition(null, "event.any", new Test.OneOf(Set.of("gold", "5", new BigDecimal("5"))), "Z")
                    : new Condition(attribute, attribute.key(), test(attribute.type(), 2), "A"));
        }
        return conditions;
    }

    private Test test(ValueType type, int depth) {
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(6)) {
            case 3 -> new Test.Unknown();
            case 4 -> new Test.Not(test(type, depth - 1));
            case 5 -> new Test.Either(test(type, depth - 1), test(type, depth - 1));
            default -> simple(type);
        };
    }

    private Test simple(ValueType type) {
        return switch (type) {
            case TEXT -> new Test.Contains(List.of(NAMES.get(random.nextInt(NAMES.size()))));
            case NAME, FLAG -> new Test.OneOf(Set.copyOf(List.of(cell(type))));
            default -> random.nextInt(3) == 0 ? new Test.OneOf(Set.of(number()))
                    : new Test.Between(random.nextBoolean() ? null : number(), random.nextBoolean(), random.nextBoolean() ? null : number(), random.nextBoolean());
        };
    }

    private Object cell(ValueType type) {
        return type == ValueType.FLAG ? random.nextBoolean() : NAMES.get(random.nextInt(NAMES.size())).toLowerCase(Locale.ROOT);
    }

    private Object fact(ValueType type) {
        return switch (type) {
            case FLAG -> random.nextBoolean();
            case NAME, TEXT -> NAMES.get(random.nextInt(NAMES.size()));
            case DAYS -> random.nextInt(4);
            default -> number().setScale(random.nextInt(3));
        };
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(random.nextInt(4));
    }
}
