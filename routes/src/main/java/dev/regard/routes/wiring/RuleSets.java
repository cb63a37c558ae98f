package dev.regard.routes.wiring;

import static dev.regard.engine.run.RuleChanges.PUBLISHED;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.RuleChanges.NotKnown;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import java.util.Optional;
import java.util.function.Supplier;

/** The rule sets of the archive by what people call them: a version, the beginning of one, or the published one. */
final class RuleSets {
    private final RuleArchive archive;
    private final Supplier<String> published;
    private final Organisation company;

    /** @param published the version that is published */
    RuleSets(RuleArchive archive, Supplier<String> published, Organisation company) {
        this.archive = archive;
        this.published = published;
        this.company = company;
    }

    /** The version that is meant by its beginning, as people copy it. */
    String whole(String version) {
        return version.equals(PUBLISHED) ? published.get() : archive.whole(version);
    }

    Optional<RuleSetFiles> find(String version) {
        return archive.files(whole(version));
    }

    /** @throws NotKnown when there is no such version */
    RuleSetFiles files(String version) {
        return find(version).orElseThrow(() -> new NotKnown("There is no rule set " + version + "."));
    }

    /** As it was when it was put in force; empty when it cannot be read any more. */
    Optional<RuleSet> read(RuleSetFiles files) {
        return RuleSetReader.resumed(files, Optional.of(company)).ruleSet();
    }

    /** @throws NotNow when there is no such version, or it has errors */
    RuleSet rules(String version) {
        return read(files(version)).orElseThrow(() -> new NotNow("Rule set " + version + " has errors."));
    }
}
