package dev.regard.routes.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.store.Notes;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.check.RuleProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule set that the engine works with. It is kept in the store, beside what was decided by it, as the files that people wrote. Files, moment
 * and reason are one note, so that a crash leaves the old publication or the new one.
 */
final class PublishedRules {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedRules.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final RecordJson<Release> RELEASE = RecordJson.of(Release.class);
    private static final String NOTE = "rules";

    private final Notes notes;
    private final RuleArchive archive;
    private volatile Stored latest;

    PublishedRules(Notes notes) {
        this.notes = notes;
        this.archive = new RuleArchive(notes);
    }

    Notes notes() {
        return notes;
    }

    /** What was published before, and what is proposed. */
    RuleArchive archive() {
        return archive;
    }

    /**
     * A publication and the rules of it, ready to decide.
     *
     * @param note as it lies in the store
     */
    record Ready(Publication publication, RuleSet rules, String note) { }

    /** What decides, as the store has it: the note of the publication, and what a share of the customers has. */
    record InForce(String note, String share) { }

    /** As it lies in the store. */
    private record Stored(RuleSetFiles files, Instant since, String reason, Optional<Release> release, String note) {
        Release released() {
            return release.orElseGet(() -> new Release(files.version(), new Statement("", reason, ""), List.of(), since, Release.PUBLISHED, 0, null, ""));
        }
    }

    /** The version that is published as the store knows, whoever published it; empty before the first start. */
    Optional<String> version() {
        return files().map(RuleSetFiles::version);
    }

    /** What decides, whoever published it. */
    InForce inForce() {
        return new InForce(notes.read(NOTE).orElse(""), archive.share());
    }

    /** The published files; empty before the first start. */
    Optional<RuleSetFiles> files() {
        return stored().map(Stored::files);
    }

    /**
     * Checks files and publishes them; those that are published already stay as they are.
     *
     * @throws RulesRefused when there is an error in them; the published ones then stay
     */
    Ready publish(RuleSetFiles files, Organisation organisation, String reason, Instant now) {
        return publish(files, organisation, new Release(files.version(), new Statement("", reason, ""), List.of(), now, Release.PUBLISHED, 0, null, ""));
    }

    /** @throws RulesRefused when there is an error in them, or a scenario fails */
    RuleSet checked(RuleSetFiles files, Organisation organisation) {
        return usable(RuleSetReader.tried(files, Optional.of(organisation)), "the rule set has errors and was not published").ruleSet().orElseThrow();
    }

    /** The same with everything that is said of it. */
    Ready publish(RuleSetFiles files, Organisation organisation, Release release) {
        boolean wasInForce = release.how().equals(Release.ROLLED_BACK);
        return publish(files, organisation, release, wasInForce ? RuleSetReader.resumed(files, Optional.of(organisation)) : RuleSetReader.tried(files, Optional.of(organisation)));
    }

    private Ready publish(RuleSetFiles files, Organisation organisation, Release release, LoadedRuleSet read) {
        LoadedRuleSet loaded = usable(read, "the rule set has errors and was not published");
        List<RuleProblem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(RuleSetReader.over(files, LocalDate.ofInstant(release.at(), organisation.zone())));
        loaded = new LoadedRuleSet(loaded.ruleSet(), problems);
        Optional<Stored> before = stored();
        before.ifPresent(this::complete);
        Optional<Stored> same = before.filter(s -> s.files().version().equals(files.version()));
        Stored published = same.orElseGet(() -> noted(files, release));
        if (same.isEmpty()) {
            archive.keep(files);
            CatchUp.forget(notes);
            notes.write(NOTE, published.note());
            CrashPoint.PUBLISHED.pass();
            archive.complete(release); // whatever a share of the customers had ends with that
            LOG.info("published rule set {}: {}", files.version(), published.reason());
        }
        return ready(published, loaded);
    }

    /** The published rule set; at first the shipped one is published. */
    Ready load(Organisation organisation, Instant now) {
        Optional<Stored> stored = stored();
        stored.ifPresent(this::complete);
        return stored.map(s -> ready(s, compiled(s.files(), organisation, "the published rule set cannot be used; give another one with --rules DIR")))
                .orElseGet(() -> shipped(RuleSetFiles.in(Shipped.rules()), organisation, now));
    }

    /** The published rule set as it is now, whoever published it. */
    Ready read(Organisation organisation) {
        Stored stored = stored().orElseThrow();
        return ready(stored, compiled(stored.files(), organisation, "the published rule set cannot be used"));
    }

    /** Its scenarios hold, as its build has shown; nobody waits for that at the first start. */
    private Ready shipped(RuleSetFiles files, Organisation organisation, Instant now) {
        return publish(files, organisation, first(files, "the first start", now), RuleSetReader.read(files, Optional.of(organisation)));
    }

    /** Publishes the first rule set of an installation, of which nothing is asked but that it has no errors. */
    Ready first(RuleSetFiles files, Organisation organisation, String reason, Instant now) {
        return publish(files, organisation, first(files, reason, now));
    }

    private static Release first(RuleSetFiles files, String reason, Instant now) {
        return new Release(files.version(), new Statement("", reason, ""), List.of(), now, Release.PUBLISHED, 0, null, "the first rule set here; nobody approved it");
    }

    /** The rules that a share of the customers has; empty where none has, or they cannot be used any more. */
    Optional<RuleSet> staged(Organisation organisation) {
        return archive.staged().flatMap(s -> archive.files(s.version())).flatMap(files -> RuleSetReader.resumed(files, Optional.of(organisation)).ruleSet());
    }

    /** What an earlier program published or staged, or one that died in the middle of it, is in the history too. */
    void complete() {
        stored().ifPresent(this::complete);
    }

    private void complete(Stored published) {
        archive.keep(published.files());
        archive.complete(published.released());
    }

    private static LoadedRuleSet compiled(RuleSetFiles files, Organisation organisation, String otherwise) {
        return usable(RuleSetReader.resumed(files, Optional.of(organisation)), otherwise);
    }

    private static LoadedRuleSet usable(LoadedRuleSet loaded, String otherwise) {
        if (loaded.ruleSet().isEmpty()) {
            throw new RulesRefused(otherwise, loaded.problems());
        }
        return loaded;
    }

    private static Ready ready(Stored stored, LoadedRuleSet loaded) {
        loaded.problems().stream().map(RuleProblem::toString).forEach(LOG::warn);
        List<Problem> warnings = loaded.problems().stream().map(PublishedRules::problem).toList();
        return new Ready(new Publication(stored.files().version(), stored.since(), stored.reason(), warnings), loaded.ruleSet().orElseThrow(), stored.note());
    }

    /** As those speak who know of no files; printed it is the same line. */
    static Problem problem(RuleProblem problem) {
        return new Problem(problem.place(), problem.severity() + ": " + problem.words());
    }

    /** Whoever asks only for its version does not have it unpacked each time. */
    private Optional<Stored> stored() {
        return notes.read(NOTE).map(note -> {
            Stored read = latest;
            if (read == null || !read.note().equals(note)) {
                read = stored(note);
                latest = read;
            }
            return read;
        });
    }

    private static Stored stored(String note) {
        try {
            JsonNode tree = JSON.readTree(note);
            RuleSetFiles files = RuleSetFiles.inArchive(Base64.getDecoder().decode(tree.path("files").asText()));
            Optional<Release> release = Optional.ofNullable(tree.path("release").textValue()).map(RELEASE::read);
            return new Stored(files, Instant.parse(tree.path("since").asText()), tree.path("reason").asText(), release, note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the published rule set in the store is damaged", e);
        }
    }

    private static Stored noted(RuleSetFiles files, Release release) {
        String reason = release.statement().reason().replaceAll("\\p{Cntrl}+", " ");
        try {
            String note = JSON.writeValueAsString(Map.of("since", release.at().toString(), "reason", reason, "release", RELEASE.text(release),
                    "files", Base64.getEncoder().encodeToString(files.archive())));
            return new Stored(files, release.at(), reason, Optional.of(release), note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
