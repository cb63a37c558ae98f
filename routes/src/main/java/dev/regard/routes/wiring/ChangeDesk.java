package dev.regard.routes.wiring;

import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.RowSentence;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.run.Publishing.Refused;
import dev.regard.engine.run.RuleChanges;
import dev.regard.routes.trial.Policy;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RuleCatalogue;
import dev.regard.rules.RuleSetDifference;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetMeaning;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.RuleSetUnreadable;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.scenario.Scenarios;
import dev.regard.rules.table.TableText;
import dev.regard.rules.table.TableText.UnreadableTable;
import dev.regard.rules.table.TableTree;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Changes of the rules in steps, over the archive of the store. What is published goes through the {@link Publisher}. */
final class ChangeDesk implements RuleChanges {
    private final RuleArchive archive;
    private final Publisher publisher;
    private final Trials trials;
    private final Organisation company;
    private final Signatures signatures;
    private final InstantSource clock;
    private final Supplier<Policy> policy;
    /** Of the rule set that was asked about last. */
    private String coveredIn = "";
    private Set<String> coveredRows = Set.of();

    /** @param policy as it is written now */
    ChangeDesk(RuleArchive archive, Publisher publisher, Trials trials, Organisation company, InstantSource clock, Supplier<Policy> policy) {
        this.archive = archive;
        this.publisher = publisher;
        this.trials = trials;
        this.company = company;
        this.signatures = new Signatures(company);
        this.clock = clock;
        this.policy = policy;
    }

    @Override
    public List<Release> history() {
        return archive.releases();
    }

    @Override
    public List<Proposal> proposals() {
        Optional<RuleArchive.Staged> staged = archive.staged();
        return archive.proposals().stream().map(p -> staged.filter(s -> s.version().equals(p.version())).map(s -> p.decidingFor(s.percent())).orElse(p.decidingFor(0))).toList();
    }

    @Override
    public Optional<byte[]> archive(String version) {
        return find(version).map(RuleSetFiles::archive);
    }

    private Optional<RuleSetFiles> find(String version) {
        return archive.files(whole(version));
    }

    /** The version that is meant by its beginning, as people copy it. */
    private String whole(String version) {
        return version.equals(PUBLISHED) ? publisher.latest().version() : archive.whole(version);
    }

    private RuleSetFiles files(String version) {
        return find(version).orElseThrow(() -> new NotKnown("There is no rule set " + version + "."));
    }

    @Override
    public List<Finding> check(byte[] zip) {
        RuleSetFiles files = unpacked(zip);
        return findings(files, loaded(files));
    }

    private List<Finding> findings(RuleSetFiles files, LoadedRuleSet loaded) {
        List<RuleProblem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(RuleSetReader.over(files, LocalDate.ofInstant(clock.instant(), company.zone())));
        return trials.findings(problems, files, rules(PUBLISHED), clock.instant());
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

    private RuleSet rules(String version) {
        return RuleSetReader.resumed(files(version), Optional.of(company)).ruleSet().orElseThrow(() -> new NotNow("Rule set " + version + " has errors."));
    }

    @Override
    public synchronized Proposal propose(byte[] zip, Statement statement) {
        return propose(unpacked(zip), statement);
    }

    private Proposal propose(RuleSetFiles files, Statement statement) {
        LoadedRuleSet loaded = loaded(files);
        List<Problem> problems = findings(files, loaded).stream().map(Finding::counted).toList();
        if (loaded.ruleSet().isEmpty()) {
            throw new Refused("The rule set has errors and was not proposed.", problems);
        }
        if (files.version().equals(publisher.latest().version())) {
            throw new NotNow("This is the published rule set already.");
        }
        archive.keep(files);
        List<Approval> before = archive.proposals().stream().filter(p -> p.version().equals(files.version())).findFirst().map(Proposal::approvals).orElse(List.of());
        Proposal proposal = new Proposal(files.version(), statement, clock.instant(), before.stream().filter(a -> !signatures.same(a.person(), statement.person())).toList(), null, 0, "", problems, null)
                .warnedOf(unchanged(files, loaded.ruleSet().get())).warnedOf(signatures.unknown(statement.person()));
        archive.put(proposal);
        return proposal;
    }

    /** A new look of a file may be wanted, so it is told and not refused. */
    private Optional<Problem> unchanged(RuleSetFiles files, RuleSet draft) {
        return RuleSetMeaning.of(files, draft).isThatOf(RuleSetMeaning.of(files(PUBLISHED), rules(PUBLISHED)))
                ? Optional.of(new Problem("version", "warning: it decides the same as the published rule set; only files are written in another way")) : Optional.empty();
    }

    private Proposal proposal(String named) {
        String version = whole(named);
        return archive.proposals().stream().filter(p -> p.version().equals(version)).findFirst()
                .orElseThrow(() -> new NotKnown("There is no proposal " + version + "."));
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
        List<Approval> approvals = new ArrayList<>(p.approvals().stream().filter(a -> !signatures.same(a.person(), person)).toList());
        approvals.add(new Approval(person.strip(), clock.instant()));
        Proposal approved = p.approvedBy(approvals).warnedOf(signatures.unknown(person));
        archive.put(approved);
        return approved;
    }

    @Override
    public synchronized void withdraw(String version) {
        Proposal p = proposal(version);
        archive.staged().filter(s -> s.version().equals(p.version())).ifPresent(staged -> unstage(staged, new Statement("", "withdrawn", "")));
        archive.remove(p.version());
    }

    private void unstage(RuleArchive.Staged staged, Statement statement) {
        publisher.stage(Optional.empty());
        archive.add(new Release(staged.version(), statement, List.of(), clock.instant(), Release.UNSTAGED, staged.percent(), null));
    }

    @Override
    public synchronized Proposal stage(String version, int percent, Exemption exemption) {
        Proposal p = proposal(version);
        if (percent < 1 || percent > 99) {
            throw new NotNow("A share is 1 to 99 percent of the customers.");
        }
        permitted(p.approvals(), rules(p.version()), exemption);
        publisher.stage(Optional.of(new RuleArchive.Staged(p.version(), percent, clock.instant())));
        archive.add(new Release(p.version(), p.statement(), p.approvals(), clock.instant(), Release.STAGED, percent, exemption));
        return p.decidingFor(percent);
    }

    @Override
    public synchronized Publication publish(String version, Instant at, Exemption exemption) {
        Proposal p = proposal(version);
        if (at != null && at.isBefore(clock.instant())) {
            throw new NotNow(at + " is over: it is " + clock.instant() + ". Without a moment it is published at once.");
        }
        permitted(p.approvals(), rules(p.version()), exemption);
        if (at != null && at.isAfter(clock.instant())) {
            archive.put(p.publishedAt(at, exemption));
            return publisher.latest();
        }
        return publishNow(p, exemption);
    }

    private Publication publishNow(Proposal p, Exemption exemption) {
        Publication published = publisher.publish(files(p.version()), p.statement(), p.approvals(), Release.PUBLISHED, exemption);
        archive.remove(p.version());
        return published;
    }

    /** Whether rules may be published by what the company asks for; a publication that nobody proposed has no approvals. */
    void permitted(List<Approval> approvals, RuleSet draft, Exemption exemption) {
        Policy asked = approved(approvals);
        if (exemption != null && (exemption.person().isBlank() || exemption.reason().isBlank())) {
            throw new NotNow("Say who lets it exceed the budgets, and why.");
        }
        if (asked.gate().isPresent() && exemption == null) {
            List<String> exceeded = trials.exceeding(rules(PUBLISHED), draft, asked, asked.gate().get(), clock.instant());
            if (!exceeded.isEmpty()) {
                throw new NotNow("A back-test of the last " + asked.gate().get().months() + " months exceeds the budgets of " + Policy.NAME + ".",
                        exceeded.stream().map(words -> new Problem("gate", words)).toList());
            }
        }
    }

    private Policy approved(List<Approval> approvals) {
        Policy asked = policy();
        if (asked.approval() && approvals.isEmpty()) {
            throw new NotNow("A second person has to approve a rule set before it is published: propose it, and have it approved.");
        }
        return asked;
    }

    private Policy policy() {
        try {
            return policy.get();
        } catch (Policy.Unreadable e) {
            throw new NotNow(e.getMessage() + ".", e.problems().stream().map(PublishedRules::problem).toList());
        }
    }

    /** Publishes what is due by now; the budgets were held against it when its moment was named. What must not be published any more stays, and says why. */
    synchronized void publishDue() {
        Instant now = clock.instant();
        for (Proposal p : archive.proposals()) {
            if (p.publishAt() != null && !p.publishAt().isAfter(now)) {
                try {
                    approved(p.approvals());
                    publishNow(p, p.exemption());
                } catch (NotNow | Refused e) {
                    archive.put(p.stoppedBy(e.getMessage()));
                }
            }
        }
    }

    /** The next moment at which something is published by itself. */
    Optional<Instant> next() {
        return archive.proposals().stream().map(Proposal::publishAt).filter(java.util.Objects::nonNull).min(Instant::compareTo);
    }

    @Override
    public Map<String, Object> outcome() {
        RuleArchive.Staged staged = archive.staged().orElseThrow(() -> new NotNow("No proposal decides for a share of the customers."));
        return trials.outcome(staged, rules(PUBLISHED), rules(staged.version()));
    }

    @Override
    public Map<String, Object> outcome(String row, LocalDate from) {
        return trials.outcome(row, from.atStartOfDay(company.zone()).toInstant(), clock.instant()).or(() -> {
            List<String> known = rowNames();
            return known.contains(row) ? Optional.of(trials.nothingOf(row, from.atStartOfDay(company.zone()).toInstant())) : Optional.empty();
        }).orElseThrow(() -> new NotKnown("No row " + row + " decided anything, and the published rules have none: " + Nearest.unknown(row, rowNames())));
    }

    /** Of the published and the staged rules. */
    private List<String> rowNames() {
        return Stream.concat(Stream.of(PUBLISHED), archive.staged().map(RuleArchive.Staged::version).stream()).flatMap(version -> rules(version).allTables().stream())
                .flatMap(table -> table.rows().stream().map(row -> table.name() + "/" + row.key())).distinct().toList();
    }

    @Override
    public synchronized TakenBack rollBack(Optional<String> named, Statement statement) {
        Optional<String> version = named.map(this::whole);
        String current = publisher.latest().version();
        Optional<RuleArchive.Staged> staged = archive.staged();
        if (staged.isPresent() && version.filter(v -> !v.equals(current)).isEmpty()) {
            unstage(staged.get(), statement);
            archive.proposals().stream().filter(p -> p.version().equals(staged.get().version())).findFirst()
                    .ifPresent(p -> archive.put(p.stoppedBy("taken back from its share: " + statement.reason())));
            return new TakenBack(publisher.latest(), staged.get().version(), staged.get().percent());
        }
        String to = version.or(archive::before).orElseThrow(() -> new NotNow("There is nothing left to go back to: what was in force before " + current
                + " is not known or was itself taken back. Name the version of a former rule set to publish it once more."));
        if (to.equals(current)) {
            throw new NotNow("This is the published rule set already.");
        }
        if (archive.releases().stream().noneMatch(r -> r.cameInForce() && r.version().equals(to))) {
            throw new NotKnown("No rule set " + to + " was published before.");
        }
        return new TakenBack(publisher.publish(files(to), statement, List.of(), Release.ROLLED_BACK, null), current, 0);
    }

    @Override
    public List<String> difference(String from, String to) {
        return RuleSetDifference.of(files(from), files(to));
    }

    @Override
    public Map<String, Object> trial(String version, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new NotNow("The last day is before the first one.");
        }
        return trials.report(rules(PUBLISHED), rules(version), from, to, policy());
    }

    @Override
    public Map<String, Object> catalogue(String version) {
        return RuleCatalogue.of(files(version), company);
    }

    @Override
    public List<String> tables(String version) {
        return files(version).folder("tables").keySet().stream().map(ChangeDesk::tableName).sorted().toList();
    }

    private static String tableName(String file) {
        return file.substring(file.lastIndexOf('/') + 1, Math.max(file.lastIndexOf('/') + 1, file.lastIndexOf('.')));
    }

    private Map.Entry<String, byte[]> table(RuleSetFiles files, String name) {
        return files.folder("tables").entrySet().stream().filter(e -> tableName(e.getKey()).equals(name)).findFirst()
                .orElseThrow(() -> new NotKnown("There is no table " + name + "."));
    }

    @Override
    public Map<String, Object> table(String version, String name) {
        Map.Entry<String, byte[]> file = table(files(version), name);
        try {
            return said(TableText.tree(file.getKey(), file.getValue()), version, name);
        } catch (UnreadableTable e) {
            throw new NotNow(file.getKey() + ": " + e.getMessage());
        }
    }

    /** With each row's key and sentence in both languages, and whether a scenario reaches it, where the rule set can be read. */
    private Map<String, Object> said(Map<String, Object> table, String version, String name) {
        RuleSetFiles files = files(version);
        Optional<RuleSet> rules = RuleSetReader.resumed(files, Optional.of(company)).ruleSet();
        rules.flatMap(r -> r.table(name)).ifPresent(read -> {
            Set<String> covered = covered(files, rules.get());
            for (Object row : (List<?>) table.get("rows")) {
                @SuppressWarnings("unchecked")
                Map<String, Object> cells = (Map<String, Object>) row;
                read.rows().stream().filter(r -> cells.get("line").equals(r.line())).findFirst().ifPresent(r -> {
                    cells.put("key", r.key());
                    cells.put("sentence", Map.of("en", RowSentence.of(read, r, Language.ENGLISH), "zh", RowSentence.of(read, r, Language.CHINESE)));
                    cells.put("tested", covered.contains(name + "/" + r.key()));
                });
            }
        });
        return table;
    }

    private synchronized Set<String> covered(RuleSetFiles files, RuleSet rules) {
        if (!files.version().equals(coveredIn)) {
            coveredRows = Scenarios.of(files.folder("scenarios"), rules, company).covered();
            coveredIn = files.version();
        }
        return coveredRows;
    }

    @Override
    public byte[] tableFile(String version, String name, String format) {
        Map.Entry<String, byte[]> file = table(files(version), name);
        if (file.getKey().endsWith("." + format)) {
            return file.getValue();
        }
        try {
            List<List<String>> cells = TableText.cells(file.getKey(), file.getValue());
            return format.equals("csv") ? TableText.csv(cells) : TableText.xlsx(name, cells);
        } catch (UnreadableTable e) {
            throw new NotNow(file.getKey() + ": " + e.getMessage());
        }
    }

    @Override
    public synchronized Proposal proposeTable(String version, String name, String format, byte[] content, Statement statement) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new NotKnown("There is no table " + name + "."); // it becomes the name of a file
        }
        RuleSetFiles base = files(version);
        Map<String, byte[]> changed = new TreeMap<>(base.files());
        changed.keySet().removeIf(file -> file.startsWith("tables/") && tableName(file).equals(name));
        changed.put("tables/" + name + "." + format, content);
        return propose(RuleSetFiles.of(changed), statement);
    }

    @Override
    public String scenario(String customer) {
        return trials.situation(customer, clock.instant(), rules(PUBLISHED)).orElseThrow(() -> new NotKnown("There is no customer " + customer + "."));
    }

    @Override
    public byte[] csv(Map<String, Object> table) {
        try {
            return TableText.csv(TableTree.lines(table));
        } catch (TableTree.Malformed e) {
            throw new Refused("This is no table with title, sentence, headings and rows.", List.of(new Problem(e.path(), e.getMessage())));
        }
    }
}
