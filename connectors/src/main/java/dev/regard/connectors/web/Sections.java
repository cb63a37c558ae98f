package dev.regard.connectors.web;

import dev.regard.connectors.web.CustomerPage.Line;
import dev.regard.connectors.web.CustomerPage.Section;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.decide.Completeness;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.event.Data;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The five sections of a card, line by line, and how complete and how sure they are. */
final class Sections {
    private static final String TRAITS = "traits.";
    private static final List<String> ELSEWHERE = List.of("name", "kind", "stage", "owner", Profile.CONFIRMED);
    /** Fields whose values are names that the engine has words for; in others the same letters may mean something else. */
    private static final Set<String> NAMES = Set.of("kind", "manner", "calendar");
    private final Rows rows;
    private final Card card;

    private Sections(Rows rows, Card card) {
        this.rows = rows;
        this.card = card;
    }

    static List<Section> of(Rows rows, Card card) {
        Sections sections = new Sections(rows, card);
        return List.of(sections.upkeep(), sections.basics(), sections.traits(), sections.performance(), sections.dealings(), sections.satisfaction());
    }

    private Section upkeep() {
        Completeness card = rows.completeness(this.card);
        List<Line> lines = new ArrayList<>();
        if (!card.asked().isEmpty()) {
            lines.add(line("completeness", rows.words.percent(card.share())));
        }
        lines.add(line("confirmed", card.confirmed().toString()));
        lines.add(line("missing", fields(card.missing())));
        lines.add(line("stale", fields(card.stale())));
        lines.add(line("unverified", fields(card.unverified())));
        new TreeMap<>(card.contested()).forEach((name, other) -> lines.add(new Line(rows.words.say("field.contested", field(name)), other.value(),
                rows.words.say("field.contested.by", other.source(), rows.moments.day(other.asOf())))));
        return section("upkeep", lines);
    }

    private String fields(List<String> names) {
        return names.stream().map(this::field).collect(Collectors.joining(rows.words.language().pick(", ", "、")));
    }

    private String field(String name) {
        return Terms.field(name, rows.words.language());
    }

    private Section basics() {
        List<Line> lines = new ArrayList<>();
        lines.add(line("id", card.id()));
        card.identity().members().stream().filter(m -> !m.card().id().equals(card.id())).forEach(m -> lines.add(new Line(
                rows.words.say("field.merged"), m.card().name().equals(m.card().id()) ? m.card().id() : m.card().name() + " (" + m.card().id() + ")",
                rows.words.say("field.merged.since", rows.moments.day(m.since())))));
        lines.add(line("owner", rows.person(card.owner().orElse(null))));
        card.profile().fields().forEach((name, field) -> {
            if (!name.startsWith(TRAITS) && !ELSEWHERE.contains(name) && field.value() != null) {
                lines.add(new Line(rows.words.label("field.", name), value(name, field.value()), note(field)));
            }
        });
        return section("basics", lines);
    }

    private Section traits() {
        List<Line> lines = new ArrayList<>();
        card.profile().fields().forEach((name, field) -> {
            if (name.startsWith(TRAITS) && field.value() != null) {
                lines.add(new Line(rows.words.label("field.", name.substring(TRAITS.length())), words(name.substring(TRAITS.length()), field.value()), note(field)));
            }
        });
        return section("traits", lines);
    }

    private Section performance() {
        List<Line> lines = new ArrayList<>();
        lines.add(line("sales12m", rows.amount(card.dealings().sales12m(rows.now))));
        lines.add(line("orders12m", String.valueOf(card.dealings().orders12m(rows.now))));
        lines.add(line("salesTotal", rows.amount(card.dealings().salesTotal())));
        Map<Integer, BigDecimal> years = new TreeMap<>(java.util.Comparator.reverseOrder());
        card.dealings().orders().forEach(o -> years.merge(rows.moments.date(o.at()).getYear(), o.net(), BigDecimal::add));
        years.forEach((year, sales) -> lines.add(new Line(rows.words.say("field.salesIn", year), rows.amount(sales), "")));
        if (card.standing().tierSince() != null) {
            lines.add(line("tierSince", rows.moments.day(card.standing().tierSince())));
        }
        Match.first(rows.view.rules().evaluate(Topic.TIER_POLICY, rows.view.facts(card))).ifPresent(policy -> {
            lines.add(line("service", policy.name("service").map(rows.words.language()::part).orElse("")));
            lines.add(line("discount", policy.number("discount").map(share -> share.movePointRight(2).stripTrailingZeros().toPlainString() + " %")
                    .orElse("")));
            lines.add(line("paymentDays", rows.words.say("days", policy.days("paymentDays"))));
        });
        if (card.standing().lowReviews() > 0) {
            lines.add(line("lowReviews", String.valueOf(card.standing().lowReviews())));
        }
        return section("performance", lines);
    }

    private Section dealings() {
        List<Line> lines = new ArrayList<>();
        card.dealings().lastPurchase().ifPresent(o -> lines.add(line("lastPurchase", rows.moments.day(o.at()))));
        lines.add(line("lastContact", rows.moments.moment(card.contacts().lastContact())));
        new TreeMap<>(card.dealings().stock()).forEach((category, s) -> lines.add(new Line(rows.words.say("field.stock",
                category.isEmpty() ? rows.words.say("field.stock.all") : rows.category(category)), rows.words.say("days", s.days()), rows.moments.day(s.at()))));
        new TreeMap<>(card.dealings().invoices()).forEach((id, i) -> lines.add(new Line(rows.words.say("field.invoice", id),
                rows.amount(i.amount()), i.paidAt() == null ? rows.words.say("field.invoice.open", i.due() == null ? "–" : i.due())
                        : rows.words.say("field.invoice.paid"))));
        card.promises().forEach(p -> lines.add(new Line(rows.words.say("field.promise", p.due()), p.text(),
                p.keptAt() == null ? "" : rows.words.say("field.promise.kept"))));
        new TreeMap<>(card.consents()).forEach((what, c) -> lines.add(new Line(rows.words.say("field.consent", terms(what)),
                rows.words.say(c.granted() ? "yes" : "no"), rows.moments.day(c.at()))));
        return section("dealings", lines);
    }

    private Section satisfaction() {
        List<Line> lines = new ArrayList<>();
        card.satisfaction().forEach(s -> lines.add(new Line(rows.words.say("field.survey", s.survey()),
                s.score() == null ? "–" : s.score().stripTrailingZeros().toPlainString() + " / 10", rows.moments.day(s.at()))));
        lines.add(line("complaints", String.valueOf(card.complaints().size())));
        return section("satisfaction", lines);
    }

    private Section section(String name, List<Line> lines) {
        return new Section(rows.words.say("section." + name), lines.stream().filter(l -> !l.value().isBlank()).toList());
    }

    private Line line(String name, String value) {
        return new Line(rows.words.label("field.", name), value, "");
    }

    private String note(Profile.Field field) {
        String unverified = field.verified() ? "" : rows.words.say("unverified");
        String before = field.past().isEmpty() ? "" : rows.words.say("before", field.past().get(0).value());
        return unverified + (unverified.isEmpty() || before.isEmpty() ? "" : " · ") + before;
    }

    private String value(String name, Object value) {
        if (name.equals("birthday") && value instanceof Map<?, ?>) {
            Data birthday = card.profile().child("birthday");
            boolean lunar = birthday.text("calendar").filter("lunar"::equals).isPresent();
            return rows.words.say(lunar ? "birthday.lunar" : "birthday.solar", birthday.text("month").orElse("?"), birthday.text("day").orElse("?"));
        }
        return words(name, value);
    }

    private String words(String name, Object value) {
        if (value instanceof Boolean flag) {
            return rows.words.say(flag ? "yes" : "no");
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(v -> words(name, v)).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(e -> rows.words.label("field.", String.valueOf(e.getKey())) + ": " + words(String.valueOf(e.getKey()), e.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value instanceof BigDecimal number ? number.toPlainString() : NAMES.contains(name) ? rows.words.term(String.valueOf(value)) : String.valueOf(value);
    }

    /** Of names with a slash between them. */
    private String terms(String names) {
        return Arrays.stream(names.split("/")).map(rows.words::term).collect(Collectors.joining(" / "));
    }
}
