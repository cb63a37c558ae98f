package dev.regard.engine.decide;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The whole numbers at which a fact that grows with time may change a topic's answer. For a card that was asked about the topic as it now is, rows about
 * other customers can be left out: one that asks for another tier answers neither before nor after. That holds only while nothing else that the topic's
 * tables ask for moves with time, and only until the card becomes another; else each number calls for a look.
 */
final class Boundaries {
    /** What stays as it is until the card is written. */
    private static final Set<Attribute> STEADY = EnumSet.of(Attribute.KIND, Attribute.STAGE, Attribute.TIER, Attribute.ABC, Attribute.LANGUAGE, Attribute.COUNTRY,
            Attribute.REGION, Attribute.DISTRICT, Attribute.SALES_TOTAL, Attribute.ORDERS_TOTAL, Attribute.DO_NOT_CONTACT, Attribute.DECEASED);
    /** What only grows, and is looked at when it reaches a number; the day is looked at when a table names it. */
    private static final Set<Attribute> COUNTED = EnumSet.of(Attribute.DAYS_SINCE_CONTACT, Attribute.DAYS_SINCE_VISIT, Attribute.DAY);
    private final Map<Topic, Map<Attribute, List<Bound>>> all = new EnumMap<>(Topic.class);
    private final Map<Topic, Boolean> exact = new EnumMap<>(Topic.class);

    /** What one row asks of the card, and its numbers in rising order. */
    private record Bound(List<Condition> steady, List<Integer> numbers) {
        int next(long passed) {
            for (int number : numbers) {
                if (number > passed) {
                    return number;
                }
            }
            return Integer.MAX_VALUE;
        }

        boolean mayAnswer(Facts facts) {
            for (Condition condition : steady) {
                if (!condition.holds(facts)) {
                    return false;
                }
            }
            return true;
        }
    }

    Boundaries(RuleSet rules) {
        for (Topic topic : Topic.values()) {
            List<Row> rows = rules.deciding(topic).stream().flatMap(table -> table.rows().stream()).toList();
            Map<Attribute, List<Bound>> asked = new EnumMap<>(Attribute.class);
            rows.forEach(row -> row.conditions().stream().map(Condition::attribute).filter(Objects::nonNull).distinct().forEach(attribute -> add(row, attribute, asked)));
            all.put(topic, asked);
            exact.put(topic, rows.stream().flatMap(row -> row.conditions().stream()).allMatch(c -> STEADY.contains(c.attribute()) || COUNTED.contains(c.attribute())));
        }
    }

    private static void add(Row row, Attribute attribute, Map<Attribute, List<Bound>> asked) {
        List<Integer> numbers = DecisionTable.boundaries(row, attribute);
        if (!numbers.isEmpty()) {
            asked.computeIfAbsent(attribute, a -> new ArrayList<>()).add(new Bound(row.conditions().stream().filter(c -> STEADY.contains(c.attribute())).toList(), numbers));
        }
    }

    /**
     * The next number that the attribute reaches.
     *
     * @param passed what it has reached
     * @param now    what is known of the card
     * @param asked  what was known when the tables were last asked about it; null where they were not since it was read
     */
    OptionalInt next(Topic topic, Attribute attribute, long passed, Facts now, Facts asked) {
        boolean others = !exact.get(topic) || asked == null || !isTheSame(now, asked);
        int next = Integer.MAX_VALUE;
        for (Bound bound : all.get(topic).getOrDefault(attribute, List.of())) {
            int its = bound.next(passed);
            if (its < next && (others || bound.mayAnswer(now))) {
                next = its;
            }
        }
        return next == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(next);
    }

    private static boolean isTheSame(Facts now, Facts asked) {
        if (now != asked) {
            for (Attribute attribute : STEADY) {
                if (!Objects.equals(now.get(attribute), asked.get(attribute))) {
                    return false;
                }
            }
        }
        return true;
    }
}
