package dev.regard.engine.decide;

import dev.regard.engine.customer.How;
import dev.regard.engine.event.Digest;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Gateway;
import dev.regard.engine.outbox.Unsubscribing;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Festival;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.time.AnnualDate;
import dev.regard.engine.time.ContactHours;
import dev.regard.engine.time.LunarCalendar;
import dev.regard.engine.time.Occurrence;
import dev.regard.engine.time.Window;
import dev.regard.engine.time.WorkingCalendar;
import dev.regard.engine.time.WorkingClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One rule-set version in one company: the tables with what is derived from them once. Safe for use by several threads. */
public final class Rulebook {
    /** How many days ahead occasions are planned. */
    static final int HORIZON = 30;
    /** What is asked about a card whenever it is looked at, though nothing has happened. */
    private static final Set<Topic> BY_THE_DAY = EnumSet.of(Topic.RHYTHM, Topic.UPKEEP, Topic.STAGE);

    private final RuleSet rules;
    private final Organisation organisation;
    private final Unsubscribing unsubscribing;
    private final List<Gateway> gateways;
    private final WorkingCalendar calendar;
    private final WorkingClock clock;
    private final String baseLanguage;
    private final int shortestCover;
    private final List<String> tiers;
    private final Map<String, Integer> longestLead = new HashMap<>();
    private final Boundaries boundaries;
    private final Map<String, ContactHours> hours = new ConcurrentHashMap<>();
    private final Map<LocalDate, Optional<LocalDate>> nextOpening = new ConcurrentHashMap<>();
    private final Map<Integer, List<Feast>> feasts = new ConcurrentHashMap<>();
    private final Optional<Stage> stage;
    private final TreeSet<LocalDate> turns = new TreeSet<>();

    /** One day of a festival. */
    private record Feast(String name, Occurrence day) { }

    /** Another rulebook for a share of the customers. */
    private record Stage(Rulebook draft, int percent) {
        boolean has(String card) {
            return Math.floorMod(Digest.of(draft.rules.version(), card).hashCode(), 100) < percent;
        }
    }

    /** A company that writes mail only, in which no way out is named. */
    public Rulebook(RuleSet rules, Organisation organisation) {
        this(rules, organisation, Unsubscribing.NONE, List.of());
    }

    /**
     * @param unsubscribing the way out that messages name
     * @param gateways      the ways to customers beside mail, in the order in which they are tried
     */
    public Rulebook(RuleSet rules, Organisation organisation, Unsubscribing unsubscribing, List<Gateway> gateways) {
        this(rules, organisation, unsubscribing, gateways, Optional.empty());
    }

    private Rulebook(RuleSet rules, Organisation organisation, Unsubscribing unsubscribing, List<Gateway> gateways, Optional<Stage> stage) {
        this.stage = stage;
        this.rules = rules;
        this.organisation = organisation;
        this.unsubscribing = unsubscribing;
        this.gateways = List.copyOf(gateways);
        this.baseLanguage = Situations.base(organisation.language());
        WorkingCalendar.Builder days = WorkingCalendar.builder().week(organisation.hours());
        rules.holidays().forEach((year, holidays) -> days.year(year, holidays.off(), holidays.makeUp()));
        this.calendar = days.build();
        this.clock = new WorkingClock(calendar, organisation.zone());
        this.tiers = Optional.ofNullable(rules.tables().get(Topic.TIER)).map(DecisionTable::rowsByRank).orElse(List.of()).stream()
                .map(r -> (String) r.results().get("tier")).distinct().toList();
        rows(Topic.OCCASIONS).forEach(row -> occasionsOf(row).forEach(occasion ->
                longestLead.merge(occasion, (Integer) row.results().getOrDefault("daysBefore", 0), Math::max)));
        this.boundaries = new Boundaries(rules);
        this.shortestCover = rows(Topic.RHYTHM).stream().map(row -> row.results().get("coveredWithin")).filter(Integer.class::isInstance).mapToInt(Integer.class::cast)
                .filter(within -> within > 0).min().orElse(0);
        BY_THE_DAY.forEach(topic -> rules.deciding(topic).forEach(table -> turns.addAll(table.turns())));
    }

    public RuleSet rules() {
        return rules;
    }

    /**
     * The same with other rules for a share of the customers, always the same ones for the same rules: by the hash of their card's id.
     *
     * @param percent 1 to 99
     */
    public Rulebook staging(Rulebook draft, int percent) {
        return new Rulebook(rules, organisation, unsubscribing, gateways, Optional.of(new Stage(draft, percent)));
    }

    /** The same decisions, with nothing in the messages. */
    public Rulebook withoutTexts() {
        return new Rulebook(rules.with(rules.wording().blank()), organisation, unsubscribing, gateways, stage.map(s -> new Stage(s.draft.withoutTexts(), s.percent)));
    }

    /** The one that decides about a customer. */
    public Rulebook of(String card) {
        return stage.filter(s -> s.has(card)).map(Stage::draft).orElse(this);
    }

    /** Its version, with that of the rules for a share of the customers and the share. */
    public String name() {
        return rules.version() + stage.map(s -> "+" + s.draft.rules.version() + "@" + s.percent).orElse("");
    }

    /** In how few days a contact covers a silence by any row; 0 when none ever does. */
    int shortestCover() {
        return shortestCover;
    }

    /** The company's language without its region. */
    String baseLanguage() {
        return baseLanguage;
    }

    public Organisation organisation() {
        return organisation;
    }

    /** The way out that messages name. */
    Unsubscribing unsubscribing() {
        return unsubscribing;
    }

    /** The ways to customers beside mail. */
    List<Gateway> gateways() {
        return gateways;
    }

    public ZoneId companyZone() {
        return organisation.zone();
    }

    /** The company's working days. */
    public WorkingCalendar calendar() {
        return calendar;
    }

    /** The company's working time. */
    public WorkingClock clock() {
        return clock;
    }

    List<Match> evaluate(Topic topic, Facts facts) {
        return rules.evaluate(topic, facts);
    }

    Optional<Match> first(Topic topic, Facts facts) {
        return Match.first(rules.evaluate(topic, facts));
    }

    /** Where facts that grow with time may change an answer. */
    Boundaries boundaries() {
        return boundaries;
    }

    /** The next day after the given one on which a table begins or ends to count, or a row asks for the day. */
    Optional<LocalDate> nextTurn(LocalDate after) {
        return Optional.ofNullable(turns.higher(after));
    }

    /** Of the topic's own table first: the order of its rows says which tier is the better. */
    private List<Row> rows(Topic topic) {
        List<DecisionTable> tables = new ArrayList<>(rules.answering(topic));
        Collections.reverse(tables);
        return tables.stream().flatMap(table -> table.rows().stream()).toList();
    }

    /** Tier names from the best down. */
    public List<String> tiers() {
        return tiers;
    }

    String lowestTier() {
        return tiers.get(tiers.size() - 1);
    }

    /** True when the first tier stands above the second; a tier that is not known stands below all. */
    boolean better(String tier, String than) {
        return rank(tier) < rank(than);
    }

    private int rank(String tier) {
        int place = tiers.indexOf(tier);
        return place < 0 ? tiers.size() : place;
    }

    /** The sales that count for keeping a tier: the actual ones, raised by what the tier's row forgives. */
    BigDecimal forgiven(BigDecimal sales, String tier) {
        return rows(Topic.TIER).stream().filter(r -> tier.equals(r.results().get("tier"))).findFirst()
                .map(r -> (BigDecimal) r.results().get("keepShare")).filter(share -> share.signum() > 0)
                .map(share -> sales.divide(share, 10, RoundingMode.DOWN)).orElse(sales);
    }

    /** When a customer of this kind may be reached this way. */
    ContactHours hours(How how, String kind) {
        return hours.computeIfAbsent(how + "/" + kind, key -> readHours(how, kind));
    }

    private ContactHours readHours(How how, String kind) {
        Map<DayOfWeek, List<Window>> good = new EnumMap<>(DayOfWeek.class);
        Map<DayOfWeek, List<Window>> busy = new EnumMap<>(DayOfWeek.class);
        boolean workingDaysOnly = false;
        Facts facts = Facts.none().with(Attribute.HOW, how.name().toLowerCase(java.util.Locale.ROOT)).with(Attribute.KIND, kind);
        for (Match match : evaluate(Topic.CONTACT_HOURS, facts)) {
            boolean isGood = match.required("verdict").equals("good");
            Window window = new Window(minute(match.time("from").orElse(LocalTime.MIN)), minute(match.time("to").orElse(LocalTime.MAX)));
            for (DayOfWeek day : weekdays(match)) {
                (isGood ? good : busy).computeIfAbsent(day, d -> new ArrayList<>()).add(window);
            }
            workingDaysOnly |= isGood && match.flag("workingDaysOnly");
        }
        return new ContactHours(good, busy, workingDaysOnly);
    }

    @SuppressWarnings("unchecked")
    private static Set<DayOfWeek> weekdays(Match match) {
        return (Set<DayOfWeek>) match.value("days", Set.class).orElse(Set.of());
    }

    private static int minute(LocalTime time) {
        return time.equals(LocalTime.MAX) ? 24 * 60 : time.getHour() * 60 + time.getMinute();
    }

    /** The longest lead of any row about the occasion, in days; empty when no row is about it. */
    Optional<Integer> longestLead(String occasion) {
        return Optional.ofNullable(longestLead.get(occasion));
    }

    List<String> occasionsOf(Row row) {
        Optional<Condition> named = row.conditions().stream().filter(c -> c.attribute() == Attribute.OCCASION).findFirst();
        List<String> all = new ArrayList<>(Festival.OWN);
        rules.festivals().forEach(f -> all.add(f.name()));
        return named.map(c -> all.stream().filter(c.test()::holds).toList()).orElse(all);
    }

    /** The festivals of the calendar with a day in the period, both ends included. */
    Map<String, List<Occurrence>> festivals(LocalDate from, LocalDate to) {
        Map<String, List<Occurrence>> found = new LinkedHashMap<>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            for (Feast feast : feasts.computeIfAbsent(year, this::feastsIn)) {
                if (!feast.day.date().isBefore(from) && !feast.day.date().isAfter(to)) {
                    found.computeIfAbsent(feast.name, name -> new ArrayList<>(1)).add(feast.day);
                }
            }
        }
        return found;
    }

    private List<Feast> feastsIn(int year) {
        List<Feast> found = new ArrayList<>();
        LocalDate from = LocalDate.of(year, 1, 1);
        LocalDate to = LocalDate.of(year, 12, 31);
        for (Festival festival : rules.festivals()) {
            (festival.date() != null ? festival.date().between(from, to) : qingming(from, to)).forEach(day -> found.add(new Feast(festival.name(), day)));
        }
        return found;
    }

    /** Whether a festival that is a solar term falls on the day: Qingming, the only one. */
    boolean qingming(LocalDate day) {
        return (day.getMonthValue() == 4) && !qingming(day, day).isEmpty();
    }

    private static List<Occurrence> qingming(LocalDate from, LocalDate to) {
        List<Occurrence> days = new ArrayList<>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            LocalDate day = LunarCalendar.qingming(year);
            if (!day.isBefore(from) && !day.isAfter(to)) {
                days.add(new Occurrence(day, year));
            }
        }
        return days;
    }

    /** The next local day after the given one on which planning of a festival opens, the same for all customers. */
    Optional<LocalDate> nextFestivalOpening(LocalDate after) {
        return nextOpening.computeIfAbsent(after, day -> {
            List<LocalDate> openings = new ArrayList<>();
            for (Festival festival : rules.festivals()) {
                longestLead(festival.name()).ifPresent(lead -> {
                    int ahead = HORIZON + lead;
                    Map<String, List<Occurrence>> year = Map.of(festival.name(), festival.date() == null
                            ? qingming(day.plusDays(ahead + 1), day.plusDays(ahead + 400))
                            : festival.date().between(day.plusDays(ahead + 1), day.plusDays(ahead + 400)));
                    year.get(festival.name()).stream().map(Occurrence::date).min(Comparator.naturalOrder())
                            .ifPresent(date -> openings.add(date.minusDays(ahead)));
                });
            }
            return openings.stream().min(Comparator.naturalOrder());
        });
    }

    /** The next day after the given one on which planning of this customer's own date opens. */
    Optional<LocalDate> nextOpening(String occasion, AnnualDate date, LocalDate after) {
        return longestLead(occasion).flatMap(lead -> date.next(after.plusDays(HORIZON + lead + 1L)).map(o -> o.date().minusDays(HORIZON + lead)));
    }
}
