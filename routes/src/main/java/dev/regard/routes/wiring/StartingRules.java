package dev.regard.routes.wiring;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.RuleChanges.Approval;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.RuleChanges.Proposal;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.Store;
import dev.regard.routes.trial.Policy;
import dev.regard.routes.wiring.PublishedRules.Ready;
import dev.regard.rules.RuleSetFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule set that a start names: a change like any other. */
final class StartingRules {
    private static final Logger LOG = LoggerFactory.getLogger(StartingRules.class);

    private final PublishedRules published;
    private final Path data;
    private final Store store;
    private final Organisation organisation;
    private final InstantSource clock;
    private final Function<RuleSet, Policy> policy;
    private Optional<String> refusal = Optional.empty();

    /** @param policy what the company asks of a change, in the names of the rules that are in force */
    StartingRules(PublishedRules published, Path data, Store store, Organisation organisation, InstantSource clock, Function<RuleSet, Policy> policy) {
        this.published = published;
        this.data = data;
        this.store = store;
        this.organisation = organisation;
        this.clock = clock;
        this.policy = policy;
    }

    /** Why what the start names is not in force; empty where it is, or nothing was named. */
    Optional<String> refusal() {
        return refusal;
    }

    /**
     * Publishes what a start names. The first rule set of an installation needs nobody; a later one has to pass like any other change, and leaves the last good one at
     * work where it does not.
     */
    Optional<Ready> published(Path folder) {
        RuleSetFiles files = RuleSetFiles.in(folder);
        String reason = "--rules " + folder;
        if (published.version().isEmpty()) {
            return Optional.of(published.first(files, organisation, reason, clock.instant()));
        }
        try {
            return Optional.of(published.version().get().equals(files.version()) ? published.load(organisation, clock.instant()) : changed(files, reason));
        } catch (RulesRefused e) {
            return refused(e);
        } catch (NotNow e) {
            propose(files, reason, e);
            return refused(new RulesRefused(reason + ": " + e.inFull(), List.of()));
        }
    }

    private Ready changed(RuleSetFiles files, String reason) {
        if (published.archive().wasTakenBack(files.version())) {
            throw new RulesRefused("the rule set of " + reason + " was taken back by a rollback, and no start brings it in again; `rules publish` does", List.of());
        }
        List<Approval> approvals = published.archive().proposal(files.version()).map(Proposal::approvals).orElse(List.of());
        String inForce = published.version().orElseThrow();
        String note = "by a start with --rules" + (Files.exists(data.resolve(Policy.NAME)) ? asked(files, approvals, inForce) : "");
        List<Approval> counting = Permission.counting(approvals, inForce);
        Ready ready = published.publish(files, organisation, new Release(files.version(), new Statement("", reason, ""), counting, clock.instant(), Release.PUBLISHED, 0, null,
                counting.isEmpty() ? note + "; nobody approved it" : note));
        published.archive().remove(files.version());
        return ready;
    }

    /** Asks for what the company asks for, and tells what could not be asked. */
    private String asked(RuleSetFiles files, List<Approval> approvals, String inForce) {
        RuleSet draft = published.checked(files, organisation);
        Optional<RuleSet> former;
        try {
            former = Optional.of(published.load(organisation, clock.instant()).rules());
        } catch (RulesRefused unusable) {
            former = Optional.empty();
        }
        Optional<RuleSet> readable = former;
        Permission permission = new Permission(new Trials(store, organisation), clock, () -> readable.map(policy).orElseGet(() -> Policy.in(data)));
        if (readable.isEmpty()) {
            permission.approved(approvals, inForce);
            return "; " + inForce + " could not be read any more, so no back-test was held against it";
        }
        LOG.info("rule set {} is held against what {} asks for before it takes the place of {}", files.version(), Policy.NAME, inForce);
        permission.ask(readable.get(), () -> draft, approvals, null);
        return "";
    }

    /** Keeps what a start may not publish as a proposal, unless it is one already. */
    private void propose(RuleSetFiles files, String reason, NotNow why) {
        RuleArchive archive = published.archive();
        if (archive.proposal(files.version()).isEmpty()) {
            archive.keep(files);
            archive.put(new Proposal(files.version(), new Statement("", reason, ""), clock.instant(), List.of(), null, 0, why.inFull(), why.problems(), null,
                    published.version().orElseThrow(), 0));
        }
    }

    private Optional<Ready> refused(RulesRefused why) {
        if (published.files().isEmpty()) {
            throw why;
        }
        why.problems().forEach(problem -> LOG.error("{}", problem));
        LOG.error("{} The rule set that was published before stays.", why.getMessage().matches(".*[.?!]") ? why.getMessage() : why.getMessage() + ".");
        refusal = Optional.of(why.getMessage());
        return Optional.empty();
    }
}
