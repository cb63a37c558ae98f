package dev.regard.rules;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Implication;
import dev.regard.rules.table.ReadTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether what better tiers and severer complaints get is better too. Two rows are compared in each case that a row of the table names beside the tier or the
 * severity (such as a kind of customers), where both answer.
 */
final class OrderCheck {
    /** Each row is held against each other one in each case. */
    private static final int MOST_ROWS = 300;
    private static final Set<Topic> ORDERED = EnumSet.of(Topic.TIER, Topic.RHYTHM, Topic.DEADLINES, Topic.ON_SITE, Topic.TIER_POLICY);
    private static final List<String> SEVERITIES = List.of("critical", "high", "normal", "low");
    private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(8);
    private static final BigDecimal CENT = new BigDecimal("0.01");
    /** More working hours than any cell may hold. */
    private static final BigDecimal NEVER_ON_THE_SAME_DAY = BigDecimal.valueOf(100_000);

    private final Collection<ReadTable> tables;
    private final List<String> tiers;
    private final List<RuleProblem> problems = new ArrayList<>();

    private OrderCheck(Collection<ReadTable> tables) {
        this.tables = tables;
        this.tiers = of(Topic.TIER).filter(read -> read.table().answersItsTopic()).flatMap(read -> read.table().rowsByRank().stream()).map(OrderCheck::tier).distinct().toList();
    }

    static List<RuleProblem> problems(Collection<ReadTable> tables) {
        OrderCheck check = new OrderCheck(tables);
        tables.stream().filter(read -> read.table().topic() == Topic.TIER).forEach(check::elsewhere);
        tables.stream().filter(read -> read.table().topic() != null && ORDERED.contains(read.table().topic()) && isLarge(read))
                .forEach(read -> check.problems.add(read.row(1).undecided("whether the thresholds are in order: the table has more than " + MOST_ROWS + " rows")));
        check.of(Topic.TIER).forEach(check::tiers);
        check.of(Topic.RHYTHM).forEach(read -> {
            for (Attribute silence : List.of(Attribute.DAYS_SINCE_CONTACT, Attribute.DAYS_SINCE_VISIT)) {
                check.new Order(read, check.tiers, Attribute.TIER, silence, "a better tier is left alone for longer than").find(row -> low(row, silence));
            }
        });
        check.of(Topic.DEADLINES).forEach(read -> {
            check.deadlines(read, SEVERITIES, Attribute.EFFECTIVE_SEVERITY, "what is more severe is");
            check.deadlines(read, check.tiers, Attribute.TIER, "a better tier is");
        });
        check.of(Topic.ON_SITE).forEach(read -> {
            check.new Order(read, SEVERITIES, Attribute.EFFECTIVE_SEVERITY, null, "what is more severe is looked at later than").find(OrderCheck::looked);
            check.new Order(read, check.tiers, Attribute.TIER, null, "a better tier is visited later than").find(OrderCheck::looked);
        });
        check.of(Topic.TIER_POLICY).forEach(read -> {
            check.new Order(read, check.tiers, Attribute.TIER, null, "a better tier gets less discount than").find(row -> number(row, "discount").map(BigDecimal::negate));
            check.new Order(read, check.tiers, Attribute.TIER, null, "a better tier has less time to pay than").find(row -> number(row, "paymentDays").map(BigDecimal::negate));
        });
        return check.problems;
    }

    /** What a row that is wrong was to say nobody knows. */
    private Stream<ReadTable> of(Topic topic) {
        return tables.stream().filter(read -> read.table().topic() == topic && !read.isFlawed() && !isLarge(read));
    }

    private static boolean isLarge(ReadTable read) {
        return read.table().rows().size() > MOST_ROWS;
    }

    private void deadlines(ReadTable read, List<String> ranks, Attribute rank, String words) {
        new Order(read, ranks, rank, null, words + " answered later than").find(row -> span(row, "reply"));
        new Order(read, ranks, rank, null, words + " solved later than").find(row -> number(row, "solveDays").map(days -> days.multiply(NEVER_ON_THE_SAME_DAY).add(sameDayLeft(row))));
        new Order(read, ranks, rank, null, words + " confirmed later than").find(row -> span(row, "confirm"));
    }

    private void elsewhere(ReadTable read) {
        read.table().rows().stream().filter(row -> !tiers.isEmpty() && !tiers.contains(tier(row)))
                .forEach(row -> problems.add(read.result(row.line(), "tier").error("tiers and their order stand in the table tiers alone: " + Nearest.unknown(tier(row), tiers))));
    }

    private void tiers(ReadTable read) {
        new Order(read, tiers, null, Attribute.SALES_12M, "a better tier asks for less sales than").find(row -> low(row, Attribute.SALES_12M).map(BigDecimal::negate));
        Set<List<Integer>> told = new HashSet<>();
        read.table().rows().stream().map(row -> others(row, null, Attribute.SALES_12M)).distinct().forEach(region -> worseForMore(read, region, told));
    }

    /** Follows the sales upwards: the tier gets better or stays. */
    private void worseForMore(ReadTable read, List<Condition> region, Set<List<Integer>> told) {
        List<Row> rows = read.table().rowsByRank().stream().filter(row -> covers(others(row, null, Attribute.SALES_12M), region)).toList();
        TreeSet<BigDecimal> sales = new TreeSet<>();
        rows.forEach(row -> row.conditions().stream().filter(c -> c.attribute() == Attribute.SALES_12M).flatMap(c -> c.test().numbers()).forEach(bound -> sales.addAll(List.of(bound, bound.add(CENT)))));
        Row before = null;
        for (BigDecimal amount : sales) {
            Row row = rows.stream().filter(r -> r.conditions().stream().filter(c -> c.attribute() == Attribute.SALES_12M).allMatch(c -> c.test().holds(amount))).findFirst().orElse(before);
            if (before != null && tiers.indexOf(tier(row)) > tiers.indexOf(tier(before)) && told.add(List.of(before.line(), row.line()))) {
                problems.add(read.row(before.line()).warning("who buys more gets less: with sales of " + amount.toPlainString() + " it is row " + row.line() + " (" + row.key() + ") that answers"));
            }
            before = row;
        }
    }

    /** One thing that has to grow, or stay the same, along the tiers or the severities. */
    private final class Order {
        private final ReadTable read;
        private final List<String> ranks;
        private final Attribute rank;
        private final Attribute measure;
        private final String words;

        /**
         * @param rank    what the rows ask for to be in one of the ranks; null where they answer with it
         * @param measure what the rows ask for to be that long or large; null where they answer with it
         */
        Order(ReadTable read, List<String> ranks, Attribute rank, Attribute measure, String words) {
            this.read = read;
            this.ranks = ranks;
            this.rank = rank;
            this.measure = measure;
            this.words = words;
        }

        void find(Function<Row, Optional<BigDecimal>> number) {
            List<Row> rows = read.table().rowsByRank();
            Set<Row> told = new HashSet<>();
            for (List<Condition> region : rows.stream().map(row -> others(row, rank, measure)).distinct().toList()) {
                List<Optional<Row>> answers = ranks.stream().map(name -> answer(rows.stream().filter(row -> isOf(row, name) && isAbout(row, region)).toList(), number)).toList();
                for (int worse = 1; worse < answers.size(); worse++) {
                    for (int better = 0; better < worse; better++) {
                        if (answers.get(better).isPresent() && answers.get(worse).isPresent()) {
                            compare(answers.get(better).get(), ranks.get(better), answers.get(worse).get(), number, told);
                        }
                    }
                }
            }
        }

        private void compare(Row better, String name, Row worse, Function<Row, Optional<BigDecimal>> number, Set<Row> told) {
            if (number.apply(better).orElseThrow().compareTo(number.apply(worse).orElseThrow()) > 0 && told.add(better)) {
                problems.add(read.row(better.line()).warning("the thresholds are out of order: " + words + " in row " + worse.line() + " (" + worse.key() + ")"
                        + (rank == null || better.conditions().stream().anyMatch(c -> c.attribute() == rank) ? "" : ", since no row above this one asks for " + name)));
            }
        }

        private boolean isOf(Row row, String name) {
            return rank == null ? tier(row).equals(name) : row.conditions().stream().filter(c -> c.attribute() == rank).allMatch(c -> c.test().holds(name));
        }

        /** A row that answers with its rank leaves what it does not take to others of the same rank. */
        private boolean isAbout(Row row, List<Condition> region) {
            List<Condition> others = others(row, rank, measure);
            return covers(others, region) && (rank != null || covers(region, others));
        }

        private Optional<Row> answer(List<Row> holding, Function<Row, Optional<BigDecimal>> number) {
            Predicate<Row> measured = row -> number.apply(row).isPresent();
            return read.table().policy() == HitPolicy.ALL ? holding.stream().filter(measured).min(Comparator.comparing(row -> number.apply(row).orElseThrow()))
                    : (measure == null ? holding.stream().limit(1) : holding.stream()).filter(measured).findFirst();
        }
    }

    private static List<Condition> others(Row row, Attribute rank, Attribute measure) {
        return row.conditions().stream().filter(c -> c.attribute() == null || c.attribute() != rank && c.attribute() != measure)
                .map(c -> new Condition(c.attribute(), c.name(), c.test(), "")).toList();
    }

    private static boolean covers(List<Condition> wide, List<Condition> narrow) {
        return wide.stream().allMatch(one -> narrow.stream().anyMatch(other -> other.name().equals(one.name()) && Implication.implies(other.test(), one.test())));
    }

    private static String tier(Row row) {
        return String.valueOf(row.results().get("tier"));
    }

    private static Optional<BigDecimal> low(Row row, Attribute attribute) {
        return row.conditions().stream().filter(c -> c.attribute() == attribute).map(c -> low(c.test())).flatMap(Optional::stream).findFirst();
    }

    private static Optional<BigDecimal> low(Test test) {
        if (test instanceof Test.Either either) {
            return Stream.of(either.first(), either.second()).map(OrderCheck::low).flatMap(Optional::stream).min(Comparator.naturalOrder());
        }
        return test instanceof Test.Between between ? Optional.ofNullable(between.low()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(Row row, String result) {
        return Optional.ofNullable(row.results().get(result)).map(value -> new BigDecimal(value.toString()));
    }

    private static Optional<BigDecimal> span(Row row, String result) {
        return row.results().get(result) instanceof WorkingSpan span ? Optional.of(BigDecimal.valueOf(span.hours()).add(HOURS_A_DAY.multiply(BigDecimal.valueOf(span.days())))) : Optional.empty();
    }

    /** Somebody goes today where enough of the day is left, whatever is left where nothing is said, and not at all where no way is named. */
    private static Optional<BigDecimal> looked(Row row) {
        return Optional.of(row.results().containsKey("how") ? span(row, "sameDayLeft").orElse(BigDecimal.ZERO) : NEVER_ON_THE_SAME_DAY);
    }

    /** How much of the day has to be left for a complaint to be solved today. */
    private static BigDecimal sameDayLeft(Row row) {
        return span(row, "sameDayLeft").orElse(NEVER_ON_THE_SAME_DAY);
    }
}
