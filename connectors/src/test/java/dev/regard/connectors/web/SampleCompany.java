package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Contacts;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Margin;
import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Severity;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Obstacles.Obstacle;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Person;
import dev.regard.engine.organisation.Region;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Test.Between;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Wording;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Portfolio;
import dev.regard.engine.run.Publishing;
import dev.regard.engine.run.VirtualTime;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Records;
import dev.regard.engine.time.Window;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** A small building-materials dealer on a store in memory: what the pages and the API are shown to work on. */
final class SampleCompany implements EngineView, Intake, Publishing, VirtualTime {
    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    static final String NASTY = "<script>alert('x')</script> & \"Söhne\"";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final MemoryStore store = new MemoryStore();
    final Map<String, String> health = new TreeMap<>(Map.of("store", "", "mail", "", "disk", "", "clock", "", "calendar", ""));
    final AtomicReference<RuntimeException> refusal = new AtomicReference<>();
    final AtomicReference<Runnable> whileAccepting = new AtomicReference<>(() -> { });
    private volatile Instant now = NOW;
    private volatile Portfolio portfolio;
    private volatile byte[] archive = "the files".getBytes(StandardCharsets.UTF_8);
    private volatile Publication publication = new Publication("v-0", NOW, "the first start", List.of());

    static SampleCompany withCustomers() {
        SampleCompany company = new SampleCompany();
        company.fill();
        return company;
    }

    private void fill() {
        file(new Customer("C-1001", "苏州恒通建材有限公司", "distributor", "platinum", "A").owner("rep-01").region("east")
                .order("O-1", 300, "98000").order("O-2", 120, "65400").order("O-3", 20, "50000.005")
                .field("phones", List.of("+86 512 6500 0100")).field("emails", List.of("chen@hengtong.example")).field("language", "zh-CN")
                .trait("distribution strength", "three counties").trait("manner", "demanding")
                .decide("tier", 20, Map.of("before", "gold", "after", "platinum", "direction", "up", "sales12m", new BigDecimal("213400.005")),
                        new Reason("tiers", "platinum", 4, Map.of("sales12m", new BigDecimal("213400.005"))))
                .touch("call", How.CALL, "birthday/2026", Duration.ofHours(1), Touch.Status.PLANNED)
                .touch("gift", How.GIFT, "mid-autumn/2026", Duration.ofDays(-3), Touch.Status.DONE)
                .complaint("K-1", Severity.HIGH, Severity.CRITICAL, "瓷砖到货时有三箱破损，工地明天开工。", Complaint.Status.OPEN, Duration.ofHours(-3))
                .contact(2, Contacts.Direction.OUT, "phone", "reached", "friendly", "Asked about the new showroom.").promise("新样品册本周送到"));
        file(new Customer("C-1002", NASTY, "designer", "gold", "B").owner("rep-02").region("east")
                .order("O-4", 60, "72000").zone("Europe/Berlin").field("language", "de")
                .decide("tier", 60, Map.of("after", "gold", "direction", "up"),
                        new Reason("tiers", "gold", 5, Map.of("sales12m", new BigDecimal("72000"))))
                .touch("thanks", How.CALL, "purchase/O-4", Duration.ofHours(5), Touch.Status.HELD)
                .contact(9, Contacts.Direction.IN, "email", null, null, "Wants samples of antique tiles."));
        file(new Customer("C-1003", "王小明", "consumer", "iron", "C").owner("rep-01").order("O-5", 7, "8800")
                .touch("greeting", How.MESSAGE, "birthday/2026", Duration.ofHours(-1), Touch.Status.SENT)
                .complaint("K-2", Severity.NORMAL, Severity.NORMAL, "Installation date moved twice.", Complaint.Status.REPLIED, Duration.ofDays(-1)));
        file(new Customer("dealers/north 7", "Nordlicht Bau GmbH", "distributor", "lead", null).field("country", "DE").zone("Europe/Berlin"));
        for (int i = 0; i < 14; i++) {
            file(new Customer("C-2%03d".formatted(i), "家庭客户 " + (i + 1), "consumer", i % 3 == 0 ? "iron" : "lead", i % 3 == 0 ? "C" : null)
                    .owner("rep-02").order("P-" + i, 30 + i * 9, String.valueOf(1200 + i * 777))
                    .touch("greeting", How.MESSAGE, "spring-festival/2026", Duration.ofDays(-i), i % 4 == 3 ? Touch.Status.FAILED : Touch.Status.SENT));
        }
        portfolio = new Portfolio(NOW.minus(Duration.ofHours(8)), 18, 17, new BigDecimal("401234.565"), Map.of(
                "A", new Portfolio.ClassFigures(1, new BigDecimal("213400")), "B", new Portfolio.ClassFigures(1, new BigDecimal("72000")),
                "C", new Portfolio.ClassFigures(15, new BigDecimal("115834.565"))),
                List.of(new Portfolio.Place("C-1001", new BigDecimal("213400.005"), new Margin(new BigDecimal("213400.005"), new BigDecimal("85360")), "A"), new Portfolio.Place("C-1002", new BigDecimal("72000"), Margin.NONE, "B")),
                2, new BigDecimal("285400.005"), new Margin(new BigDecimal("300925.92"), new BigDecimal("106700")), new Margin(new BigDecimal("213400.005"), new BigDecimal("85360")));
    }

    private void file(Customer customer) {
        store.cards().commit(List.of(customer.change()));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Records records() {
        return store.records();
    }

    @Override
    public Cards cards() {
        return store.cards();
    }

    @Override
    public Optional<Recorded> event(String key) {
        return store.journal().find(key);
    }

    @Override
    public RuleSet rules() {
        Map<Topic, DecisionTable> tables = Map.of(Topic.TIER, new DecisionTable("tiers", "Tiers", "By sales.", Topic.TIER,
                List.of(row("platinum", 4, "200000"), row("gold", 5, "50000"), row("iron", 6, "5000"), new Row("lead", 7, List.of(), Map.of("tier", "lead")))),
                Topic.REQUIRED_FIELDS, new DecisionTable("required-fields", "Fields", "Of everybody.", Topic.REQUIRED_FIELDS,
                        List.of(field("name", 4), field("phones", 5), field("traits.funds", 6))));
        return new RuleSet("v1", tables, new TableReader(tables), new Untold(), List.of(), Map.of());
    }

    private static Row field(String name, int line) {
        return new Row(name, line, List.of(), Map.of("field", name));
    }

    private static Row row(String tier, int line, String from) {
        return new Row(tier, line, List.of(new Condition(Attribute.SALES_12M, "sales12m",
                new Between(new BigDecimal(from), true, null, false), "B")), Map.of("tier", tier));
    }

    @Override
    public Organisation organisation() {
        Map<DayOfWeek, List<Window>> hours = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values()).forEach(day -> hours.put(day, day.getValue() > 5 ? List.of()
                : List.of(new Window(9 * 60, 18 * 60))));
        return new Organisation("和居建材", "zh-CN", "CNY", ZONE, "office@heju.example", "care@heju.example", "400-000-0100", hours,
                List.of("owner", "manager", "director"),
                Map.of("rep-01", new Person("rep-01", "张敏", "zhang@heju.example", "", "east", null),
                        "rep-02", new Person("rep-02", "王磊", "wang@heju.example", "", "east", null)),
                Map.of("east", new Region("east", Map.of())), Map.of("zh", Map.of("defect", "产品质量"), "en", Map.of("defect", "product quality")));
    }

    @Override
    public List<Obstacle> obstacles(Card card, DecisionTable table, Facts facts) {
        return List.of();
    }

    @Override
    public Facts facts(Card card) {
        return Facts.none().with(Attribute.SALES_12M, card.dealings().sales12m(now));
    }

    @Override
    public Optional<Portfolio> portfolio() {
        return Optional.ofNullable(portfolio);
    }

    @Override
    public long waiting() {
        return store.journal().waiting();
    }

    @Override
    public Map<String, String> health() {
        return Map.copyOf(health);
    }

    @Override
    public Receipt accept(List<Event> events) {
        whileAccepting.get().run();
        RuntimeException no = refusal.get();
        if (no != null) {
            throw no;
        }
        int fresh = (int) store.journal().append(events, now).stream().filter(taken -> taken).count();
        return new Receipt(fresh, events.size() - fresh);
    }

    @Override
    public Publication latest() {
        return publication;
    }

    @Override
    public byte[] archive() {
        return archive;
    }

    /** An archive that begins with a question mark has an error. */
    @Override
    public Publication publish(byte[] files, String reason) {
        if (files.length > 0 && files[0] == '?') {
            throw new Refused("The rule set has errors.", List.of(new Problem("tables/tiers.csv:3:B", "error: 'gld' is not known, did you mean gold?")));
        }
        archive = files;
        publication = new Publication("v-" + files.length, now, reason, List.of(new Problem("tables/tiers.csv:1:A", "warning: no row for 3 to 4")));
        return publication;
    }

    @Override
    public Instant advanceTo(Instant instant) {
        if (instant.isBefore(now)) {
            throw new Backwards(now, instant);
        }
        now = instant;
        return now;
    }

    private static final class Untold implements Wording {
        @Override
        public List<Variant> variants(String template, String language) {
            return List.of();
        }

        @Override
        public Text render(Variant variant, Map<String, Object> facts) {
            return new Text("", "");
        }
    }

    /** Collects what a card and its records are made of. */
    private static final class Customer {
        private final String id;
        private final Map<String, Object> fields = new LinkedHashMap<>();
        private final Map<String, Object> traits = new LinkedHashMap<>();
        private final Standing standing;
        private Dealings dealings = Dealings.NONE;
        private Contacts contacts = Contacts.NONE;
        private final List<Decision> decisions = new ArrayList<>();
        private final List<Touch> touches = new ArrayList<>();
        private final List<Complaint> complaints = new ArrayList<>();
        private final List<Promise> promises = new ArrayList<>();

        Customer(String id, String name, String kind, String tier, String abc) {
            this.id = id;
            field("name", name).field("kind", kind);
            standing = new Standing("active", tier, NOW.minus(Duration.ofDays(20)), 0, null, abc, "A".equals(abc));
        }

        Customer field(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        Customer owner(String person) {
            return field("owner", person);
        }

        Customer region(String name) {
            return field("region", name);
        }

        Customer zone(String name) {
            return field("timeZone", name);
        }

        Customer trait(String name, Object value) {
            traits.put(name, value);
            return this;
        }

        Customer order(String order, int daysAgo, String amount) {
            dealings = dealings.with(new Order(order, NOW.minus(Duration.ofDays(daysAgo)), new BigDecimal(amount), BigDecimal.ZERO,
                    List.of("antique-tile"), List.of("Antique tile 60×60"), new BigDecimal(amount).movePointLeft(1).multiply(BigDecimal.valueOf(6))));
            return this;
        }

        Customer decide(String type, int daysAgo, Map<String, Object> detail, Reason reason) {
            decisions.add(new Decision(id + "-" + type, NOW.minus(Duration.ofDays(daysAgo)), id, type, detail, "v1", List.of(reason), "e-" + id));
            return this;
        }

        Customer touch(String role, How how, String occasion, Duration fromNow, Touch.Status status) {
            String touch = id + "-" + occasion + "-" + role;
            Touch.Kind kind = how == How.MESSAGE ? Touch.Kind.MESSAGE : Touch.Kind.TASK;
            Instant due = NOW.plus(fromNow);
            decisions.add(new Decision(touch + "-why", NOW.minus(Duration.ofDays(30)), id, "touch",
                    Map.of("occasion", occasion, "role", role, "how", how.name().toLowerCase(java.util.Locale.ROOT), "due", due.toString()), "v1",
                    List.of(new Reason("occasions", role + "-row", 5, Map.of("occasion", occasion.split("/")[0], "tier", standing.tier()))), null));
            touches.add(new Touch(touch, id, kind, how, how.channel(), Purpose.CARE, true, occasion, role, due, LocalDate.of(2026, 3, 2), 2, 50, status,
                    touch + "-why", status == Touch.Status.HELD ? Cause.HELD_TOO_LONG.words(7, "没有客户的同意 / there is no consent") : null, null,
                    kind == Touch.Kind.TASK ? "rep-01" : null, role, null, null, null, false, 0, Map.of()));
            return this;
        }

        Customer complaint(String complaint, Severity severity, Severity effective, String text, Complaint.Status status, Duration opened) {
            Instant at = NOW.plus(opened);
            complaints.add(new Complaint(complaint, id, at, severity, effective, "defect", null, null, text, true, false, 1, at, status,
                    new Complaint.Deadlines(at.plus(Duration.ofHours(2)), at.plus(Duration.ofHours(31)), null),
                    status == Complaint.Status.REPLIED ? at.plusSeconds(3600) : null, null, null, null, false, null,
                    List.of(new Escalation("E-" + complaint, 1, "owner", "opened", "zhang@heju.example", at, null, "d-" + complaint))));
            return this;
        }

        Customer contact(int daysAgo, Contacts.Direction direction, String channel, String outcome, String mood, String text) {
            contacts = contacts.with(new Contacts.Contact(NOW.minus(Duration.ofDays(daysAgo)), direction, channel, null, outcome, mood, text));
            return this;
        }

        Customer promise(String text) {
            promises.add(new Promise("p-1", text, LocalDate.of(2026, 3, 6), NOW.minus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(3)),
                    NOW.plus(Duration.ofDays(4)), "t-promise", null, List.of()));
            return this;
        }

        Change change() {
            Map<String, Object> all = new LinkedHashMap<>(fields);
            all.put("traits", traits);
            Profile profile = Profile.empty().merged(new Data(all), NOW.minus(Duration.ofDays(40)), "crm", false);
            Card blank = Card.blank(id, NOW.minus(Duration.ofDays(400)));
            Card card = new Card(id, 1, blank.madeAt(), blank.keys(), profile, standing, dealings, contacts,
                    List.of(new Card.Score("spring", new BigDecimal("8.5"), NOW.minus(Duration.ofDays(5)))), touches, complaints, promises,
                    Map.of(), null, Map.of(), List.of(), null);
            List<String> keys = new ArrayList<>(blank.keys());
            keys.addAll(profile.keys());
            return new Change(card, keys, decisions, touches, complaints, List.of(), List.of());
        }
    }
}
