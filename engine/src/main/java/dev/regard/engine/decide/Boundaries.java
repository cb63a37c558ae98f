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
 * The whole numbers at which a fact that grows with time may change a topic's answer about one card. A row that asks for something that time alone
 * never changes, and that the card is not, answers neither before nor after: its numbers call for no look.
 */
final class Boundaries {
    /** What stays as it is until an event, a review or the night writes the card. */
    private static final Set<Attribute> STEADY = EnumSet.of(Attribute.KIND, Attribute.STAGE, Attribute.TIER, Attribute.ABC, Attribute.LANGUAGE, Attribute.COUNTRY,
            Attribute.REGION, Attribute.DISTRICT, Attribute.SALES_TOTAL, Attribute.ORDERS_TOTAL, Attribute.DO_NOT_CONTACT, Attribute.DECEASED);
    private final Map<Topic, Map<Attribute, List<Bound>>> all = new EnumMap<>(Topic.class);

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
            Map<Attribute, List<Bound>> asked = new EnumMap<>(Attribute.class);
            rules.deciding(topic).stream().flatMap(table -> table.rows().stream()).forEach(row -> row.conditions().stream().map(Condition::attribute)
                    .filter(Objects::nonNull).distinct().forEach(attribute -> add(row, attribute, asked)));
            all.put(topic, asked);
        }
    }

    private static void add(Row row, Attribute attribute, Map<Attribute, List<Bound>> asked) {
        List<Integer> numbers = DecisionTable.boundaries(row, attribute);
        if (!numbers.isEmpty()) {
            asked.computeIfAbsent(attribute, a -> new ArrayList<>()).add(new Bound(row.conditions().stream().filter(c -> STEADY.contains(c.attribute())).toList(), numbers));
        }
    }

    /**
     * The next number that the attribute reaches, of all rows that may answer about a card of which this is known.
     *
     * @param passed what it has reached
     */
    OptionalInt next(Topic topic, Attribute attribute, Facts facts, long passed) {
        int next = Integer.MAX_VALUE;
        for (Bound bound : all.get(topic).getOrDefault(attribute, List.of())) {
            int its = bound.next(passed);
            if (its < next && bound.mayAnswer(facts)) {
                next = its;
            }
        }
        return next == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(next);
    }
}
