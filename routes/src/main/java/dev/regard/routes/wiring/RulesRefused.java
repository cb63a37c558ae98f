package dev.regard.routes.wiring;

import dev.regard.rules.check.RuleProblem;
import java.util.List;

/** A rule set or the organisation has errors and cannot be worked with. */
public final class RulesRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<RuleProblem> problems;

    public RulesRefused(String what, List<RuleProblem> problems) {
        super(what);
        this.problems = List.copyOf(problems);
    }

    /** In the order of the files, warnings included. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
