package dev.regard.routes.wiring;

import dev.regard.engine.event.Problem;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.RuleChanges.Approval;
import dev.regard.engine.run.RuleChanges.Exemption;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.routes.trial.Policy;
import dev.regard.routes.trial.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether rules may take the place of those in force, by what the company asks for in {@link Policy}. */
final class Permission {
    private static final Logger LOG = LoggerFactory.getLogger(Permission.class);
    private final Trials trials;
    private final InstantSource clock;
    private final Supplier<Policy> policy;

    /** @param policy as it is written now */
    Permission(Trials trials, InstantSource clock, Supplier<Policy> policy) {
        this.trials = trials;
        this.clock = clock;
        this.policy = policy;
    }

    /** @throws NotNow when the file cannot be read */
    Policy policy() {
        try {
            return policy.get();
        } catch (Policy.Unreadable e) {
            throw new NotNow(e.getMessage() + ".", e.problems().stream().map(PublishedRules::problem).toList());
        }
    }

    /** Those that were given for a change of the version in force. */
    static List<Approval> counting(List<Approval> approvals, String inForce) {
        return approvals.stream().filter(a -> a.isOver(inForce)).toList();
    }

    /**
     * Asks for an approval and for the budgets.
     *
     * @param approvals none where nobody proposed it
     * @param exemption null when it has to keep to the budgets
     * @return the exemption with what the back-test says of the budgets; null for none
     * @throws NotNow when it may not be published
     */
    Exemption ask(RuleSet inForce, Supplier<RuleSet> draft, List<Approval> approvals, Exemption exemption) {
        Policy asked = asked(approvals, inForce.version(), exemption);
        return asked.gate().isEmpty() ? exemption : tried(inForce, draft.get(), asked, exemption);
    }

    /**
     * Asks for all but the budgets.
     *
     * @return which there are to be held against
     * @throws NotNow when there is no approval, or nobody stands for an exemption
     */
    Policy asked(List<Approval> approvals, String inForce, Exemption exemption) {
        Policy asked = approved(approvals, inForce);
        if (exemption != null && (exemption.person().isBlank() || exemption.reason().isBlank())) {
            throw new NotNow("Say who lets it exceed the budgets, and why.");
        }
        return asked;
    }

    /**
     * Asks for the budgets alone, by a back-test that may take minutes.
     *
     * @param asked with a gate
     * @throws NotNow when they are exceeded and there is no exemption
     */
    Exemption tried(RuleSet inForce, RuleSet draft, Policy asked, Exemption exemption) {
        Policy.Gate gate = asked.gate().orElseThrow();
        Verdict verdict = trials.verdict(inForce, draft, asked, gate, clock.instant());
        if (exemption == null && !verdict.passes()) {
            throw new NotNow("A back-test of the last " + gate.months() + " months "
                    + (verdict.exceeded().isEmpty() ? "shows nothing that could be held against the budgets of " : "exceeds the budgets of ") + Policy.NAME + ".",
                    verdict.words().stream().map(words -> new Problem("gate", words)).toList());
        }
        if (exemption == null) {
            verdict.withoutPrice().ifPresent(words -> LOG.warn("rule set {} keeps to the budget of cost, but {}", draft.version(), words));
            return null;
        }
        return new Exemption(exemption.person(), exemption.reason(), verdict.words());
    }

    /**
     * Asks for an approval alone.
     *
     * @throws NotNow when there is none for a change of the version in force
     */
    Policy approved(List<Approval> approvals, String inForce) {
        Policy asked = policy();
        if (asked.approval() && counting(approvals, inForce).isEmpty()) {
            throw new NotNow(approvals.isEmpty() ? "A second person has to approve a rule set before it is published: propose it, and have it approved."
                    : "It was approved when " + approvals.get(approvals.size() - 1).base() + " was in force; now " + inForce + " is. Have it approved once more.");
        }
        return asked;
    }
}
