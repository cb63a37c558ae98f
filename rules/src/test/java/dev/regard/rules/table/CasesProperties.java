package dev.regard.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is worked out of the conditions agrees with trying every value of small domains. */
class CasesProperties {
    private static final List<Object> NUMBERS = numbers();
    private static final List<Object> DAYS = Arrays.asList(null, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    private static final List<Object> NAMES = Arrays.asList(null, "consumer", "designer", "distributor", "press");
    private static final List<Object> FLAGS = Arrays.asList(null, true, false);

    private static List<Object> numbers() {
        List<Object> numbers = new ArrayList<>();
        numbers.add(null);
        for (int quarters = -2; quarters <= 32; quarters++) {
            numbers.add(BigDecimal.valueOf(quarters * 25L, 2));
        }
        return numbers;
    }

    @Property(tries = 400)
    void aRowNeverAnswersExactlyWhenNoValueReachesIt(@ForAll("tables") List<Row> rows) throws Cases.Undecided {
        Cases cases = new Cases(rows, Map.of(), Cases.BUDGET);
        boolean[] reached = new boolean[rows.size()];
        for (Facts facts : everything()) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).holds(facts)) {
                    reached[i] = true;
                    break;
                }
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean never = !cases.impossible(row).isEmpty() || !cases.takenBy(row, rows.subList(0, i)).isEmpty();
            assertEquals(!reached[i], never, row::toString);
        }
    }

    @Property(tries = 400)
    void thereIsAGapExactlyWhenSomePossibleCaseIsNotAnswered(@ForAll("tables") List<Row> rows) throws Cases.Undecided {
        List<Facts> unanswered = everything().stream().filter(f -> possible(f) && rows.stream().noneMatch(r -> r.holds(f))).toList();
        assertEquals(unanswered.isEmpty(), new Cases(rows, Map.of(), Cases.BUDGET).gaps(rows, 3).isEmpty());
    }

    /** The amount and whether it is late are an event's. */
    @Property(tries = 200)
    void customersAreInTheCaseThatIsNamedWhereSomeEventMayBringWhatNoRowTakes(@ForAll("tables") List<Row> rows) throws Cases.Undecided {
        Map<List<Object>, List<Facts>> customers = everything().stream().filter(CasesProperties::possible)
                .collect(Collectors.groupingBy(facts -> List.of(facts.get(Attribute.KIND), facts.get(Attribute.DAYS_SINCE_PURCHASE))));
        for (Cases.Gap gap : new Cases(rows, Map.of(), Cases.BUDGET).gaps(rows, Integer.MAX_VALUE)) {
            Map<Attribute, Object> named = named(gap.example());
            boolean own = named.containsKey(Attribute.KIND) || named.containsKey(Attribute.DAYS_SINCE_PURCHASE);
            assertEquals(own, gap.customer().isPresent(), gap.example());
            gap.customer().ifPresent(may -> {
                assertTrue(customers.values().stream().flatMap(List::stream).filter(facts -> isNamed(facts, named)).allMatch(may), gap.example());
                customers.forEach((customer, cases) -> assertTrue(!may.test(cases.get(0)) || cases.stream().anyMatch(facts -> rows.stream().noneMatch(row -> row.holds(facts))),
                        () -> gap.example() + ": " + customer));
            });
        }
    }

    private static boolean isNamed(Facts facts, Map<Attribute, Object> named) {
        return named.entrySet().stream().filter(n -> n.getKey() == Attribute.KIND || n.getKey() == Attribute.DAYS_SINCE_PURCHASE).allMatch(n -> n.getValue().toString().equals(String.valueOf(facts.get(n.getKey()))));
    }

    @Property(tries = 400)
    void oneRowCoversAnotherExactlyWhenItHoldsWheneverThatDoes(@ForAll("tables") List<Row> rows) {
        Cases cases = new Cases(rows, Map.of(), Cases.BUDGET);
        Row one = rows.get(0);
        Row other = rows.get(rows.size() - 1);
        boolean always = everything().stream().filter(other::holds).allMatch(one::holds);
        if (cases.impossible(other).isEmpty()) {
            assertEquals(always, cases.covers(one, other));
        }
        assertEquals(everything().stream().anyMatch(f -> one.holds(f) && other.holds(f)), cases.both(one, other).isPresent());
    }

    @Property(tries = 200)
    void noRowAnswersTheExampleOfAGapWhateverIsNotNamedInIt(@ForAll("tables") List<Row> rows) throws Cases.Undecided {
        for (Cases.Gap gap : new Cases(rows, Map.of(), Cases.BUDGET).gaps(rows, 3)) {
            String example = gap.example();
            Map<Attribute, Object> named = named(example);
            for (Facts other : EVERYTHING) {
                Facts facts = with(other, named);
                assertFalse(possible(facts) && rows.stream().anyMatch(r -> r.holds(facts)), () -> example + ": " + facts);
            }
            assertTrue(EVERYTHING.stream().anyMatch(other -> possible(with(other, named))), () -> example + " cannot be");
        }
    }

    @Property(tries = 200)
    void twoRowsBothTakeTheExampleOfTheirOverlap(@ForAll("tables") List<Row> rows) {
        Row one = rows.get(0);
        Row other = rows.get(rows.size() - 1);
        new Cases(rows, Map.of(), Cases.BUDGET).both(one, other).ifPresent(example -> {
            Map<Attribute, Object> named = named(example);
            EVERYTHING.stream().map(facts -> with(facts, named)).forEach(facts -> assertTrue(one.holds(facts) && other.holds(facts), () -> example + ": " + facts));
        });
    }

    @Property(tries = 200)
    void whatRowsDeriveIsWhatTheyDeriveOfSomeValues(@ForAll("tables") List<Row> conditions, @ForAll boolean all, @ForAll boolean usual) throws Cases.Undecided {
        List<Row> rows = new ArrayList<>();
        conditions.forEach(row -> rows.add(new Row(row.key(), row.line(), row.conditions(), rows.size() == 2 ? Map.of() : Map.of("points", BigDecimal.valueOf(1 << rows.size())))));
        Set<Object> found = new HashSet<>();
        for (Facts facts : EVERYTHING) {
            if (!usual || possible(facts)) {
                List<Row> holding = rows.stream().filter(row -> row.holds(facts)).limit(all ? rows.size() : 1).toList();
                found.add(holding.stream().map(row -> (BigDecimal) row.results().get("points")).filter(Objects::nonNull).reduce(BigDecimal::add).map(BigDecimal::stripTrailingZeros).orElse(null));
            }
        }
        assertEquals(found, new Cases(rows, Map.of(), Cases.BUDGET).outcomes(rows, "points", all, usual));
    }

    /** What the sentence says, such as "Amount is 3, Customer kind is unknown and Late is yes". */
    private static Map<Attribute, Object> named(String example) {
        Map<Attribute, Object> named = new EnumMap<>(Attribute.class);
        if (!example.equals("anything is the case")) {
            for (String part : example.split(", | and ")) {
                String[] says = part.split(" is ", 2);
                Attribute attribute = Stream.of(Attribute.AMOUNT, Attribute.DAYS_SINCE_PURCHASE, Attribute.KIND, Attribute.LATE).filter(a -> a.english().equals(says[0])).findFirst().orElseThrow();
                named.put(attribute, says[1].equals("unknown") ? null : switch (attribute) {
                    case AMOUNT -> new BigDecimal(says[1]);
                    case DAYS_SINCE_PURCHASE -> Integer.valueOf(says[1]);
                    case LATE -> says[1].equals("yes");
                    default -> says[1];
                });
            }
        }
        return named;
    }

    private static Facts with(Facts facts, Map<Attribute, Object> named) {
        Facts.Builder builder = Facts.builder();
        for (Attribute attribute : List.of(Attribute.AMOUNT, Attribute.DAYS_SINCE_PURCHASE, Attribute.KIND, Attribute.LATE)) {
            builder.set(attribute, named.containsKey(attribute) ? named.get(attribute) : facts.get(attribute));
        }
        return builder.build();
    }

    private static boolean possible(Facts facts) {
        return facts.get(Attribute.AMOUNT) instanceof BigDecimal amount && amount.signum() >= 0 && facts.get(Attribute.DAYS_SINCE_PURCHASE) instanceof Integer days
                && days >= 0 && facts.get(Attribute.KIND) != null && facts.get(Attribute.LATE) != null;
    }

    private static List<Facts> everything() {
        return EVERYTHING;
    }

    private static final List<Facts> EVERYTHING = NUMBERS.stream().flatMap(number -> DAYS.stream().flatMap(days -> NAMES.stream().flatMap(name -> FLAGS.stream()
            .map(flag -> Facts.builder().set(Attribute.AMOUNT, number).set(Attribute.DAYS_SINCE_PURCHASE, days).set(Attribute.KIND, name).set(Attribute.LATE, flag).build()))))
            .toList();

    @Provide
    Arbitrary<List<Row>> tables() {
        Arbitrary<List<Condition>> conditions = Combinators.combine(
                maybe(Attribute.AMOUNT, range(0)), maybe(Attribute.DAYS_SINCE_PURCHASE, range(-3)), maybe(Attribute.KIND, names()), maybe(Attribute.LATE, flags()),
                maybe(Attribute.AMOUNT, range(0)))
                .as((a, b, c, d, e) -> List.of(a, b, c, d, e).stream().flatMap(List::stream).toList());
        return conditions.list().ofMinSize(1).ofMaxSize(7).map(all -> {
            List<Row> rows = new ArrayList<>();
            all.forEach(row -> rows.add(new Row("k" + rows.size(), rows.size() + 4, row, Map.of("tier", "gold"))));
            return rows;
        });
    }

    private static Arbitrary<List<Condition>> maybe(Attribute attribute, Arbitrary<Test> test) {
        return test.map(t -> List.of(new Condition(attribute, attribute.key(), t, "B"))).injectNull(0.5).map(c -> c == null ? List.of() : c);
    }

    private static Arbitrary<Test> range(int least) {
        Arbitrary<BigDecimal> bound = Arbitraries.integers().between(least, 7).map(BigDecimal::valueOf);
        Arbitrary<Test> between = Combinators.combine(bound.injectNull(0.3), Arbitraries.of(true, false), bound.injectNull(0.3), Arbitraries.of(true, false))
                .as(Test.Between::new);
        Arbitrary<Test> exact = bound.set().ofMinSize(1).ofMaxSize(3).map(values -> new Test.OneOf(Set.copyOf(values)));
        return nested(Arbitraries.oneOf(between, exact, Arbitraries.just(new Test.Unknown())));
    }

    private static Arbitrary<Test> names() {
        return nested(Arbitraries.oneOf(Arbitraries.of("consumer", "designer", "distributor").set().ofMinSize(1).map(n -> new Test.OneOf(Set.copyOf(n))),
                Arbitraries.just(new Test.Unknown())));
    }

    private static Arbitrary<Test> flags() {
        return nested(Arbitraries.of(true, false).map(f -> new Test.OneOf(Set.of(f))));
    }

    private static Arbitrary<Test> nested(Arbitrary<Test> plain) {
        return Arbitraries.oneOf(plain, plain, plain.map(Test.Not::new), Combinators.combine(plain, plain).as(Test.Either::new));
    }
}
