package dev.regard.routes.wiring;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.Publishing;
import dev.regard.engine.run.RuleChanges;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.Notes;
import dev.regard.routes.trial.Policy;
import dev.regard.routes.wiring.PublishedRules.InForce;
import dev.regard.routes.wiring.PublishedRules.Ready;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RenamedContacts;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.RuleSetUnreadable;
import dev.regard.rules.check.RuleProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes to an engine that runs, one rule set after the other: first durable, then in force, then planned by. */
final class Publisher implements Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private final PublishedRules published;
    private final Notes notes;
    private final Engine engine;
    private final Function<RuleSet, Rulebook> books;
    private final Organisation organisation;
    private final Consumer<Rulebook> planner;
    private final ChangeDesk desk;
    private volatile Publication latest;
    /** What the engine decides by. */
    private InForce followed;
    private InForce seen;

    /**
     * @param first   what the engine decides by
     * @param share   what a share of the customers has, as it was when the engine was made
     * @param books   makes the rulebook of this company
     * @param planner plans all customers anew, in the background
     * @param policy  what the company asks of a change
     */
    Publisher(PublishedRules published, Ready first, String share, Engine engine, Function<RuleSet, Rulebook> books, Organisation organisation, Consumer<Rulebook> planner,
            Trials trials, Supplier<Policy> policy) {
        this.published = published;
        this.notes = published.notes();
        this.latest = first.publication();
        this.followed = new InForce(first.note(), share);
        this.engine = engine;
        this.books = books;
        this.organisation = organisation;
        this.planner = planner;
        this.desk = new ChangeDesk(published.archive(), this, trials, new Permission(trials, engine::now, policy), organisation, engine::now);
    }

    @Override
    public Publication latest() {
        return latest;
    }

    @Override
    public byte[] archive() {
        return published.files().orElseThrow().archiveToChange();
    }

    @Override
    public Publication publish(byte[] archive, String reason) {
        try {
            RuleSetFiles files = RuleSetFiles.inArchive(archive);
            Supplier<Release> release = () -> new Release(files.version(), new Statement("", reason, ""), List.of(), engine.now(), Release.PUBLISHED, 0, null, "");
            if (files.version().equals(latest.version())) {
                return publish(files, release.get());
            }
            RuleSet former = engine.rules();
            return warned(desk.publishUnproposed(files, () -> checked(files), release), RenamedContacts.between(former, engine.rules(), files));
        } catch (RuleSetUnreadable e) {
            throw new Refused("This is no rule set.", List.of(new Problem("body", e.getMessage())));
        } catch (NotNow e) {
            throw new Refused(e.getMessage(), e.problems());
        }
    }

    private static Publication warned(Publication published, List<RuleProblem> more) {
        return new Publication(published.version(), published.since(), published.reason(),
                Stream.concat(published.warnings().stream(), more.stream().map(PublishedRules::problem)).toList());
    }

    private RuleSet checked(RuleSetFiles files) {
        LoadedRuleSet loaded = RuleSetReader.read(files, Optional.of(organisation));
        return loaded.ruleSet().orElseThrow(() -> refused(loaded.problems()));
    }

    private static Refused refused(List<RuleProblem> problems) {
        return new Refused("The rule set has errors and was not published.", problems.stream().map(PublishedRules::problem).toList());
    }

    /** With what is said of it. The published files once more leave everything as it is, a staged rule set too. */
    synchronized Publication publish(RuleSetFiles files, Release release) {
        if (files.version().equals(latest.version()) && files.version().equals(inForce())) {
            return latest;
        }
        Ready next;
        try {
            next = published.publish(files, organisation, release);
        } catch (RulesRefused e) {
            throw refused(e.problems());
        }
        Rulebook book = staged(books.apply(next.rules())); // nothing is staged but by another process
        decideBy(book, next, "");
        return latest;
    }

    private void decideBy(Rulebook book, Ready ready, String share) {
        engine.publish(book);
        latest = ready.publication();
        followed = new InForce(ready.note(), share);
        planner.accept(book);
    }

    /**
     * Takes over what another process has published for this store, or staged, once two looks in a row have found it: a publication that ends a share is two
     * writes, of which the second is made here where that process has died. What cannot be used here leaves the last good rules at work.
     */
    synchronized void follow() {
        InForce now = published.inForce();
        boolean settled = now.equals(seen);
        seen = now;
        if (now.equals(followed) || !settled) {
            return;
        }
        published.complete();
        now = published.inForce();
        seen = now;
        try {
            Ready ready = published.read(organisation);
            Rulebook book = staged(books.apply(ready.rules()));
            CatchUp.forget(notes); // cards that were decided here meanwhile were planned by the former rules, whoever has planned since
            decideBy(book, ready, now.share());
            LOG.info("follows what another process published: rule set {}", book.name());
        } catch (RulesRefused e) {
            followed = now; // once is enough
            LOG.error("what another process published cannot be used here, rule set {} goes on: {} {}", latest.version(), e.getMessage(),
                    e.problems().stream().filter(RuleProblem::isError).findFirst().map(RuleProblem::toString).orElse(""));
        }
    }

    /** The version in force as the store knows: it may be one that another process published. */
    String inForce() {
        return published.version().orElse(latest.version());
    }

    /**
     * Lets rules decide for a share of the customers.
     *
     * @param staged with 0 percent where that ends
     * @param told   what the history says of it
     */
    synchronized void stage(RuleArchive.Staged staged, List<Release> told) {
        CatchUp.forget(notes);
        published.complete();
        published.archive().stage(staged, inForce(), told);
        Ready ready = published.load(organisation, engine.now());
        String share = published.archive().share();
        decideBy(staged(books.apply(ready.rules())), ready, share);
    }

    private Rulebook staged(Rulebook main) {
        return published.staged(organisation).map(draft -> main.staging(books.apply(draft), published.archive().staged().orElseThrow().percent())).orElse(main);
    }

    @Override
    public Optional<RuleChanges> changes() {
        return Optional.of(desk);
    }

    /** The same in steps. */
    ChangeDesk desk() {
        return desk;
    }
}
