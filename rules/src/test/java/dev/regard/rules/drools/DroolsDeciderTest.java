package dev.regard.rules.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Test.OneOf;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.ShippedRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DroolsDeciderTest {

    @Property(tries = 60)
    void droolsAnswersLikeThePlainReaderOnTablesOfEveryKind(@ForAll long seed) {
        RandomRules random = new RandomRules(seed);
        Map<Topic, DecisionTable> tables = random.tables();
        Decider drools = new DroolsDecider(tables);
        Decider plain = new TableReader(tables);
        for (int i = 0; i < 150; i++) {
            Topic topic = random.topic();
            Facts facts = random.facts();
            assertEquals(plain.evaluate(topic, facts), drools.evaluate(topic, facts));
        }
    }

    @Test
    void droolsAnswersLikeThePlainReaderOnTheShippedTables() {
        Map<Topic, DecisionTable> tables = ShippedRules.tables();
        Decider drools = new DroolsDecider(tables);
        Decider plain = new TableReader(tables);
        Random random = new Random(20_261_122);
        int answers = 0;
        for (Topic topic : Topic.values()) {
            for (int i = 0; i < 400; i++) {
                Facts facts = factsFor(tables.get(topic), random);
                List<Match> expected = plain.evaluate(topic, facts);
                assertEquals(expected, drools.evaluate(topic, facts), topic + " on " + facts);
                answers += expected.size();
            }
        }
        assertTrue(answers > 2_000, "the facts should meet the tables, but only " + answers + " rows held");
    }

    /** Values that the table's own cells name, so that rows hold often. */
    private static Facts factsFor(DecisionTable table, Random random) {
        Facts.Builder facts = Facts.builder();
        for (Row row : table.rows()) {
            for (Condition condition : row.conditions()) {
                if (condition.attribute() != null && random.nextInt(3) == 0) {
                    facts.set(condition.attribute(), near(condition, table, random));
                }
            }
        }
        return facts.build();
    }

    private static Object near(Condition condition, DecisionTable table, Random random) {
        ValueType type = condition.attribute().type();
        if (type == ValueType.NUMBER || type == ValueType.DAYS) {
            List<Integer> bounds = table.rows().stream().flatMap(r -> DecisionTable.boundaries(r, condition.attribute()).stream()).toList();
            int number = (bounds.isEmpty() ? 0 : bounds.get(random.nextInt(bounds.size()))) + random.nextInt(3) - 1;
            return type == ValueType.DAYS ? (Object) number : BigDecimal.valueOf(number);
        }
        if (type == ValueType.FLAG) {
            return random.nextBoolean();
        }
        if (type == ValueType.PERCENT) {
            return BigDecimal.valueOf(random.nextInt(101), 2);
        }
        return condition.test() instanceof OneOf oneOf ? oneOf.values().iterator().next() : condition.test().words();
    }

    @Test
    void conditionsThatReadAlikeStayApart() {
        Row one = row("one", new dev.regard.engine.rule.Test.Contains(List.of("a, b")));
        Row two = row("two", new dev.regard.engine.rule.Test.Contains(List.of("a", "b")));
        Map<Topic, DecisionTable> tables = Map.of(Topic.OCCASIONS, new DecisionTable("occasions", "", "", Topic.OCCASIONS, List.of(one, two)));
        assertEquals(List.of("two"), new DroolsDecider(tables).evaluate(Topic.OCCASIONS, Facts.none().with(Attribute.WORDS, "b"))
                .stream().map(m -> m.row().key()).toList());
    }

    private static Row row(String key, dev.regard.engine.rule.Test test) {
        return new Row(key, 1, List.of(new Condition(Attribute.WORDS, "words", test, "A")), Map.of());
    }

    @Test
    void aTopicWithoutATableHasNoAnswer() {
        assertEquals(List.of(), new DroolsDecider(Map.of()).evaluate(Topic.TIER, Facts.none()));
    }

    @Test
    void severalThreadsMayAskAtOnce() throws Exception {
        Map<Topic, DecisionTable> tables = ShippedRules.tables();
        Decider drools = new DroolsDecider(tables);
        Decider plain = new TableReader(tables);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                long seed = thread;
                all.add(threads.submit(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 2_000; i++) {
                        Topic topic = Topic.values()[random.nextInt(Topic.values().length)];
                        Facts facts = factsFor(tables.get(topic), random);
                        assertEquals(plain.evaluate(topic, facts), drools.evaluate(topic, facts));
                    }
                }));
            }
            for (Future<?> thread : all) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTableOfThreeThousandRowsAnswers() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add(new Row("row-" + i, i, List.of(new Condition(Attribute.CATEGORY, "category", new OneOf(Set.of("category-" + i)), "A")), Map.of()));
        }
        Decider drools = new DroolsDecider(Map.of(Topic.REVISITS, new DecisionTable("revisits", "", "", Topic.REVISITS, rows)));
        for (int i = 0; i < 3_000; i += 7) {
            List<Match> held = drools.evaluate(Topic.REVISITS, Facts.none().with(Attribute.CATEGORY, "Category-" + i));
            assertEquals(List.of("row-" + i), held.stream().map(m -> m.row().key()).toList());
        }
    }
}
