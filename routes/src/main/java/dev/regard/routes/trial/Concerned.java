package dev.regard.routes.trial;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.table.TableFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * How many of today's customers a problem of a table concerns: those whom its row would take as far as the row asks about customers, or, for a case that no
 * row answers, those who may be in it, and once for the table those whom none would take. What only an event or an occasion can bring is taken for granted.
 */
public final class Concerned {
    private static final String TOGETHER = "customers whom no row of this table takes, in such a case or another";
    private final Rulebook book;
    private final Optional<RuleSet> rules;
    private final Instant now;
    private final List<RuleProblem> told = new ArrayList<>();
    private final Map<RuleProblem, Question> asked = new HashMap<>();
    private final Map<RuleProblem, Long> counts = new HashMap<>();

    /** What is asked of each customer, by the facts that a table asks for. */
    private record Question(DecisionTable table, Predicate<Facts> concerns) { }

    /**
     * @param rules the rule set with the problems; empty where it has errors, which leaves open what its tables derive
     * @param book  the published rules, by which the customers are what they are
     */
    public Concerned(List<RuleProblem> problems, RuleSetFiles files, Optional<RuleSet> rules, Rulebook book, Instant now) {
        this.book = book;
        this.rules = rules;
        this.now = now;
        Map<String, Optional<DecisionTable>> tables = new HashMap<>();
        Map<String, RuleProblem> lastGaps = new HashMap<>();
        problems.stream().filter(problem -> problem.gap().isPresent()).forEach(problem -> lastGaps.put(problem.file(), problem));
        for (RuleProblem problem : problems) {
            told.add(problem);
            tables.computeIfAbsent(problem.file(), file -> table(files, file)).ifPresent(table -> {
                concerns(table, problem).ifPresent(concerns -> ask(problem, table, concerns));
                if (lastGaps.get(problem.file()) == problem) {
                    askTogether(problem, table);
                }
            });
        }
    }

    private static Optional<DecisionTable> table(RuleSetFiles files, String file) {
        return Optional.ofNullable(files.folder("tables").get(file)).map(content -> TableFile.read(file, content)).map(ReadTable::table);
    }

    private void ask(RuleProblem problem, DecisionTable table, Predicate<Facts> concerns) {
        asked.put(problem, new Question(table, concerns));
        counts.put(problem, 0L);
    }

    /** Only some cases are told, so customers are counted for all cases of a table together, too, where nothing else brings them about. */
    private void askTogether(RuleProblem last, DecisionTable table) {
        List<Row> rows = new ArrayList<>(table.rows());
        if (canBeTold(table) && rows.stream().flatMap(row -> row.conditions().stream()).allMatch(Condition::isOfTheCustomer)) {
            RuleProblem together = new RuleProblem(last.file(), last.sheet(), last.row(), last.column(), last.severity(), TOGETHER);
            told.add(together);
            ask(together, table, facts -> rows.stream().noneMatch(row -> row.holds(facts)));
        }
    }

    /** Those who may be in the case that no row answers, or whom the row takes; empty where that cannot be told. */
    private Optional<Predicate<Facts>> concerns(DecisionTable table, RuleProblem problem) {
        return problem.gap().isPresent() ? problem.gap().filter(gap -> canBeTold(table)) : taken(table, problem);
    }

    private Optional<Predicate<Facts>> taken(DecisionTable table, RuleProblem problem) {
        return table.rows().stream().filter(row -> row.line() == problem.row()).findFirst()
                .filter(row -> row.conditions().stream().allMatch(this::isKnown)).flatMap(Concerned::takes);
    }

    /** Nothing for a row that asks for nothing of the customer. */
    private static Optional<Predicate<Facts>> takes(Row row) {
        List<Condition> own = row.conditions().stream().filter(Condition::isOfTheCustomer).toList();
        return own.isEmpty() && !row.conditions().isEmpty() ? Optional.empty() : Optional.of(facts -> own.stream().allMatch(condition -> condition.holds(facts)));
    }

    private boolean canBeTold(DecisionTable table) {
        return table.rows().stream().flatMap(row -> row.conditions().stream()).allMatch(this::isKnown);
    }

    private boolean isKnown(Condition condition) {
        return rules.isPresent() || !condition.name().startsWith(Further.DERIVED);
    }

    /** What there is to tell: the problems, and after the cases that no row of a table answers one more that stands for all such cases. */
    public List<RuleProblem> told() {
        return told;
    }

    /** Whether nothing has to be counted. */
    public boolean isEmpty() {
        return asked.isEmpty();
    }

    /** The next customer. */
    public void see(Card card) {
        if (!card.givenUp()) {
            Facts facts = Situations.of(card, book.of(card.id()), now);
            Map<DecisionTable, Facts> derived = new IdentityHashMap<>();
            asked.forEach((problem, question) -> {
                if (question.concerns.test(derived.computeIfAbsent(question.table, table -> rules.map(r -> r.derived(table, facts)).orElse(facts)))) {
                    counts.merge(problem, 1L, Long::sum);
                }
            });
        }
    }

    /** How many it concerns; empty where the problem is none of a row or a case of customers, or the row could not be read. */
    public OptionalLong count(RuleProblem problem) {
        return counts.containsKey(problem) ? OptionalLong.of(counts.get(problem)) : OptionalLong.empty();
    }
}
