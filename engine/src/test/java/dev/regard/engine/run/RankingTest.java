package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Margin;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.time.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final List<Attribute> ASKED = List.of(Attribute.SALES_12M, Attribute.CUMULATED_SHARE, Attribute.RANK_SHARE);
    private final Random random = new Random(20_261_128);

    @Test
    void eachPlaceIsWhatTheTablesAnswerAboutIt() {
        int classes = 0;
        for (int i = 0; i < 300; i++) {
            Map<Topic, DecisionTable> tables = Map.of(Topic.ABC, table(Topic.ABC, "class"), Topic.VITAL, table(Topic.VITAL, "vital"));
            RuleSet rules = new RuleSet("random", tables, new TableReader(tables), null, List.of(), Map.of());
            List<Glance> buyers = buyers(1 + random.nextInt(60));
            Ranking ranking = new Ranking(new Rulebook(rules, company()), buyers, NOW);
            BigDecimal total = buyers.stream().map(Glance::sales).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal better = BigDecimal.ZERO;
            for (int place = 0; place < buyers.size(); place++) {
                Facts facts = Facts.none().with(Attribute.DAY, LocalDate.parse("2026-11-28")).with(Attribute.SALES_12M, buyers.get(place).sales())
                        .with(Attribute.CUMULATED_SHARE, better.divide(total, 12, RoundingMode.DOWN))
                        .with(Attribute.RANK_SHARE, BigDecimal.valueOf(place + 1).divide(BigDecimal.valueOf(buyers.size()), 12, RoundingMode.UP));
                Optional<String> named = Match.first(rules.evaluate(Topic.ABC, facts)).map(m -> m.required("class"));
                assertEquals(named.orElse(null), ranking.place(place).abc());
                assertEquals(Match.first(rules.evaluate(Topic.VITAL, facts)).filter(m -> m.flag("vital")).isPresent(), ranking.place(place).vital());
                classes += named.isPresent() ? 1 : 0;
                better = better.add(buyers.get(place).sales());
            }
        }
        assertTrue(classes > 1_000, "only " + classes + " buyers have a class");
    }

    @Test
    void whoBoughtAsMuchStandsInOneOrder() {
        List<Glance> some = new ArrayList<>(List.of(buyer("b", 5), buyer("a", 5), buyer("c", 7)));
        some.sort(Ranking.ORDER);
        assertEquals(List.of("c", "a", "b"), some.stream().map(Glance::id).toList());
    }

    static Organisation company() {
        return new Organisation("Dealer", "en", "CNY", ZoneOffset.UTC, "office@dealer.example", "care@dealer.example", "400", Map.of(DayOfWeek.MONDAY, List.of(new Window(9 * 60, 18 * 60))), List.of("owner"), Map.of(), Map.of(), Map.of());
    }

    /** Night after night, a customer's place follows from the sales as if all were ranked anew. */
    @Test
    void ranksOfManyNightsAreThoseOfEachNightAlone() {
        Map<Topic, DecisionTable> tables = Map.of(Topic.ABC, table(Topic.ABC, "class"), Topic.VITAL, table(Topic.VITAL, "vital"));
        Rulebook book = new Rulebook(new RuleSet("random", tables, new TableReader(tables), null, List.of(), Map.of()), company());
        List<Instant> nights = Ranks.nights(book, NOW, NOW.plus(Duration.ofDays(300)));
        assertEquals(300, nights.size());
        Map<String, List<Ranks.Sales>> changes = new TreeMap<>();
        List<Map<String, BigDecimal>> sales = new ArrayList<>();
        Map<String, BigDecimal> now = new TreeMap<>();
        for (Instant night : nights) {
            for (int i = random.nextInt(4); i > 0; i--) {
                String customer = "b" + random.nextInt(20);
                BigDecimal amount = BigDecimal.valueOf(random.nextInt(4) == 0 ? -random.nextInt(2) : random.nextInt(50));
                if (changes.computeIfAbsent(customer, c -> new ArrayList<>()).stream().noneMatch(known -> known.night().equals(night))) {
                    now.put(customer, amount);
                    changes.get(customer).add(new Ranks.Sales(night, amount));
                }
            }
            sales.add(new TreeMap<>(now));
        }
        Ranks ranks = Ranks.of(night -> book, nights, changes);
        int moves = 0;
        for (int i = 0; i < nights.size(); i++) {
            List<Glance> buyers = new ArrayList<>();
            sales.get(i).forEach((customer, amount) -> {
                if (amount.signum() > 0) {
                    buyers.add(buyer(customer, amount.intValue()));
                }
            });
            buyers.sort(Ranking.ORDER);
            Ranking alone = new Ranking(book, buyers, nights.get(i));
            Map<String, Ranking.Place> places = new TreeMap<>();
            for (int place = 0; place < buyers.size(); place++) {
                places.put(buyers.get(place).id(), alone.place(place));
                Ranks.Placed placed = ranks.at(buyers.get(place).id(), nights.get(i));
                if (placed.night().equals(nights.get(i))) {
                    assertEquals(alone.because(place), placed.because());
                    moves++;
                }
            }
            for (String customer : changes.keySet()) {
                assertEquals(places.getOrDefault(customer, Ranking.Place.NONE), ranks.at(customer, nights.get(i)).place(), customer + " in night " + i);
            }
        }
        assertTrue(moves > 50, "customers who get another place: " + moves);
    }

    private List<Glance> buyers(int count) {
        List<Glance> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buyers.add(buyer("b" + i, 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000 : 20)));
        }
        buyers.sort(Ranking.ORDER);
        return buyers;
    }

    private static Glance buyer(String id, int sales) {
        return new Glance(id, BigDecimal.valueOf(sales), Margin.NONE, null, false, new long[0], false);
    }

    private DecisionTable table(Topic topic, String result) {
        List<Row> rows = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            List<Condition> conditions = new ArrayList<>();
            ASKED.stream().filter(attribute -> random.nextBoolean()).forEach(attribute -> conditions.add(new Condition(attribute, attribute.key(), test(attribute), "A")));
            rows.add(new Row("row-" + i, 1, conditions, Map.of(result, result.equals("class") ? "class-" + i : random.nextBoolean())));
        }
        return new DecisionTable(topic.tableName(), "", "", topic, rows);
    }

    private dev.regard.engine.rule.Test test(Attribute attribute) {
        return switch (random.nextInt(8)) {
            case 0 -> new dev.regard.engine.rule.Test.OneOf(Set.copyOf(List.of(number(attribute), number(attribute))));
            case 1 -> new dev.regard.engine.rule.Test.Not(range(attribute));
            case 2 -> new dev.regard.engine.rule.Test.Either(range(attribute), range(attribute));
            case 3 -> new dev.regard.engine.rule.Test.Contains(List.of("1"));
            default -> range(attribute);
        };
    }

    private dev.regard.engine.rule.Test range(Attribute attribute) {
        return new dev.regard.engine.rule.Test.Between(random.nextBoolean() ? null : number(attribute), random.nextBoolean(), random.nextBoolean() ? null : number(attribute), random.nextBoolean());
    }

    private BigDecimal number(Attribute attribute) {
        return attribute == Attribute.SALES_12M ? BigDecimal.valueOf(random.nextInt(25)) : BigDecimal.valueOf(random.nextInt(21), 1).divide(BigDecimal.valueOf(2));
    }
}
