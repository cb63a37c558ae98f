package dev.regard.routes.trial;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.table.TableFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Instant now;
    private final List<RuleProblem> told;
    private final Map<RuleProblem, Predicate<Facts>> asked = new HashMap<>();
    private final Map<RuleProblem, Long> counts = new HashMap<>();

    /** @param book the published rules, by which the customers are what they are */
    public Concerned(List<RuleProblem> problems, RuleSetFiles files, Rulebook book, Instant now) {
        this.book = book;
        this.now = now;
        this.told = withSums(problems);
        Map<String, Optional<DecisionTable>> tables = new HashMap<>();
        for (RuleProblem problem : told) {
            tables.computeIfAbsent(problem.file(), file -> table(files, file)).flatMap(table -> takes(table, problem)).ifPresent(takes -> {
                asked.put(problem, takes);
                counts.put(problem, 0L);
            });
        }
    }

    private static Optional<DecisionTable> table(RuleSetFiles files, String file) {
        return Optional.ofNullable(files.folder("tables").get(file)).map(content -> TableFile.read(file, content)).map(ReadTable::table);
    }

    /** Only some cases are told, so customers are counted for all cases of a table together, too. */
    private static List<RuleProblem> withSums(List<RuleProblem> problems) {
        List<RuleProblem> told = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            RuleProblem problem = problems.get(i);
            told.add(problem);
            if (problem.gap().isPresent() && problems.subList(i + 1, problems.size()).stream().noneMatch(later -> later.gap().isPresent() && later.file().equals(problem.file()))) {
                told.add(new RuleProblem(problem.file(), problem.sheet(), problem.row(), problem.column(), problem.severity(), TOGETHER));
            }
        }
        return told;
    }

    private static Optional<Predicate<Facts>> takes(DecisionTable table, RuleProblem problem) {
        if (problem.gap().isPresent()) {
            return problem.gap();
        }
        if (problem.words().equals(TOGETHER)) {
            List<Row> rows = new ArrayList<>(table.rows());
            return Optional.of(facts -> rows.stream().noneMatch(row -> row.holds(facts)));
        }
        return table.rows().stream().filter(row -> row.line() == problem.row()).findFirst().map(row -> facts -> row.conditions().stream().filter(Concerned::isOfTheCustomer).allMatch(c -> c.holds(facts)));
    }

    private static boolean isOfTheCustomer(Condition condition) {
        return condition.attribute() == null ? condition.name().startsWith("traits.") : condition.attribute().isOfTheCustomer();
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
            asked.forEach((problem, takes) -> {
                if (takes.test(facts)) {
                    counts.merge(problem, 1L, Long::sum);
                }
            });
        }
    }

    /** How many it concerns; empty where the problem is none of a row or a case that no row answers, or the row could not be read. */
    public OptionalLong count(RuleProblem problem) {
        return counts.containsKey(problem) ? OptionalLong.of(counts.get(problem)) : OptionalLong.empty();
    }
}
