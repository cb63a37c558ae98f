package dev.regard.rules;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Festival;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.Holidays;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.calendar.FestivalFile;
import dev.regard.rules.calendar.HolidayFile;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.drools.DroolsDecider;
import dev.regard.rules.organisation.OrganisationFile;
import dev.regard.rules.scenario.Scenarios;
import dev.regard.rules.table.Domain;
import dev.regard.rules.table.GroupCheck;
import dev.regard.rules.table.LackCheck;
import dev.regard.rules.table.NameUse;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.table.TableCheck;
import dev.regard.rules.table.TableFile;
import dev.regard.rules.table.Validity;
import dev.regard.rules.template.Templates;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes a rule set of its files, or says what is wrong with them. */
public final class RuleSetReader {
    private static final String FESTIVALS = "calendars/festivals.yaml";
    private static final String HOLIDAYS = "calendars/working-days";
    /** Tables that came later than the first rule sets: one that was published before goes on without them. */
    private static final Set<Topic> DISPENSABLE = EnumSet.of(Topic.UPKEEP, Topic.SPOT_CHECK, Topic.MAIL);
    private static final LatestReadings LATEST = new LatestReadings();

    private final RuleSetFiles files;
    private final Optional<Organisation> organisation;
    private final boolean wasInForce;
    private final List<RuleProblem> problems = new ArrayList<>();

    private RuleSetReader(RuleSetFiles files, Optional<Organisation> organisation, boolean wasInForce) {
        this.files = files;
        this.organisation = organisation;
        this.wasInForce = wasInForce;
    }

    /**
     * Reads, checks and compiles.
     *
     * @param organisation whose levels, regions and categories the tables may name; without it these names are not checked
     */
    public static LoadedRuleSet read(RuleSetFiles files, Optional<Organisation> organisation) {
        return LATEST.get(new LatestReadings.Asked(files.version(), organisation, "read"), () -> new RuleSetReader(files, organisation, false).read());
    }

    /** The same for a rule set that was in force before: which rows never answer, and which numbers may be two, is told and does not stop it now. */
    public static LoadedRuleSet resumed(RuleSetFiles files, Optional<Organisation> organisation) {
        return LATEST.get(new LatestReadings.Asked(files.version(), organisation, "resumed"), () -> new RuleSetReader(files, organisation, true).read());
    }

    /** Everything that is wrong in a rule-set folder, {@code organisation.yaml} in it included. */
    public static List<RuleProblem> check(Path folder) {
        return check(folder, Optional.empty());
    }

    /**
     * The same.
     *
     * @param otherwise the company that the rules are for where the folder has no {@code organisation.yaml}
     */
    public static List<RuleProblem> check(Path folder, Optional<Organisation> otherwise) {
        List<RuleProblem> problems = new ArrayList<>();
        problems.addAll(tried(RuleSetFiles.in(folder), organisation(folder, otherwise, problems)).problems());
        problems.addAll(leftAlone(folder));
        return problems;
    }

    /** A warning for each file or folder beside those of a rule set, since somebody may take what is in it for a rule. */
    public static List<RuleProblem> leftAlone(Path folder) {
        List<String> known = Stream.concat(RuleSetFiles.FOLDERS.stream().map(name -> name.substring(0, name.length() - 1)), Stream.of(OrganisationFile.NAME)).toList();
        return RuleSetFiles.leftAlone(folder, known).stream()
                .map(name -> Place.inText(name, 1, 1).warning("is left alone, and nothing in it is a rule: " + Nearest.unknown(name, known))).toList();
    }

    private static Optional<Organisation> organisation(Path folder, Optional<Organisation> otherwise, List<RuleProblem> problems) {
        Optional<byte[]> beside = RuleSetFiles.beside(folder, OrganisationFile.NAME);
        return beside.isEmpty() ? otherwise : OrganisationFile.read(OrganisationFile.NAME, beside.get(), problems);
    }

    /** A warning for each table for a period that is over on a day. */
    public static List<RuleProblem> over(RuleSetFiles files, LocalDate today) {
        return files.folder("tables").entrySet().stream().filter(table -> TableFile.isTable(table.getKey()))
                .map(table -> Validity.over(table.getKey(), table.getValue(), today)).flatMap(Optional::stream).toList();
    }

    /** How many rows decide something in the scenarios of a folder, and one line for each that decides nothing; empty while the rules have errors. */
    public static List<String> coverage(Path folder, Optional<Organisation> otherwise) {
        RuleSetFiles files = RuleSetFiles.in(folder);
        Optional<Organisation> organisation = organisation(folder, otherwise, new ArrayList<>());
        Optional<RuleSet> rules = read(files, organisation).ruleSet();
        if (organisation.isEmpty() || rules.isEmpty()) {
            return List.of();
        }
        Scenarios run = Scenarios.of(files.folder("scenarios"), rules.get(), organisation.get());
        List<String> lines = new ArrayList<>();
        lines.add("%d scenarios; %d of %d rows decide something in them".formatted(run.run(), run.coverage(rules.get()).getKey(), run.coverage(rules.get()).getValue()));
        run.uncovered(rules.get()).forEach(row -> lines.add("no scenario: " + row));
        return lines;
    }

    /**
     * Reads, checks, compiles and lets the scenarios happen; one that fails is an error.
     *
     * @param organisation without it the scenarios cannot happen, which is a warning
     */
    public static LoadedRuleSet tried(RuleSetFiles files, Optional<Organisation> organisation) {
        return LATEST.get(new LatestReadings.Asked(files.version(), organisation, "tried"), () -> tryOut(files, organisation));
    }

    private static LoadedRuleSet tryOut(RuleSetFiles files, Optional<Organisation> organisation) {
        LoadedRuleSet loaded = read(files, organisation);
        if (loaded.ruleSet().isEmpty() || files.folder("scenarios").isEmpty()) {
            return loaded;
        }
        List<RuleProblem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(organisation.map(company -> Scenarios.of(files.folder("scenarios"), loaded.ruleSet().get(), company).problems())
                .orElseGet(() -> List.of(Place.inText(files.folder("scenarios").firstKey(), 1, 1).warning("without organisation.yaml beside the rules no scenario is run"))));
        return new LoadedRuleSet(problems.stream().noneMatch(RuleProblem::isError) ? loaded.ruleSet() : Optional.empty(), problems);
    }

    /** What is wrong in the files, without making a rule set of them: for each edit. */
    public static List<RuleProblem> problems(RuleSetFiles files, Optional<Organisation> organisation) {
        RuleSetReader reader = new RuleSetReader(files, organisation, false);
        reader.parse();
        return reader.problems;
    }

    private LoadedRuleSet read() {
        Parsed parsed = parse();
        boolean usable = problems.stream().noneMatch(RuleProblem::isError);
        return new LoadedRuleSet(usable ? Optional.of(ruleSet(parsed)) : Optional.empty(), problems);
    }

    /** The names that may stand in cells which ask for a fact, by the fact's key; a fact that is not in it can have any. */
    static Map<String, Set<String>> names(RuleSetFiles files, Optional<Organisation> organisation) {
        return new RuleSetReader(files, organisation, false).parse().names;
    }

    private record Parsed(Map<Topic, ReadTable> tables, List<DecisionTable> deriving, List<DecisionTable> adding, Map<String, Set<String>> names, Templates templates, List<Festival> festivals, Map<Integer, Holidays> holidays) { }

    private Parsed parse() {
        Map<Integer, Holidays> holidays = new HashMap<>();
        List<Festival> festivals = new ArrayList<>();
        files.folder("calendars").forEach((file, content) -> readCalendar(file, content, holidays, festivals));
        Templates templates = Templates.read(files.folder("templates"), problems);
        if (!files.files().containsKey(Templates.PLACEHOLDERS)) {
            problems.add(Place.inText(Templates.PLACEHOLDERS, 1, 1).warning("without this list of the blanks that can be filled nobody finds a misspelt one"));
        }
        Map<Topic, ReadTable> tables = new EnumMap<>(Topic.class);
        Map<String, ReadTable> further = new TreeMap<>();
        files.folder("tables").forEach((file, content) -> readTable(file, content, tables, further));
        for (Topic topic : Topic.values()) {
            if (files.folder("tables").keySet().stream().noneMatch(f -> f.startsWith("tables/" + topic.tableName() + "."))) {
                Place place = Place.inTable("tables/" + topic.tableName() + ".csv", "", 1, 0);
                problems.add(DISPENSABLE.contains(topic) ? place.warning("this table is missing: nobody is asked for what it would ask") : place.error("this table is missing"));
            }
        }
        PrintedNames printed = new PrintedNames(both(tables, further), () -> Scenarios.standings(files.folder("scenarios")));
        rename(tables, further, printed.meant());
        Slips slips = new Slips(both(tables, further));
        problems.addAll(slips.problems());
        rename(tables, further, slips.meant());
        Vocabulary vocabulary = new Vocabulary(both(tables, further), festivals, templates, organisation);
        rename(tables, further, vocabulary.meant());
        List<RuleProblem> misnamed = vocabulary.problems(both(tables, further));
        tables.replaceAll((topic, read) -> read.with(misnamed));
        further.replaceAll((name, read) -> read.with(misnamed));
        List<ReadTable> all = both(tables, further);
        Derivations derivations = new Derivations(all);
        problems.addAll(derivations.problems());
        Map<String, Set<String>> names = vocabulary.closed();
        Map<String, Domain> domains = new HashMap<>();
        names.forEach((fact, known) -> domains.put(fact, Domain.named(known)));
        domains.putAll(derivations.domains(domains));
        names.putAll(derivations.names());
        List<RuleProblem> each = all.stream().flatMap(read -> TableCheck.problems(read, domains, vocabulary.levels()).stream()).toList();
        problems.addAll(LackCheck.problems(all, domains, each));
        each.forEach(this::found);
        for (Topic topic : Topic.values()) {
            GroupCheck.problems(topic, answering(topic, tables, further), domains).forEach(this::found);
        }
        problems.addAll(misnamed);
        problems.addAll(PolicyCheck.problems(all, templates));
        problems.addAll(MissingColumns.problems(all));
        TemplateUse.problems(all, templates).forEach(this::found);
        files.folder("scenarios").keySet().stream().filter(f -> !Scenarios.isOne(f))
                .forEach(f -> problems.add(Place.inText(f, 1, 1).error("a scenario is a .yaml, .csv or .xlsx file")));
        List<DecisionTable> adding = further.values().stream().map(ReadTable::table).filter(table -> !table.derives()).toList();
        return new Parsed(tables, derivations.order(), adding, names, templates, festivals, holidays);
    }

    /** Rows that never answer do no harm where they stood already: a newer check shall not stop an engine. */
    private void found(RuleProblem problem) {
        problems.add(wasInForce ? problem.asWarning() : problem);
    }

    private static void rename(Map<Topic, ReadTable> tables, Map<String, ReadTable> further, UnaryOperator<NameUse> meant) {
        tables.replaceAll((topic, read) -> read.renamed(meant));
        further.replaceAll((name, read) -> read.renamed(meant));
    }

    private static List<ReadTable> both(Map<Topic, ReadTable> tables, Map<String, ReadTable> further) {
        return Stream.concat(tables.values().stream(), further.values().stream()).toList();
    }

    /** In the order in which they are asked. */
    private static List<ReadTable> answering(Topic topic, Map<Topic, ReadTable> tables, Map<String, ReadTable> further) {
        List<ReadTable> all = new ArrayList<>(further.values().stream().filter(read -> read.table().topic() == topic).toList());
        Optional.ofNullable(tables.get(topic)).ifPresent(all::add);
        return all;
    }

    private RuleSet ruleSet(Parsed parsed) {
        Map<Topic, DecisionTable> tables = new EnumMap<>(Topic.class);
        parsed.tables.forEach((topic, table) -> tables.put(topic, table.table()));
        Further further = parsed.deriving.isEmpty() && parsed.adding.isEmpty() ? Further.NONE : new Further(tables, parsed.deriving, parsed.adding);
        Decider decider = new DroolsDecider(tables, further);
        return new RuleSet(files.version(), tables, further, decider, parsed.templates, parsed.festivals, parsed.holidays);
    }

    private void readCalendar(String file, byte[] content, Map<Integer, Holidays> holidays, List<Festival> festivals) {
        if (file.equals(FESTIVALS)) {
            festivals.addAll(FestivalFile.read(file, content, problems));
        } else if (file.startsWith(HOLIDAYS) && file.endsWith(".yaml")) {
            HolidayFile.read(file, content, problems).forEach((year, days) -> holidays.merge(year, days, RuleSetReader::both));
        } else {
            problems.add(Place.inText(file, 1, 1).error("a calendar is festivals.yaml or working-days-NAME.yaml: "
                    + Nearest.unknown(file.substring(file.indexOf('/') + 1), List.of("festivals.yaml", "working-days-china.yaml"))));
        }
    }

    private static Holidays both(Holidays one, Holidays other) {
        Set<LocalDate> off = new HashSet<>(one.off());
        off.addAll(other.off());
        Set<LocalDate> makeUp = new HashSet<>(one.makeUp());
        makeUp.addAll(other.makeUp());
        makeUp.removeAll(off);
        return new Holidays(off, makeUp);
    }

    private void readTable(String file, byte[] content, Map<Topic, ReadTable> tables, Map<String, ReadTable> further) {
        ReadTable read = wasInForce ? TableFile.resumed(file, content) : TableFile.read(file, content);
        problems.addAll(read.problems());
        if (read.table() != null) {
            ReadTable other = read.table().answersItsTopic() ? tables.putIfAbsent(read.table().topic(), read) : further.putIfAbsent(read.table().name(), read);
            if (other != null) {
                problems.add(read.row(1).error("the same table is in " + other.file() + " too"));
            }
        }
    }
}
