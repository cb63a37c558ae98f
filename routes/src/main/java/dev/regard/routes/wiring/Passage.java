package dev.regard.routes.wiring;

import dev.regard.engine.event.Problem;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.RuleChanges.Approval;
import dev.regard.engine.run.RuleChanges.Exemption;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.routes.trial.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way into force: what the company asks for is asked, and a back-test that takes minutes holds up nobody else. What it was about is looked at again when it is
 * over, so that nothing comes in force in place of something that it was not tried against.
 */
final class Passage {
    private final Object lock;
    private final Permission permission;
    private final Supplier<Grounds> grounds;
    private final Function<String, RuleSet> rules;
    private final InstantSource clock;
    /** Since when a version is tried. */
    private final Map<String, Instant> tried = new HashMap<>();

    /**
     * What a change comes upon.
     *
     * @param inForce the version
     * @param staged  what a share of the customers has beside it
     */
    record Grounds(String inForce, Optional<RuleArchive.Staged> staged) { }

    /** Who is for a change, as it is now. */
    record Change(List<Approval> approvals, Exemption exemption) { }

    /** A change whose back-test is under way already. */
    static final class UnderWay extends NotNow {
        private static final long serialVersionUID = 1L;

        private UnderWay(String version, Instant since) {
            super("A back-test of " + version + " has been under way since " + since + " for another publication of it. Wait for what comes of that.");
        }
    }

    private record Asked(Grounds grounds, Policy policy, Change change) { }

    /**
     * @param lock    of whoever changes what is in force or proposed
     * @param grounds as they are now
     * @param rules   of a version, ready to decide
     */
    Passage(Object lock, Permission permission, Supplier<Grounds> grounds, Function<String, RuleSet> rules, InstantSource clock) {
        this.lock = lock;
        this.permission = permission;
        this.grounds = grounds;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Lets a change through, or not.
     *
     * @param change looks whether it can be made, before a back-test and after it once more; throws what stands in its way
     * @param then   makes it, with the exemption and what the back-test says of the budgets
     * @throws NotNow when it may not be made, when it is tried already, or when it would not come upon what it was tried against
     */
    <T> T pass(String version, Supplier<RuleSet> draft, Supplier<Change> change, Function<Exemption, T> then) {
        Asked asked;
        synchronized (lock) {
            asked = asked(change);
            if (asked.policy().gate().isEmpty()) {
                return then.apply(asked.change().exemption());
            }
            begin(version);
        }
        try {
            Exemption exemption = permission.tried(rules.apply(asked.grounds().inForce()), draft.get(), asked.policy(), asked.change().exemption());
            synchronized (lock) {
                unchanged(asked.grounds());
                if (!asked(change).policy().equals(asked.policy())) {
                    throw overtaken(Policy.NAME + " was changed meanwhile");
                }
                return then.apply(exemption);
            }
        } finally {
            end(version);
        }
    }

    private Asked asked(Supplier<Change> supplier) {
        Change change = supplier.get();
        Grounds now = grounds.get();
        return new Asked(now, permission.asked(change.approvals(), now.inForce(), change.exemption()), change);
    }

    private void begin(String version) {
        if (tried.containsKey(version)) {
            throw new UnderWay(version, tried.get(version));
        }
        tried.put(version, clock.instant());
    }

    private void end(String version) {
        synchronized (lock) {
            tried.remove(version);
            lock.notifyAll();
        }
    }

    private void unchanged(Grounds then) {
        Grounds now = grounds.get();
        if (!now.inForce().equals(then.inForce())) {
            throw overtaken(now.inForce() + " came in force meanwhile in place of " + then.inForce());
        }
        if (!now.staged().equals(then.staged())) {
            throw overtaken(now.staged().map(s -> s.version() + " decides for " + s.percent() + " percent of the customers since then")
                    .orElseGet(() -> "its share of the customers was taken meanwhile from " + then.staged().orElseThrow().version()));
        }
    }

    private static NotNow overtaken(String what) {
        return new NotNow("The back-test was about other things than there are now: " + what + ". Nothing was changed by this; publish it again to have it tried again.");
    }

    /** What a proposal says while it is tried. */
    Optional<Problem> underWay(String version) {
        synchronized (lock) {
            return Optional.ofNullable(tried.get(version)).map(since -> new Problem("trial", "note: a back-test of it has been under way since " + since));
        }
    }

    /** Whether it is tried at this moment. */
    boolean tries(String version) {
        synchronized (lock) {
            return tried.containsKey(version);
        }
    }

    /** Returns when one of the versions, or none, is tried no longer. */
    void await(Supplier<List<String>> versions) {
        synchronized (lock) {
            try {
                while (versions.get().stream().anyMatch(tried::containsKey)) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a back-test was under way", e);
            }
        }
    }
}
