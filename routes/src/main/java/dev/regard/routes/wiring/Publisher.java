package dev.regard.routes.wiring;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.Publishing;
import dev.regard.routes.wiring.PublishedRules.Ready;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetUnreadable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Publishes to an engine that runs, one rule set after the other: first durable, then in force, then planned by. */
final class Publisher implements Publishing {
    private final PublishedRules published;
    private final Engine engine;
    private final Function<RuleSet, Rulebook> books;
    private final Organisation organisation;
    private final Consumer<Rulebook> planner;
    private volatile Publication latest;

    /**
     * @param books   makes the rulebook of this company
     * @param planner plans all customers anew, in the background
     */
    Publisher(PublishedRules published, Publication latest, Engine engine, Function<RuleSet, Rulebook> books, Organisation organisation, Consumer<Rulebook> planner) {
        this.published = published;
        this.latest = latest;
        this.engine = engine;
        this.books = books;
        this.organisation = organisation;
        this.planner = planner;
    }

    @Override
    public Publication latest() {
        return latest;
    }

    @Override
    public byte[] archive() {
        return published.files().orElseThrow().archive();
    }

    @Override
    public synchronized Publication publish(byte[] archive, String reason) {
        Ready next = checked(archive, reason);
        Rulebook book = books.apply(next.rules());
        engine.publish(book);
        latest = next.publication();
        planner.accept(book);
        return latest;
    }

    private Ready checked(byte[] archive, String reason) {
        try {
            return published.publish(RuleSetFiles.inArchive(archive), organisation, reason, engine.now());
        } catch (RuleSetUnreadable e) {
            throw new Refused("This is no rule set.", List.of(new Problem("body", e.getMessage())));
        } catch (RulesRefused e) {
            throw new Refused("The rule set has errors and was not published.", e.problems().stream().map(PublishedRules::problem).toList());
        }
    }
}
