package dev.regard.rules.scenario;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.check.RuleProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scenarios of a rule set, run.
 *
 * @param problems what is wrong in the files, and each expectation that was not met, at its place
 * @param run      how many were run: those in which nothing is wrong
 * @param covered  the rows that decided something in one of them, {@code TABLE/ROW}
 */
public record Scenarios(List<RuleProblem> problems, int run, Set<String> covered) {

    /** Processor time of all together; the shipped ones take a few seconds. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Runs the scenarios of these files. What would take too long is broken off with an error: nobody's line holds up an engine that has other things to do.
     *
     * @param files by path; those that are neither YAML nor sheets are left out
     */
    public static Scenarios of(Map<String, byte[]> files, RuleSet rules, Organisation organisation) {
        return of(files, rules, organisation, LONGEST);
    }

    static Scenarios of(Map<String, byte[]> files, RuleSet rules, Organisation organisation, Duration longest) {
        List<RuleProblem> problems = new ArrayList<>();
        List<Scenario> scenarios = new ArrayList<>();
        files.forEach((file, content) -> {
            if (ScenarioFile.isOne(file)) {
                scenarios.addAll(ScenarioFile.read(file, content, problems));
            }
        });
        AskedFacts asked = new AskedFacts(rules);
        Rulebook book = new Rulebook(asked.listening(), organisation);
        Set<String> covered = new TreeSet<>();
        ScenarioNames names = new ScenarioNames(rules, organisation, problems);
        int run = 0;
        Budget budget = new Budget(longest);
        for (Scenario scenario : scenarios) {
            if (budget.isSpent()) {
                problems.add(scenario.place().error("not run, nor any below: the scenarios before it take longer than " + longest.toSeconds() + " seconds"));
                break;
            }
            int before = problems.size();
            Scenario meant = names.checked(scenario);
            if (scenario.sound() && problems.subList(before, problems.size()).stream().noneMatch(RuleProblem::isError)) {
                asked.forget();
                problems.addAll(new ScenarioRun(meant, book, budget).failures(covered, asked));
                run++;
            }
        }
        return new Scenarios(problems, run, covered);
    }

    /** The tiers and classes that the scenarios of these files expect, in small letters, whether or not there are such. */
    public static Set<String> standings(Map<String, byte[]> files) {
        return files.entrySet().stream().filter(file -> isOne(file.getKey())).flatMap(file -> ScenarioFile.read(file.getKey(), file.getValue(), new ArrayList<>()).stream())
                .flatMap(scenario -> scenario.expected().stream()).flatMap(expectation -> Stream.of("tier", "abc").map(expectation.wanted()::get)).filter(Objects::nonNull)
                .map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Whether a file of this name is taken for scenarios. */
    public static boolean isOne(String file) {
        return ScenarioFile.isOne(file);
    }

    /** The rows of all tables that decided nothing in any scenario, {@code TABLE/ROW}, in the order of the sheets. */
    public List<String> uncovered(RuleSet rules) {
        List<String> rows = new ArrayList<>();
        rules.allTables().stream().sorted(Comparator.comparing(DecisionTable::name))
                .forEach(table -> table.rows().stream().map(Row::key).map(key -> table.name() + "/" + key).filter(row -> !covered.contains(row)).forEach(rows::add));
        return rows;
    }

    /** How many rows of how many decided something. */
    public Map.Entry<Integer, Integer> coverage(RuleSet rules) {
        int all = rules.allTables().stream().mapToInt(table -> table.rows().size()).sum();
        return Map.entry(all - uncovered(rules).size(), all);
    }
}
