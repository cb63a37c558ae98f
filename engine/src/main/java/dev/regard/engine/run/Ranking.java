package dev.regard.engine.run;

import dev.regard.engine.customer.Margin;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The buyers of one night, the best first, with what the tables answer about each place (T2, T3). Along a ranking the facts only rise or only fall, and
 * an answer can change only where one of them passes a number that a table names: rules are asked once for each stretch between two such places.
 */
final class Ranking {
    /** The best first. */
    static final Comparator<Glance> ORDER = Comparator.comparing(Glance::sales).reversed().thenComparing(Glance::id);
    private static final int SHARE_DIGITS = 12;
    private static final List<Attribute> ALONG = List.of(Attribute.SALES_12M, Attribute.CUMULATED_SHARE, Attribute.RANK_SHARE);

    private final RuleSet rules;
    private final LocalDate today;
    private final List<Glance> buyers;
    /** What all better ones bought together. */
    private final BigDecimal[] better;
    private final BigDecimal total;
    private final Place[] places;

    /** What the tables say of a buyer. */
    record Place(String abc, boolean vital) {
        static final Place NONE = new Place(null, false);

        boolean isThatOf(Glance card) {
            return Objects.equals(abc, card.abc()) && vital == card.vital();
        }
    }

    /** @param buyers in {@link #ORDER}, each with sales above zero */
    Ranking(Rulebook book, List<Glance> buyers, Instant now) {
        this.rules = book.rules();
        this.today = LocalDate.ofInstant(now, book.companyZone());
        this.buyers = buyers;
        this.better = new BigDecimal[buyers.size()];
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < better.length; i++) {
            better[i] = sum;
            sum = sum.add(buyers.get(i).sales());
        }
        this.total = sum;
        this.places = new Place[buyers.size()];
        if (places.length > 0) {
            numbers().ifPresentOrElse(numbers -> fill(numbers, 0, stretch(numbers, 0), places.length - 1, stretch(numbers, places.length - 1)),
                    () -> Arrays.setAll(places, this::answer));
        }
    }

    int size() {
        return places.length;
    }

    Glance buyer(int place) {
        return buyers.get(place);
    }

    Place place(int place) {
        return places[place];
    }

    /** Why a buyer has that place. */
    List<Reason> because(int place) {
        Facts facts = facts(place);
        List<Reason> because = new ArrayList<>();
        abc(facts).map(Reason::of).ifPresent(because::addAll);
        vital(facts).map(Reason::of).ifPresent(because::addAll);
        if (because.isEmpty()) {
            because.add(Reason.engine("no-row", "sales12m", buyers.get(place).sales()));
        }
        return because;
    }

    private Optional<Match> abc(Facts facts) {
        return Match.first(rules.evaluate(Topic.ABC, facts));
    }

    private Optional<Match> vital(Facts facts) {
        return Match.first(rules.evaluate(Topic.VITAL, facts)).filter(m -> m.flag("vital"));
    }

    private Place answer(int place) {
        Facts facts = facts(place);
        return new Place(abc(facts).map(m -> m.required("class")).orElse(null), vital(facts).isPresent());
    }

    private Facts facts(int place) {
        Facts.Builder facts = Facts.builder().set(Attribute.DAY, today);
        ALONG.forEach(attribute -> facts.set(attribute, value(attribute, place)));
        return facts.build();
    }

    private BigDecimal value(Attribute attribute, int place) {
        return switch (attribute) {
            case SALES_12M -> buyers.get(place).sales();
            case CUMULATED_SHARE -> better[place].divide(total, SHARE_DIGITS, RoundingMode.DOWN);
            case RANK_SHARE -> BigDecimal.valueOf(place + 1L).divide(BigDecimal.valueOf(buyers.size()), SHARE_DIGITS, RoundingMode.UP);
            default -> throw new IllegalArgumentException(attribute.key());
        };
    }

    /** All numbers that the tables compare with, in rising order; empty where a table asks in another way than by comparing. */
    private Optional<Map<Attribute, List<BigDecimal>>> numbers() {
        Map<Attribute, TreeSet<BigDecimal>> numbers = new LinkedHashMap<>();
        ALONG.forEach(attribute -> numbers.put(attribute, new TreeSet<>()));
        for (Topic topic : List.of(Topic.ABC, Topic.VITAL)) {
            for (Condition condition : rules.deciding(topic).stream().flatMap(table -> table.rows().stream()).flatMap(row -> row.conditions().stream()).toList()) {
                TreeSet<BigDecimal> bounds = numbers.get(condition.attribute());
                if (bounds != null && !condition.test().leaves().allMatch(leaf -> collect(leaf, bounds))) {
                    return Optional.empty();
                }
            }
        }
        Map<Attribute, List<BigDecimal>> ordered = new LinkedHashMap<>();
        numbers.forEach((attribute, bounds) -> ordered.put(attribute, List.copyOf(bounds)));
        return Optional.of(ordered);
    }

    private static boolean collect(Test leaf, TreeSet<BigDecimal> bounds) {
        if (leaf instanceof Test.Between between) {
            Optional.ofNullable(between.low()).ifPresent(bounds::add);
            Optional.ofNullable(between.high()).ifPresent(bounds::add);
            return true;
        }
        if (leaf instanceof Test.OneOf oneOf && oneOf.values().stream().allMatch(BigDecimal.class::isInstance)) {
            oneOf.values().forEach(value -> bounds.add((BigDecimal) value));
            return true;
        }
        return leaf instanceof Test.Unknown;
    }

    /** Where each fact of a place lies among the numbers: on one of them, or between which two. */
    private List<Integer> stretch(Map<Attribute, List<BigDecimal>> numbers, int place) {
        return numbers.entrySet().stream().map(bounds -> bounds.getValue().isEmpty() ? 0 : java.util.Collections.binarySearch(bounds.getValue(), value(bounds.getKey(), place))).toList();
    }

    private void fill(Map<Attribute, List<BigDecimal>> numbers, int from, List<Integer> first, int to, List<Integer> last) {
        if (first.equals(last)) {
            Arrays.fill(places, from, to + 1, answer(from));
        } else {
            int middle = (from + to) / 2;
            fill(numbers, from, first, middle, stretch(numbers, middle));
            fill(numbers, middle + 1, stretch(numbers, middle + 1), to, last);
        }
    }

    /** @param customers how many cards there are */
    Portfolio portfolio(long customers, Instant at) {
        Map<String, Portfolio.ClassFigures> classes = new LinkedHashMap<>();
        List<Portfolio.Place> vital = new ArrayList<>();
        BigDecimal vitalSales = BigDecimal.ZERO;
        long vitalCount = 0;
        Margin margin = Margin.NONE;
        Margin vitalMargin = Margin.NONE;
        for (int i = 0; i < places.length; i++) {
            Glance buyer = buyers.get(i);
            margin = margin.plus(buyer.margin());
            classes.merge(String.valueOf(places[i].abc()), new Portfolio.ClassFigures(1, buyer.sales()),
                    (a, b) -> new Portfolio.ClassFigures(a.customers() + b.customers(), a.sales().add(b.sales())));
            if (places[i].vital()) {
                vitalCount++;
                vitalSales = vitalSales.add(buyer.sales());
                vitalMargin = vitalMargin.plus(buyer.margin());
                if (vital.size() < Portfolio.LISTED) {
                    vital.add(new Portfolio.Place(buyer.id(), buyer.sales(), buyer.margin(), places[i].abc()));
                }
            }
        }
        return new Portfolio(at, customers, places.length, total, classes, vital, vitalCount, vitalSales, margin, vitalMargin);
    }
}
