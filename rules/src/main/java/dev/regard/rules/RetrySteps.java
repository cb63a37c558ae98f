package dev.regard.rules;

import dev.regard.engine.customer.How;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.ReadTable;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Follows the tries of {@code retries} from the first one on, and names the rows that no try comes to since one before it ends them or changes the way. */
final class RetrySteps {
    private static final int MOST_TRIES = 30;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> ways = Stream.of(How.values()).map(how -> how.name().toLowerCase(Locale.ROOT)).toList();

    private record Step(ReadTable read, Row row) {
        boolean mayHold(State state) {
            return row.conditions().stream().filter(Step::isOfTheTry).allMatch(c -> c.holds(state.facts()));
        }

        /** Nothing that is not known here keeps it from answering. */
        boolean holdsAlways() {
            return row.conditions().stream().allMatch(Step::isOfTheTry) && !read.table().charter().isForAPeriod() && read.table().policy() == HitPolicy.FIRST;
        }

        String way() {
            return String.valueOf(row.results().getOrDefault("how", "none"));
        }

        private static boolean isOfTheTry(Condition condition) {
            return condition.attribute() == Attribute.HOW || condition.attribute() == Attribute.TRIES;
        }
    }

    private record State(String way, int tries) {
        Facts facts() {
            return Facts.builder().set(Attribute.HOW, way).set(Attribute.TRIES, BigDecimal.valueOf(tries)).build();
        }
    }

    private RetrySteps(List<ReadTable> tables) {
        tables.stream().sorted(Comparator.comparing((ReadTable read) -> read.table().answersItsTopic()).thenComparing(read -> read.table().name()))
                .forEach(read -> read.table().rows().forEach(row -> steps.add(new Step(read, row))));
    }

    /** @param tables all that answer {@code retries} */
    static List<RuleProblem> problems(List<ReadTable> tables) {
        return new RetrySteps(tables).problems();
    }

    private List<RuleProblem> problems() {
        Set<State> reached = reached();
        Set<Step> answering = new HashSet<>();
        reached.forEach(state -> answering.addAll(answering(state)));
        List<RuleProblem> problems = new ArrayList<>();
        for (Step step : steps) {
            // A row that rows above take everything from is told of as such.
            states().filter(state -> answering(state).contains(step)).findFirst().filter(state -> !answering.contains(step)).ifPresent(state ->
                    problems.add(step.read.row(step.row.line()).warning("this step is never reached: " + before(state, reached))));
        }
        return problems;
    }

    private String before(State wanted, Set<State> reached) {
        for (int tries = wanted.tries - 1; tries > 0; tries--) {
            State state = new State(wanted.way, tries);
            if (reached.contains(state)) {
                List<Step> all = answering(state);
                return all.isEmpty() ? "no row answers after try " + tries + " by " + wanted.way
                        : "after try " + tries + " by " + wanted.way + " row " + all.get(0).row.line() + " (" + all.get(0).row.key() + ") says " + all.get(0).way();
            }
        }
        return "no try by " + wanted.way + " comes to it";
    }

    private Stream<State> states() {
        return ways.stream().flatMap(way -> Stream.iterate(1, n -> n <= MOST_TRIES, n -> n + 1).map(n -> new State(way, n)));
    }

    private List<Step> answering(State state) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            if (step.mayHold(state)) {
                all.add(step);
                if (step.holdsAlways()) {
                    break;
                }
            }
        }
        return all;
    }

    private Set<State> reached() {
        Deque<State> next = new ArrayDeque<>(ways.stream().map(way -> new State(way, 1)).toList());
        Set<State> reached = new HashSet<>();
        while (!next.isEmpty()) {
            State state = next.remove();
            if (state.tries <= MOST_TRIES && reached.add(state)) {
                answering(state).stream().map(Step::way).filter(ways::contains).forEach(way -> next.add(new State(way, state.tries + 1)));
            }
        }
        return reached;
    }
}
