package dev.regard.engine.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;

/**
 * A decision table as it was read, the syntax tree that rules are built from.
 *
 * @param name     the file's name without its ending, such as {@code tiers}; what explanations call the table
 * @param title    first words on the sheet
 * @param sentence what it decides, for the reader
 * @param topic    what it decides, for the engine
 * @param rows     from top to bottom
 */
public record DecisionTable(String name, String title, String sentence, Topic topic, List<Row> rows) {
    public DecisionTable {
        rows = List.copyOf(rows);
    }

    /**
     * The whole numbers at which the answer for a counted attribute may change: a fact that only grows with time needs a new
     * look when it reaches one of them. For {@code >= 14} that is 14, for {@code > 14} and {@code <= 14} it is 15.
     */
    public List<Integer> boundaries(Attribute attribute) {
        TreeSet<Integer> found = new TreeSet<>();
        rows.stream().flatMap(r -> r.conditions().stream()).filter(c -> c.attribute() == attribute)
                .forEach(c -> collect(c.test(), found));
        return List.copyOf(found);
    }

    private static void collect(Test test, TreeSet<Integer> found) {
        if (test instanceof Test.Between between) {
            add(between.low(), between.lowIncluded(), found);
            add(between.high(), !between.highIncluded(), found);
        } else if (test instanceof Test.Not not) {
            collect(not.test(), found);
        } else if (test instanceof Test.Either either) {
            collect(either.first(), found);
            collect(either.second(), found);
        } else if (test instanceof Test.OneOf oneOf) {
            oneOf.values().stream().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast).forEach(number -> {
                add(number, true, found);
                add(number, false, found);
            });
        }
    }

    private static void add(BigDecimal bound, boolean reachedAt, TreeSet<Integer> found) {
        if (bound != null) {
            int whole = bound.setScale(0, java.math.RoundingMode.CEILING).intValue();
            found.add(reachedAt || bound.stripTrailingZeros().scale() > 0 ? whole : whole + 1);
        }
    }
}
