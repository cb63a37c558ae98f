package dev.regard.routes.wiring;

import dev.regard.engine.customer.Card;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.AsOf;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.run.Publishing.Refused;
import dev.regard.engine.run.RuleChanges;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RenamedContacts;
import dev.regard.rules.RuleSetDifference;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetMeaning;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.RuleSetUnreadable;
import dev.regard.rules.check.RuleProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of the rules in steps, over the archive of the store. What is published goes through the {@link Publisher}. */
final class ChangeDesk implements RuleChanges {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeDesk.class);
    private final RuleArchive archive;
    private final RuleSets sets;
    private final TableDesk tables;
    private final RuleQuestions questions;
    private final Publisher publisher;
    private final Trials trials;
    private final Permission permission;
    private final Passage passage;
    private final Organisation company;
    private final Signatures signatures;
    private final InstantSource clock;
    private volatile Optional<String> held = Optional.empty();

    ChangeDesk(RuleArchive archive, Publisher publisher, Trials trials, Permission permission, Organisation company, InstantSource clock) {
        this.archive = archive;
        this.sets = new RuleSets(archive, () -> publisher.latest().version(), company);
        this.tables = new TableDesk(sets, company);
        this.questions = new RuleQuestions(sets, archive, trials, company, clock);
        this.publisher = publisher;
        this.trials = trials;
        this.company = company;
        this.signatures = new Signatures(company);
        this.clock = clock;
        this.permission = permission;
        this.passage = new Passage(this, permission, () -> new Passage.Grounds(publisher.inForce(), archive.staged()), sets::rules, clock);
    }

    @Override
    public List<Release> history() {
        return archive.releases();
    }

    @Override
    public List<Proposal> proposals() {
        Optional<RuleArchive.Staged> staged = archive.staged();
        String inForce = publisher.inForce();
        return archive.proposals().stream().map(p -> staged.filter(s -> s.version().equals(p.version())).map(s -> p.decidingFor(s.percent())).orElse(p.decidingFor(0)))
                .map(p -> p.warnedOf(outdated(p, inForce).map(ChangeDesk::ofBase)).warnedOf(passage.underWay(p.version()))).toList();
    }

    private static Problem ofBase(String words) {
        return new Problem("base", "warning: " + words);
    }

    /** Why a proposal is not about what is in force. */
    private Optional<String> outdated(Proposal p) {
        return outdated(p, publisher.inForce());
    }

    private static Optional<String> outdated(Proposal p, String inForce) {
        if (inForce.equals(p.base())) {
            return Optional.empty();
        }
        return Optional.of(p.base() == null ? "it is not known which version was in force when it was proposed; now " + inForce + " is"
                : "it was to take the place of " + p.base() + ", and since then " + inForce + " came in force: it would take back what changed with that");
    }

    @Override
    public Optional<byte[]> archive(String version) {
        return sets.find(version).map(RuleSetFiles::archiveToChange);
    }

    @Override
    public List<Finding> check(byte[] zip) {
        RuleSetFiles files = unpacked(zip);
        return findings(files, loaded(files));
    }

    private List<Finding> findings(RuleSetFiles files, LoadedRuleSet loaded) {
        List<RuleProblem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(RuleSetReader.over(files, LocalDate.ofInstant(clock.instant(), company.zone())));
        loaded.ruleSet().ifPresent(draft -> problems.addAll(RenamedContacts.between(sets.rules(PUBLISHED), draft, files)));
        return trials.findings(problems, files, loaded.ruleSet(), sets.rules(PUBLISHED), clock.instant());
    }

    private static RuleSetFiles unpacked(byte[] zip) {
        try {
            return RuleSetFiles.inArchive(zip);
        } catch (RuleSetUnreadable e) {
            throw new Refused("This is no rule set.", List.of(new Problem("body", e.getMessage())));
        }
    }

    private LoadedRuleSet loaded(RuleSetFiles files) {
        return RuleSetReader.tried(files, Optional.of(company));
    }

    @Override
    public Proposal propose(byte[] zip, Statement statement) {
        return propose(unpacked(zip), statement);
    }

    private Proposal propose(RuleSetFiles files, Statement statement) {
        LoadedRuleSet loaded = loaded(files);
        List<Problem> problems = findings(files, loaded).stream().map(Finding::counted).toList();
        if (loaded.ruleSet().isEmpty()) {
            throw new Refused("The rule set has errors and was not proposed.", problems);
        }
        Optional<Problem> unchanged = unchanged(files, loaded.ruleSet().get());
        return keep(files, statement, unchanged.isEmpty() ? problems : Stream.concat(problems.stream(), unchanged.stream()).distinct().toList());
    }

    private synchronized Proposal keep(RuleSetFiles files, Statement statement, List<Problem> problems) {
        inForceAlready(files.version());
        archive.keep(files);
        List<Approval> before = archive.proposal(files.version()).map(Proposal::approvals).orElse(List.of());
        Proposal proposal = new Proposal(files.version(), statement, clock.instant(), before.stream().filter(a -> !signatures.same(a.person(), statement.person())).toList(), null, 0, "", problems, null, base(files), 0)
                .warnedOf(signatures.unknown(statement.person()));
        archive.put(proposal);
        return proposal.warnedOf(outdated(proposal).map(ChangeDesk::ofBase));
    }

    /** What files were made from, as far as they say so; else they are taken for a change of what is in force. */
    private String base(RuleSetFiles files) {
        String inForce = publisher.inForce();
        List<String> origins = files.origins();
        return origins.isEmpty() || origins.contains(inForce) ? inForce : origins.get(origins.size() - 1);
    }

    /** A new look of a file may be wanted, so it is told and not refused. */
    private Optional<Problem> unchanged(RuleSetFiles files, RuleSet draft) {
        return RuleSetMeaning.of(files, draft).isThatOf(RuleSetMeaning.of(sets.files(PUBLISHED), sets.rules(PUBLISHED)))
                ? Optional.of(new Problem("version", "warning: it decides the same as the published rule set; only files are written in another way")) : Optional.empty();
    }

    private void inForceAlready(String version) {
        if (version.equals(publisher.latest().version()) && version.equals(publisher.inForce())) {
            throw new NotNow("This is the published rule set already.");
        }
    }

    private Proposal proposal(String named) {
        String version = sets.whole(named);
        return archive.proposal(version).orElseThrow(() -> new NotKnown(archive.releases().stream().anyMatch(r -> r.cameInForce() && r.version().equals(version))
                ? "There is no proposal " + version + ": it was published before. Propose it once more, or take the rules back to it: rules rollback " + version + "."
                : "There is no proposal " + version + "."));
    }

    @Override
    public synchronized Proposal approve(String version, String person) {
        Proposal p = proposal(version);
        if (signatures.isMissing(person)) {
            throw new NotNow("Say who approves.");
        }
        if (signatures.isMissing(p.statement().person())) {
            throw new NotNow("Nobody said who proposed it: propose it again in somebody's name.");
        }
        if (signatures.same(person, p.statement().person())) {
            throw new NotNow("Whoever proposed it does not approve it: '" + person.strip() + "' is '" + p.statement().person().strip() + "'.");
        }
        Approval approval = new Approval(person.strip(), clock.instant(), publisher.inForce());
        return archive.change(p.version(), current -> current.approvedBy(Stream.concat(current.approvals().stream().filter(a -> !signatures.same(a.person(), person)), Stream.of(approval)).toList())
                .warnedOf(signatures.unknown(person)));
    }

    @Override
    public synchronized void withdraw(String version) {
        Proposal p = proposal(version);
        archive.staged().filter(s -> s.version().equals(p.version())).ifPresent(staged -> unstage(staged, new Statement("", "withdrawn", "")));
        archive.remove(p.version());
        archive.forget(p.version(), publisher.inForce());
    }

    private void unstage(RuleArchive.Staged staged, Statement statement) {
        Instant now = clock.instant();
        publisher.stage(new RuleArchive.Staged(staged.version(), 0, now),
                List.of(new Release(staged.version(), statement, List.of(), now, Release.UNSTAGED, staged.percent(), null, "")));
    }

    @Override
    public Proposal stage(String version, int percent, Instant at, Exemption exemption, String over) {
        String whole = proposal(version).version();
        if (percent < 1 || percent > 99) {
            throw new NotNow("A share is 1 to 99 percent of the customers.");
        }
        boolean later = isLater(at);
        return passage.pass(whole, () -> sets.rules(whole), () -> toStage(whole, percent, later, exemption, over), permitted -> {
            Proposal p = proposal(whole);
            if (later) {
                return planned(p, at, percent, permitted);
            }
            stageNow(p, percent, permitted);
            return p.decidingFor(percent);
        });
    }

    private Passage.Change toStage(String version, int percent, boolean later, Exemption exemption, String over) {
        Proposal p = proposal(version);
        inForceAlready(p.version());
        if (!later && archive.staged().filter(s -> s.version().equals(p.version()) && s.percent() == percent).isPresent()) {
            throw new NotNow("It decides for " + percent + " percent of the customers already.");
        }
        meant(p, over);
        return new Passage.Change(p.approvals(), exemption);
    }

    private void stageNow(Proposal p, int percent, Exemption exemption) {
        Release staged = new Release(p.version(), p.statement(), counting(p), clock.instant(), Release.STAGED, percent, exemption, "");
        Optional<Release> ended = archive.staged().map(before -> RuleArchive.ended(before, staged, "staged for " + percent + " %"));
        publisher.stage(new RuleArchive.Staged(p.version(), percent, staged.at()), Stream.concat(ended.stream(), Stream.of(staged)).toList());
    }

    private List<Approval> counting(Proposal p) {
        return Permission.counting(p.approvals(), publisher.inForce());
    }

    /** Whether a moment is named that is still to come. */
    private boolean isLater(Instant at) {
        if (at != null && at.isBefore(clock.instant())) {
            throw new NotNow(at + " is over: it is " + clock.instant() + ". Without a moment it is published at once.");
        }
        return at != null && at.isAfter(clock.instant());
    }

    private Proposal planned(Proposal p, Instant at, int share, Exemption exemption) {
        String inForce = publisher.inForce();
        return archive.change(p.version(), current -> current.publishedAt(at, share, exemption, inForce));
    }

    @Override
    public Publication publish(String version, Instant at, Exemption exemption, String over) {
        String whole = proposal(version).version();
        boolean later = isLater(at);
        return passage.pass(whole, () -> sets.rules(whole), () -> toPublish(whole, exemption, over), permitted -> {
            Proposal p = proposal(whole);
            if (later) {
                planned(p, at, 0, permitted);
                return publisher.latest();
            }
            Optional<String> outdated = outdated(p);
            Publication published = publishNow(p, permitted, outdated.orElse(""));
            List<Problem> warnings = Stream.concat(published.warnings().stream(), outdated.map(ChangeDesk::ofBase).stream()).toList();
            return new Publication(published.version(), published.since(), published.reason(), warnings);
        });
    }

    private Passage.Change toPublish(String version, Exemption exemption, String over) {
        Proposal p = proposal(version);
        inForceAlready(p.version());
        meant(p, over);
        return new Passage.Change(p.approvals(), exemption);
    }

    /** In place of another version than it was made from a draft takes back what that one changed. Whoever approves it in place of that one means it too. */
    private void meant(Proposal p, String over) {
        String inForce = publisher.inForce();
        if (over != null && !archive.whole(over).equals(inForce)) {
            throw new NotNow("It was to take the place of " + over + ", and " + inForce + " is in force.");
        }
        if (over == null && !permission.policy().approval() && p.approvals().stream().noneMatch(a -> inForce.equals(a.base()))) {
            outdated(p).ifPresent(words -> {
                throw new NotNow("Not published: " + words + ". Propose it anew with those changes in it, or say that this is meant, with over=" + inForce + " (--over).");
            });
        }
    }

    private Publication publishNow(Proposal p, Exemption exemption, String note) {
        Publication published = publisher.publish(sets.files(p.version()), new Release(p.version(), p.statement(), counting(p), clock.instant(), Release.PUBLISHED, 0, exemption, note));
        archive.remove(p.version());
        return published;
    }

    /**
     * Publishes rules that nobody proposed, and that have no approvals therefore.
     *
     * @param draft   the same, ready to decide
     * @param release what the history says, when it comes to that
     */
    Publication publishUnproposed(RuleSetFiles files, Supplier<RuleSet> draft, Supplier<Release> release) {
        return passage.pass(files.version(), draft, () -> {
            String base = base(files);
            if (!base.equals(publisher.inForce())) {
                throw new NotNow("Not published: this was made from " + base + ", and since then " + publisher.inForce() + " came in force: it would take back what changed with that. "
                        + "Export the rules anew and bring the change into them, or, where that is meant, remove the file .versions from the folder or archive.");
            }
            return new Passage.Change(List.of(), null);
        }, permitted -> publisher.publish(files, release.get()));
    }

    /**
     * Publishes or stages what is due by now. What was in force when its moment was named must be so still, and what the company asks for is asked again, since the
     * moment may be long after. What is not let pass is held, and the history, the log and the proposal say why. What somebody else tries at this moment is left to them.
     */
    void publishDue() {
        Instant now = clock.instant();
        for (String version : due(now)) {
            try {
                due(version, now);
            } catch (Passage.UnderWay e) {
                LOG.debug("{}", e.getMessage());
            } catch (NotNow e) {
                hold(version, now, e.inFull());
            } catch (Refused e) {
                hold(version, now, new NotNow(e.getMessage(), e.problems()).inFull());
            } catch (IllegalStateException e) {
                LOG.error("the back-test of rule set {} failed", version, e);
                hold(version, now, "The back-test failed: " + e.getMessage());
            }
        }
        held = heldNow();
    }

    private List<String> due(Instant now) {
        return archive.proposals().stream().filter(p -> isDue(p, now)).map(Proposal::version).toList();
    }

    private static boolean isDue(Proposal p, Instant now) {
        return p.publishAt() != null && !p.publishAt().isAfter(now);
    }

    /** Returns when nothing that is due by now is tried by somebody else. */
    void awaitTrials() {
        passage.await(() -> due(clock.instant()));
    }

    private void due(String version, Instant now) {
        if (cameInForceAnotherWay(version, now)) {
            return;
        }
        passage.pass(version, () -> sets.rules(version), () -> toPublishNow(version, now), permitted -> {
            Proposal p = proposal(version);
            if (p.shareAt() == 0) {
                publishNow(p, permitted, "");
                return p;
            }
            if (archive.staged().filter(s -> s.version().equals(version) && s.percent() == p.shareAt()).isEmpty()) {
                stageNow(p, p.shareAt(), permitted);
            }
            archive.change(version, current -> current.stoppedBy(""));
            return p;
        });
    }

    /** Or half-way, when the store did not answer: then it is only put to work here. */
    private synchronized boolean cameInForceAnotherWay(String version, Instant now) {
        Optional<Proposal> there = archive.proposal(version).filter(p -> isDue(p, now) && version.equals(publisher.inForce()));
        there.ifPresent(p -> publishNow(p, p.exemption(), ""));
        return there.isPresent();
    }

    private Passage.Change toPublishNow(String version, Instant now) {
        Proposal p = proposal(version);
        if (!isDue(p, now)) {
            throw new NotNow("It is not to be published by itself any more.");
        }
        outdated(p).ifPresent(words -> {
            throw new NotNow("Not put in force at its moment: " + words + ". Propose it anew with those changes in it, or publish it over that on purpose.");
        });
        return new Passage.Change(p.approvals(), p.exemption());
    }

    /** Unless somebody withdrew it or took its moment from it meanwhile. */
    private synchronized void hold(String version, Instant now, String why) {
        archive.proposal(version).filter(p -> isDue(p, now)).ifPresent(p -> hold(p, why));
    }

    private void hold(Proposal p, String words) {
        archive.add(new Release(p.version(), p.statement(), List.of(), clock.instant(), Release.HELD, p.shareAt(), null, words));
        archive.change(p.version(), current -> current.stoppedBy(words));
        LOG.warn("rule set {} is held, whose moment was {}: {}", p.version(), p.publishAt(), words);
    }

    /** What was not let pass at its moment and waits for somebody; empty when there is nothing. */
    Optional<String> held() {
        return held;
    }

    private Optional<String> heldNow() {
        List<Proposal> stopped = archive.proposals().stream().filter(p -> !p.trouble().isEmpty()).toList();
        Set<String> notes = stopped.isEmpty() ? Set.of() : archive.releases().stream().filter(r -> r.how().equals(Release.HELD)).map(Release::note).collect(Collectors.toSet());
        return stopped.stream().filter(p -> notes.contains(p.trouble())).findFirst().map(p -> "rule set " + p.version() + " is held. " + p.trouble());
    }

    /** The next moment at which something is published by itself. */
    Optional<Instant> next() {
        return archive.proposals().stream().map(Proposal::publishAt).filter(java.util.Objects::nonNull).min(Instant::compareTo);
    }

    @Override
    public synchronized TakenBack rollBack(Optional<String> named, Statement statement, String of) {
        Optional<String> version = named.map(sets::whole);
        String current = publisher.inForce();
        Optional<RuleArchive.Staged> staged = archive.staged().filter(s -> version.filter(v -> !v.equals(current)).isEmpty());
        toBeTakenBack(of, staged.map(RuleArchive.Staged::version).orElse(current));
        if (staged.isPresent()) {
            String draft = staged.get().version();
            String why = "taken back from its share: " + statement.reason();
            // first, so that it does not come back at its moment after a crash
            archive.proposal(draft).ifPresent(p -> archive.change(draft, held -> held.stoppedBy(why)));
            unstage(staged.get(), statement);
            return new TakenBack(publisher.latest(), draft, staged.get().percent());
        }
        String to = version.or(archive::before).orElseThrow(() -> new NotNow("There is nothing left to go back to: what was in force before " + current
                + " is not known or was itself taken back. Name the version of a former rule set to publish it once more."));
        if (to.equals(current)) {
            throw new NotNow("This is the published rule set already.");
        }
        if (archive.releases().stream().noneMatch(r -> r.cameInForce() && r.version().equals(to))) {
            throw new NotKnown("No rule set " + to + " was published before.");
        }
        return new TakenBack(publisher.publish(sets.files(to), new Release(to, statement, List.of(), clock.instant(), Release.ROLLED_BACK, 0, null, "")), current, 0);
    }

    /** Whoever asks once more because no answer came means what was taken back by then, and not what stands there now. */
    private void toBeTakenBack(String of, String latest) {
        String meant = of == null ? latest : sets.whole(of);
        if (!meant.equals(latest)) {
            boolean done = archive.wasTakenBack(meant) || archive.lostItsShare(meant);
            throw new NotNow((done ? meant + " was already taken back" : "It was to take back " + meant) + "; by now " + latest
                    + " would be taken back. Nothing was changed.");
        }
    }

    @Override
    public List<String> difference(String from, String to) {
        return RuleSetDifference.of(sets.files(from), sets.files(to));
    }

    @Override
    public Map<String, Object> outcome() {
        return questions.outcome();
    }

    @Override
    public Map<String, Object> outcome(String row, LocalDate from) {
        return questions.outcome(row, from);
    }

    @Override
    public AsOf asOf(Card card, Instant at) {
        return questions.asOf(card, at);
    }

    @Override
    public Facts supposed(String version, Facts facts, String given) {
        return questions.supposed(version, facts, given);
    }

    @Override
    public Map<String, Object> trial(String version, LocalDate from, LocalDate to) {
        return questions.trial(version, from, to, permission.policy());
    }

    @Override
    public Map<String, Object> catalogue(String version) {
        return questions.catalogue(version);
    }

    @Override
    public String scenario(String customer) {
        return questions.scenario(customer);
    }

    @Override
    public List<String> tables(String version) {
        return tables.names(version);
    }

    @Override
    public Map<String, Object> table(String version, String name) {
        return tables.table(version, name);
    }

    @Override
    public byte[] tableFile(String version, String name, String format) {
        return tables.file(version, name, format);
    }

    @Override
    public Proposal proposeTable(String version, String name, String format, byte[] content, Statement statement) {
        return propose(tables.with(version, name, format, content), statement);
    }

    @Override
    public byte[] csv(Map<String, Object> table) {
        return TableDesk.csv(table);
    }
}
