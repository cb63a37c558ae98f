package dev.regard.connectors.web;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.NextOccasion;
import dev.regard.engine.decide.Obstacles.Obstacle;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WhyNot;
import dev.regard.engine.run.AsOf;
import dev.regard.engine.run.TierDecisions;
import dev.regard.engine.store.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * For each row of a table: the conditions that held, and the first that did not with the value that it met and the nearest that would do; for rows that
 * plan a contact what else would stand in its way.
 */
final class WhyNotJson {
    private static final int LOOKED_AT = 200;
    private static final int SHOWN = 5;
    private final Records records;
    private final AsOf moment;
    private final Set<String> names;
    private final Language spoken;

    /**
     * @param names  all under which the customer is known
     * @param spoken of the notes
     */
    WhyNotJson(Records records, AsOf moment, Set<String> names, Language spoken) {
        this.records = records;
        this.moment = moment;
        this.names = names;
        this.spoken = spoken;
    }

    /** @param facts of the moment, with those that are taken for granted, such as what a revisit comes after */
    Map<String, Object> of(DecisionTable table, Facts facts) {
        return of(table, facts, row -> true);
    }

    /**
     * The same of the rows that could make a contact that somebody expects, and what became of those that there are.
     *
     * @return empty when there is no such row or contact
     */
    Optional<Map<String, Object>> of(String asked, Facts facts) {
        RuleSet rules = moment.rules();
        return ExpectedTouch.of(asked, rules, touches()).flatMap(expected -> {
            Facts taken = expected.taken(facts);
            List<DecisionTable> tables = expected.tables(taken);
            return tables.isEmpty() && expected.made().isEmpty() ? Optional.empty() : Optional.of(Json.object("customer", moment.card().id(), "occasion", expected.occasion(), "role", expected.role(),
                    "at", moment.at(), "ruleSet", rules.version(), "tier", moment.card().standing().tier(), "notes", notes().toList(), "made", latest(expected.made().stream()),
                    "tables", tables.stream().map(table -> of(table, taken, row -> expected.isMadeBy(table, row, taken))).toList()));
        });
    }

    private List<Touch> touches() {
        return records.touches(new Records.TouchFilter(null, null, null, null, null, names), new Records.Paging(LOOKED_AT, null)).items();
    }

    private Stream<String> notes() {
        return moment.notes().stream().map(note -> note.in(spoken));
    }

    private List<Map<String, Object>> latest(Stream<Touch> touches) {
        return touches.filter(t -> moment.notes().isEmpty() || !t.due().isAfter(moment.at())).sorted(Comparator.comparing(Touch::due).reversed()).limit(SHOWN).map(WhyNotJson::earlier).toList();
    }

    private Map<String, Object> of(DecisionTable table, Facts given, Predicate<Row> shown) {
        RuleSet rules = moment.rules();
        NightFacts night = NightFacts.of(table, rules, given, () -> TierDecisions.lastClass(records, names, moment.at()));
        Facts facts = night.facts();
        boolean decidable = night.unknown().isEmpty();
        Optional<String> before = decidable ? answeredBefore(table, rules, facts) : Optional.empty();
        Map<Row, Obstacle> obstacles = new LinkedHashMap<>();
        moment.obstacles().apply(table, facts).forEach(o -> obstacles.put(o.row(), o));
        List<Touch> touches = obstacles.isEmpty() ? List.of() : touches();
        return Json.object("customer", moment.card().id(), "table", table.name(), "at", moment.at(), "ruleSet", rules.version(), "tier", moment.card().standing().tier(),
                "notes", Stream.concat(notes(), about(table, rules, night)).toList(), "hitPolicy", table.policy(), "decidable", decidable,
                "counts", table.charter().covers((LocalDate) facts.get(Attribute.DAY)), "answeredBefore", before.orElse(null),
                "rows", WhyNot.of(table, rules.derived(table, facts)).stream().filter(tried -> shown.test(tried.row())).map(tried -> row(tried, decidable && before.isEmpty(), obstacles.get(tried.row()), touches)).toList());
    }

    /** What is to be known of a table's facts, beside that a moment is over. */
    private Stream<String> about(DecisionTable table, RuleSet rules, NightFacts night) {
        return table.topic() == Topic.TIER ? behind(rules).stream() : table.topic() == Topic.TIER_REVIEW ? Stream.of(review()) : night.notes(spoken).stream();
    }

    private String review() {
        return moment.facts().get(Attribute.BELOW_TIER) != null ? spoken.pick("as if the monthly review were held at this moment; it is held on the first day of a month", "如同此刻进行每月评审；评审在每月第一天进行")
                : spoken.pick("the monthly review is held on the first day of a month, and passes over a card of the lowest tier or none", "每月评审在每月第一天进行，最低等级或无等级的客户卡不参加");
    }

    /** Why the card's tier is not what the table answers: that follows with the next purchase or review, and not with a publication. */
    private Optional<String> behind(RuleSet rules) {
        String held = moment.card().standing().tier();
        Optional<String> answer = Match.first(rules.evaluate(Topic.TIER, moment.facts())).map(m -> m.required("tier")).filter(tier -> !tier.equals(held));
        if (held == null || answer.isEmpty()) {
            return Optional.empty();
        }
        List<String> tiers = rules.tables().get(Topic.TIER).rows().stream().map(row -> String.valueOf(row.results().get("tier"))).toList();
        boolean rises = tiers.indexOf(answer.get()) < tiers.indexOf(held);
        Optional<Decision> last = TierDecisions.last(records, names, moment.at());
        return Optional.of(spoken.pick("the card has tier %s%s; by %s the table answers %s: %s", "客户卡的等级为 %s%s；按 %s 该表的结果为 %s：%s").formatted(tier(held),
                last.map(d -> spoken.pick(", decided at %s by %s", "（%s 由 %s 决定）").formatted(d.at(), d.ruleSet())).orElse(""), rules.version(), tier(answer.get()),
                rises ? spoken.pick("the card rises with the next purchase", "下次购买时升级") : spoken.pick("the monthly review decides whether the card falls", "是否降级由每月评审决定")));
    }

    /** As the tables name it in English, where a machine may read it. */
    private String tier(String name) {
        return spoken.pick(name, Terms.of(name, spoken));
    }

    /** The row of a table that adds to the topic and answers in place of the topic's own. */
    private static Optional<String> answeredBefore(DecisionTable table, RuleSet rules, Facts facts) {
        if (!table.answersItsTopic() || table.topic().hitPolicy() != Topic.HitPolicy.FIRST) {
            return Optional.empty();
        }
        return Match.first(rules.evaluate(table.topic(), facts)).filter(m -> !m.table().equals(table.name())).map(m -> m.table() + "/" + m.row().key());
    }

    private Map<String, Object> row(WhyNot tried, boolean counts, Obstacle obstacle, List<Touch> touches) {
        Map<String, Object> row = Json.object("row", tried.row().key(), "line", tried.row().line(), "holds", tried.failed().isEmpty(), "answers", tried.answers() && counts,
                "held", tried.held().stream().map(WhyNotJson::condition).toList(), "failed", tried.failed().map(WhyNotJson::failed).orElse(null));
        if (obstacle != null) {
            row.put("contact", contact(obstacle, touches));
        }
        return row;
    }

    private Map<String, Object> contact(Obstacle obstacle, List<Touch> touches) {
        Instant now = moment.at();
        String role = obstacle.row().role();
        return Json.object("permission", obstacle.permission().map(WhyNotJson::permission).orElse(null), "consent", obstacle.consent(),
                "cappedUntil", obstacle.capped().orElse(null), "goodNow", !obstacle.goodMinute().isAfter(now), "goodAt", obstacle.goodMinute(),
                "leftOut", obstacle.leftOut().orElse(null), "occasion", obstacle.occasion().map(this::occasion).orElse(null), "earlier", latest(touches.stream().filter(t -> t.role().equals(role))));
    }

    private Map<String, Object> occasion(NextOccasion occasion) {
        return Json.object("name", occasion.name(), "missing", occasion.missing().orElse(null), "date", occasion.day().map(LocalDate::toString).orElse(null), "due", occasion.due().orElse(null),
                "made", occasion.made().stream().map(this::made).toList());
    }

    /** Its record may be erased when the card still knows that there was one. */
    private Map<String, Object> made(String touch) {
        return names.stream().flatMap(name -> records.touch(name, touch).stream()).findFirst().map(WhyNotJson::earlier).orElseGet(() -> Json.object("touch", touch));
    }

    private static Map<String, Object> permission(Match match) {
        return Json.object("table", match.table(), "row", match.row().key(), "then", match.required("verdict"), "because", match.name("reason").orElse(match.row().key()));
    }

    private static Map<String, Object> earlier(Touch touch) {
        return Json.object("touch", touch.id(), "occasion", touch.occasion(), "due", touch.due(), "status", Json.name(touch.status()), "why", touch.why(), "heldBecause", touch.heldBecause());
    }

    private static Map<String, Object> failed(WhyNot.Tried tried) {
        Map<String, Object> failed = condition(tried);
        failed.put("nearest", tried.nearest());
        return failed;
    }

    private static Map<String, Object> condition(WhyNot.Tried tried) {
        Map<String, Object> met = new LinkedHashMap<>();
        met.put(tried.condition().name(), tried.met());
        return Json.object("fact", tried.condition().name(), "condition", tried.condition().test().words(), "column", tried.condition().column(),
                "met", Json.facts(met).get(tried.condition().name()));
    }
}
