package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.Margin;
import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Completeness;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.ValueType;
import dev.regard.engine.run.Portfolio;
import dev.regard.engine.store.Records;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engine's records as plain trees in the words of the API. Null stands for "not known". */
final class Json {
    private static final String TRAITS = "traits.";
    private static final int MONEY_DIGITS = 2;
    private static final Set<String> AMOUNTS = Arrays.stream(Attribute.values()).filter(a -> a.type() == ValueType.NUMBER)
            .map(Attribute::key).collect(Collectors.toUnmodifiableSet());

    private Json() { }

    /** Names and values in turn; the order is kept. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            tree.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
        }
        return tree;
    }

    /** Lower case with dashes; null stays null. */
    static String name(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Two digits, half to even: exact inside, rounded where it leaves. */
    static BigDecimal money(BigDecimal amount) {
        return amount == null ? null : amount.setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN);
    }

    /** As JSON can carry it. */
    static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map.forEach((key, v) -> tree.put(key.toString(), plain(v)));
            return tree;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Json::plain).toList();
        }
        if (value instanceof Enum<?> name) {
            return name(name);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    static <T> Map<String, Object> page(Records.Page<T> page, Function<T, Map<String, Object>> item) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("items", page.items().stream().map(item).toList());
        if (page.after() != null) {
            tree.put("after", page.after());
        }
        return tree;
    }

    static Map<String, Object> card(Card card, Instant now, String currency, ZoneId zone, Optional<Match> policy, Completeness completeness) {
        return object("id", card.id(), "name", card.name(), "kind", card.kind(), "stage", card.standing().stage(),
                "tier", card.standing().tier(), "abc", card.standing().abc(), "attitude", null, "owner", card.owner().orElse(null),
                "vital", card.standing().vital(), "value", value(card.dealings(), now, currency), "sections", sections(card, zone, completeness),
                "policy", policy.map(Json::policy).orElse(null),
                "origins", origins(card.profile()), "keys", card.keys(), "merged", merged(card), "madeAt", card.madeAt(), "version", card.version());
    }

    /** The cards that were merged into this one, without itself. */
    private static List<Map<String, Object>> merged(Card card) {
        return card.identity().members().stream().filter(m -> !m.card().id().equals(card.id()))
                .map(m -> object("id", m.card().id(), "name", m.card().name(), "since", m.since(), "event", m.by())).toList();
    }

    private static Map<String, Object> policy(Match row) {
        return object("service", row.name("service").orElse(null), "discount", row.number("discount").orElse(null),
                "paymentDays", row.days("paymentDays"), "caller", row.name("caller").orElse(null));
    }

    private static Map<String, Object> value(Dealings dealings, Instant now, String currency) {
        Margin margin = dealings.margin12m(now);
        return object("sales12m", money(dealings.sales12m(now)), "orders12m", dealings.orders12m(now),
                "profit12m", profit(margin), "costKnownFor", money(margin.sales()),
                "salesTotal", money(dealings.salesTotal()), "ordersTotal", dealings.ordersTotal(),
                "lastPurchase", dealings.lastPurchase().map(Order::at).orElse(null), "currency", currency);
    }

    private static Map<String, Object> sections(Card card, ZoneId zone, Completeness completeness) {
        Map<String, Object> basics = new LinkedHashMap<>();
        Map<String, Object> traits = new LinkedHashMap<>();
        card.profile().fields().forEach((name, field) -> {
            if (name.startsWith(TRAITS)) {
                traits.put(name.substring(TRAITS.length()), plain(field.value()));
            } else {
                basics.put(name, plain(field.value()));
            }
        });
        return object("basics", basics, "traits", traits,
                "performance", object("tierSince", card.standing().tierSince(), "lowReviews", card.standing().lowReviews(),
                        "reviewedAt", card.standing().reviewedAt(), "salesByYear", salesByYear(card.dealings(), zone)),
                "dealings", dealings(card),
                "satisfaction", object("scores", card.satisfaction().stream().map(s -> object("survey", s.survey(), "score", s.score(),
                        "at", s.at())).toList(), "complaints", card.complaints().stream().map(Json::complaint).toList()), "completeness", completeness(completeness, card.profile()));
    }

    private static Map<String, Object> completeness(Completeness card, Profile profile) {
        return object("share", card.share().stripTrailingZeros(), "confirmed", card.confirmed().toString(), "required", card.asked(),
                "missing", card.missing(), "stale", card.stale(), "unverified", card.unverified(), "contested",
                new TreeMap<>(card.contested()).entrySet().stream().map(e -> object("field", e.getKey(),
                        "value", plain(profile.fields().get(e.getKey()).value()), "source", profile.fields().get(e.getKey()).source(),
                        "other", e.getValue().value(), "otherSource", e.getValue().source())).toList());
    }

    /** Where each field came from, and what was said before or besides. */
    private static Map<String, Object> origins(Profile profile) {
        Map<String, Object> origins = new LinkedHashMap<>();
        profile.fields().forEach((name, field) -> origins.put(name, origin(field)));
        return origins;
    }

    private static Map<String, Object> origin(Profile.Field field) {
        return object("asOf", field.asOf(), "source", field.source(), "verified", field.verified(), "past",
                field.past().stream().map(p -> object("value", p.value(), "asOf", p.asOf(), "source", p.source())).toList());
    }

    private static Map<String, Object> salesByYear(Dealings dealings, ZoneId zone) {
        Map<String, BigDecimal> years = new TreeMap<>();
        dealings.orders().forEach(o -> years.merge(String.valueOf(o.at().atZone(zone).getYear()), o.net(), BigDecimal::add));
        Map<String, Object> rounded = new LinkedHashMap<>();
        years.forEach((year, sales) -> rounded.put(year, money(sales)));
        return rounded;
    }

    private static Map<String, Object> dealings(Card card) {
        Map<String, Object> stock = new LinkedHashMap<>();
        card.dealings().stock().forEach((category, s) -> stock.put(category, object("daysOfCover", s.days(), "at", s.at())));
        Map<String, Object> invoices = new LinkedHashMap<>();
        card.dealings().invoices().forEach((id, i) -> invoices.put(id, object("amount", money(i.amount()), "paid", money(i.paid()),
                "due", i.due(), "issuedAt", i.issuedAt(), "paidAt", i.paidAt())));
        Map<String, Object> consents = new LinkedHashMap<>();
        card.consents().forEach((what, c) -> consents.put(what, object("granted", c.granted(), "at", c.at(), "proof", c.proof())));
        return object("orders", card.dealings().orders().stream().map(o -> object("order", o.id(), "at", o.at(), "amount", money(o.amount()),
                        "returned", money(o.returned()), "cost", o.cost() == null ? null : money(o.cost()), "categories", o.categories())).toList(),
                "invoices", invoices, "stock", stock, "consents", consents,
                "contacts", card.contacts().recent().stream().map(c -> object("at", c.at(), "direction", c.direction(), "channel", c.channel(),
                        "touch", c.touch(), "outcome", c.outcome(), "mood", c.mood(), "text", c.text())).toList(),
                "promises", card.promises().stream().map(Json::promise).toList(), "lastContact", card.contacts().lastContact(),
                "lastVisit", card.contacts().lastVisit());
    }

    private static Map<String, Object> promise(Promise p) {
        return object("id", p.id(), "text", p.text(), "due", p.due(), "madeAt", p.madeAt(), "keptAt", p.keptAt(), "task", p.task());
    }

    static Map<String, Object> decision(Decision d) {
        return object("id", d.id(), "at", d.at(), "customer", d.customer(), "type", d.type(), "detail", new TreeMap<>(d.detail()), "ruleSet", d.ruleSet(),
                "because", d.because().stream().map(Json::reason).toList(), "event", d.event());
    }

    private static Map<String, Object> reason(Reason r) {
        return object("table", r.table(), "row", r.row(), "line", r.line(), "facts", facts(r.facts()));
    }

    /** Amounts among the facts are rounded like all amounts; shares and days keep their digits. */
    static Map<String, Object> facts(Map<String, Object> facts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        facts.forEach((name, value) -> tree.put(name, AMOUNTS.contains(name) && value instanceof BigDecimal amount
                && amount.scale() > MONEY_DIGITS ? money(amount) : plain(value)));
        return tree;
    }

    static Map<String, Object> touch(Touch t) {
        return object("id", t.id(), "customer", t.customer(), "kind", t.kind(), "channel", t.channel(), "purpose", t.purpose(),
                "occasion", t.occasion(), "role", t.role(), "due", t.due(), "status", t.status(), "why", t.why(),
                "heldBecause", t.heldBecause() == null ? null : Cause.in(t.heldBecause(), Language.ENGLISH), "heldSince", t.heldSince(), "assignee", t.assignee(), "template", t.template(),
                "variant", t.variant(), "subject", t.subject(), "body", t.body(), "belated", t.belated(), "tries", t.tries());
    }

    static Map<String, Object> complaint(Complaint c) {
        return object("id", c.id(), "customer", c.customer(), "openedAt", c.openedAt(), "severity", c.severity(),
                "effectiveSeverity", c.effectiveSeverity(), "round", c.round(), "status", c.status(),
                "deadlines", object("reply", c.deadlines().reply(), "solve", c.deadlines().solve(), "confirm", c.deadlines().confirm()),
                "escalations", c.escalations().stream().map(Json::escalation).toList(), "category", c.category(), "product", c.product(),
                "order", c.order(), "text", c.text(), "repliedAt", c.repliedAt(), "solvedAt", c.solvedAt(), "closedAt", c.closedAt(),
                "waitingSince", c.waitingSince(), "remedy", c.remedy());
    }

    private static Map<String, Object> escalation(Escalation e) {
        return object("id", e.id(), "round", e.round(), "level", e.level(), "deadline", e.deadline(), "to", e.to(), "at", e.at(),
                "acknowledged", e.acknowledged(), "why", e.why());
    }

    static Map<String, Object> portfolio(Portfolio p, String currency) {
        Map<String, Object> classes = new LinkedHashMap<>();
        new TreeMap<>(p.classes()).forEach((name, figures) ->
                classes.put(name, object("customers", figures.customers(), "sales", money(figures.sales()))));
        return object("at", p.at(), "customers", p.customers(), "buyers", p.buyers(), "sales", money(p.sales()), "currency", currency,
                "classes", classes, "profit", profit(p.margin()), "costKnownFor", money(p.margin().sales()),
                "vital", object("customers", p.vitalCount(), "sales", money(p.vitalSales()), "profit", profit(p.vitalMargin()), "costKnownFor",
                        money(p.vitalMargin().sales()), "listed", places(p.vital())));
    }

    /** Null where no cost is known: nothing is guessed. */
    private static BigDecimal profit(Margin margin) {
        return margin.isUnknown() ? null : money(margin.profit());
    }

    private static List<Map<String, Object>> places(List<Portfolio.Place> places) {
        return places.stream().map(v -> object("customer", v.customer(), "sales", money(v.sales()), "profit", profit(v.margin()), "abc", v.abc())).toList();
    }
}
