package dev.regard.rules.table;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.rules.check.RuleProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds facts that a table derives of some customers only, while another one in which one row answers asks for them and does not say what then. */
public final class LackCheck {
    private final List<ReadTable> all;
    private final Map<String, Domain> domains;
    private final List<RuleProblem> told;

    private LackCheck(List<ReadTable> all, Map<String, Domain> domains, List<RuleProblem> told) {
        this.all = all;
        this.domains = domains;
        this.told = told;
    }

    /**
     * What tables derive too little.
     *
     * @param domains what facts can be, by their names
     * @param told    what is wrong with each table for itself: a case that no row answers since the fact is unknown is told there
     */
    public static List<RuleProblem> problems(List<ReadTable> all, Map<String, Domain> domains, List<RuleProblem> told) {
        LackCheck check = new LackCheck(all, domains, told);
        return all.stream().filter(read -> read.table().derives() && !read.isUnclear()).flatMap(read -> read.table().results().stream().map(Topic.Result::name).filter(n -> n.startsWith(Further.DERIVED))
                .flatMap(fact -> check.lacking(read, fact))).toList();
    }

    private Stream<RuleProblem> lacking(ReadTable read, String fact) {
        if (!domains.containsKey(fact) || !domains.get(fact).lacking()) {
            return Stream.empty();
        }
        return all.stream().filter(asking -> asks(asking, fact)).findFirst().stream().map(asking -> lacking(read, fact, asking.table().name()));
    }

    private boolean asks(ReadTable asking, String fact) {
        List<Condition> conditions = asking.table().rows().stream().flatMap(row -> row.conditions().stream()).filter(c -> c.name().equals(fact)).toList();
        return asking.table().policy() != HitPolicy.ALL && !asking.isFlawed() && !conditions.isEmpty() && conditions.stream().noneMatch(c -> c.test().holds(null))
                && told.stream().noneMatch(problem -> problem.file().equals(asking.file()) && problem.words().contains(fact + " is unknown"));
    }

    private RuleProblem lacking(ReadTable read, String fact, String asking) {
        List<Row> rows = read.table().rows().stream().filter(row -> row.results().containsKey(fact)).toList();
        String remedy = ", though " + asking + " asks for it: say it here in a last row, or there what then, as in 'unknown or ...'";
        try {
            return new Cases(rows, domains, Cases.BUDGET).gaps(rows, 1).stream().findFirst()
                    .map(gap -> read.headings().get(fact).warning(fact + " is unknown when " + gap.example() + remedy).inGap(gap.customer()))
                    .orElseGet(() -> read.headings().get(fact).warning(fact + " is unknown " + (read.table().charter().isForAPeriod() ? "outside the table's period" : "of some customers") + remedy));
        } catch (Cases.Undecided e) {
            return read.headings().get(fact).warning(fact + " is unknown of some customers" + remedy);
        }
    }
}
