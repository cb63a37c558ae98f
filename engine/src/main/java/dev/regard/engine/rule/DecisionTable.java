package dev.regard.engine.rule;

import dev.regard.engine.rule.Topic.HitPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A decision table as it was read, the syntax tree that rules are built from.
 *
 * @param name     the file's name without its ending, such as {@code tiers}; what explanations call the table
 * @param title    first words on the sheet
 * @param sentence what it decides, for the reader
 * @param topic    what it decides, for the engine; null when it derives facts for other tables
 * @param results  what its rows may answer
 * @param rows     from top to bottom
 * @param policy   which of the rows that hold answer
 * @param charter  what is said of it as a whole
 */
public record DecisionTable(String name, String title, String sentence, Topic topic, List<Topic.Result> results, List<Row> rows, HitPolicy policy,
        Charter charter) {
    private static final String PRIORITY = "priority";

    public DecisionTable {
        results = List.copyOf(results);
        rows = List.copyOf(rows);
    }

    /** A table that answers as its topic says, and always. */
    public DecisionTable(String name, String title, String sentence, Topic topic, List<Row> rows) {
        this(name, title, sentence, topic, topic.results(), rows, topic.hitPolicy(), Charter.NONE);
    }

    public DecisionTable withRows(List<Row> others) {
        return new DecisionTable(name, title, sentence, topic, results, others, policy, charter);
    }

    /** Whether it derives facts for other tables, which ask for them by the names of its results. */
    public boolean derives() {
        return topic == null;
    }

    /** Whether it is the one that answers its topic, not one that adds to that. */
    public boolean answersItsTopic() {
        return topic != null && topic.tableName().equals(name);
    }

    /** The rows in the order in which the first that holds answers. */
    public List<Row> rowsByRank() {
        return policy == HitPolicy.PRIORITY ? rows.stream().sorted(Comparator.comparing(DecisionTable::priority).reversed()).toList() : rows;
    }

    /** Of rows that hold, from top to bottom, those that answer. */
    public List<Row> answering(List<Row> holding) {
        return policy == HitPolicy.ALL || holding.size() < 2 ? holding
                : List.of(policy == HitPolicy.FIRST ? holding.get(0) : holding.stream().max(Comparator.comparing(DecisionTable::priority).thenComparing(r -> -r.line())).orElseThrow());
    }

    /** The higher one answers, where that is the policy; 0 where nothing is said. */
    public static BigDecimal priority(Row row) {
        return row.results().get(PRIORITY) instanceof BigDecimal number ? number : BigDecimal.ZERO;
    }

    /** The days on which an answer may change because a day is asked for or the table begins or ends to count. */
    public List<LocalDate> turns() {
        Stream<Test> asked = rows.stream().flatMap(r -> r.conditions().stream()).filter(c -> c.attribute() == Attribute.DAY).map(Condition::test);
        return Stream.concat(Stream.of(new Test.During(charter.from(), charter.until())), asked).flatMap(Test::turns).distinct().sorted().toList();
    }

    /**
     * The whole numbers at which a row begins or ends to hold for a counted attribute, in rising order: a fact that only grows with time needs a new
     * look when it reaches one of them. For {@code >= 14} that is 14, for {@code > 14} and {@code <= 14} it is 15.
     */
    public static List<Integer> boundaries(Row row, Attribute attribute) {
        TreeSet<Integer> found = new TreeSet<>();
        row.conditions().stream().filter(c -> c.attribute() == attribute).flatMap(c -> c.test().leaves()).forEach(leaf -> collect(leaf, found));
        return List.copyOf(found);
    }

    private static void collect(Test leaf, TreeSet<Integer> found) {
        if (leaf instanceof Test.Between between) {
            add(between.low(), between.lowIncluded(), found);
            add(between.high(), !between.highIncluded(), found);
        } else if (leaf instanceof Test.OneOf oneOf) {
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
