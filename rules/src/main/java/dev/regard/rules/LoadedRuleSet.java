package dev.regard.rules;

import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.check.RuleProblem;
import java.util.List;
import java.util.Optional;

/**
 * A rule set as far as it could be read.
 *
 * @param ruleSet  empty when there is an error among the problems
 * @param problems in the order of the files
 */
public record LoadedRuleSet(Optional<RuleSet> ruleSet, List<RuleProblem> problems) {
    public LoadedRuleSet {
        problems = List.copyOf(problems);
    }
}
