package dev.regard.rules.scenario;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Severity;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.event.EventType;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Festival;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.scenario.Scenario.Expectation;
import dev.regard.rules.scenario.Scenario.Happening;
import dev.regard.rules.template.Templates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the names in scenarios against those that the rules, the engine and the company know: what is expected not to happen under a misspelt name never
 * does. Recipients, texts, and what a gateway is called are free.
 */
final class ScenarioNames {
    private static final String GATEWAY = "gateway:";
    /** What occasions begin with that are neither festivals nor dates of the customer. */
    private static final List<String> OCCASIONS = List.of("order", "referral", "complaint", "event", "delivery", "installation", "repair", "silence-since", "no-visit-since", "mail",
            "spot-check", "card-upkeep", "tier-up", "tier-down", "tier-review");
    private static final List<String> DECISIONS = List.of("abc", "alert", "answered", "bounced", "cancel", "complaint", "escalation", "failed", "hold", "ignored", "merge", "merged-into",
            "missed", "move", "passed-over", "promise", "put-off", "referral", "refused", "remedy", "reopen", "retry", "set-aside", "stage", "superfluous", "tier", "tier-warning", "touch",
            "uncertain", "unmerge", "unmerged-from");
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private final RuleSet rules;
    private final Map<String, Set<String>> known = new HashMap<>();
    private final Set<String> asked;
    private final List<RuleProblem> problems;

    ScenarioNames(RuleSet rules, Organisation organisation, List<RuleProblem> problems) {
        this.rules = rules;
        this.problems = problems;
        this.asked = rules.allTables().stream().flatMap(t -> t.rows().stream()).flatMap(r -> r.conditions().stream()).map(Condition::name).collect(Collectors.toSet());
        know("tier", answers("tier"));
        know("stage", Stream.concat(answers("stage"), Stream.of("prospect", "active", "former")));
        know("abc", answers("class"));
        know("role", rules.allTables().stream().flatMap(t -> t.rows().stream().map(Row::role)));
        know("how", names(How.values()));
        know("kind", names(Touch.Kind.values()));
        know("purpose", names(Purpose.values()));
        know("touch.status", names(Touch.Status.values()));
        know("complaint.status", names(Complaint.Status.values()));
        know("severity", names(Severity.values()));
        know("effectiveSeverity", names(Severity.values()));
        know("channel", Arrays.stream(How.values()).map(How::channel));
        know("level", organisation.levels().stream());
        know("deadline", Stream.of("opened", "reply", "solve", "confirm", "unacknowledged", "internal", "promised"));
        know("assignee", Stream.concat(organisation.people().keySet().stream(), Stream.of(organisation.fallbackAddress())));
        know("type", DECISIONS.stream());
        know("table", rules.allTables().stream().map(DecisionTable::name));
        know("occasion", Stream.of(OCCASIONS.stream(), Festival.OWN.stream(), rules.festivals().stream().map(Festival::name)).flatMap(s -> s));
        know("category", Stream.concat(answers("category"), Stream.concat(Stream.of("other"), organisation.categoryNames().values().stream().flatMap(names -> names.keySet().stream()))));
        if (rules.wording() instanceof Templates templates) {
            know("template", templates.names().stream());
            know("language", templates.all().stream().map(v -> v.language()));
        }
    }

    private Stream<String> answers(String result) {
        return rules.allTables().stream().flatMap(t -> t.rows().stream()).map(Row::results).map(r -> r.get(result)).filter(String.class::isInstance).map(String.class::cast);
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT));
    }

    private void know(String name, Stream<String> names) {
        known.put(name, names.map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The same with the names that are known where it has words for them; what is wrong is added to the problems. */
    Scenario checked(Scenario scenario) {
        Scenario meant = new Scenario(scenario.name(), scenario.place(), scenario.start(), meant(scenario.customer()), scenario.past().stream().map(ScenarioNames::meant).toList(),
                scenario.steps().stream().map(step -> step instanceof Happening happening ? meant(happening) : step).toList(), scenario.expected().stream().map(this::meant).toList(),
                scenario.sound());
        check(meant);
        return meant;
    }

    /** The same with the names of fields that can have no others. */
    private static Happening meant(Happening happening) {
        Map<String, Object> data = new LinkedHashMap<>(happening.data());
        chosen(happening.type()).forEach((field, choices) -> data.computeIfPresent(field, (name, value) -> value instanceof String word ? Terms.named(word, choices).orElse(word) : value));
        return new Happening(happening.place(), happening.type(), happening.at(), data, happening.places());
    }

    /** What may stand in the fields of a type that can have no other name, by the field's name. */
    private static Map<String, Set<String>> chosen(String type) {
        return EventType.named(type).map(EventType::fields).orElse(List.of()).stream().filter(field -> !field.choices().isEmpty())
                .collect(Collectors.toMap(EventType.Field::name, EventType.Field::choices));
    }

    private Expectation meant(Expectation expectation) {
        Map<String, String> wanted = new LinkedHashMap<>(expectation.wanted());
        wanted.replaceAll((name, value) -> Terms.named(value, known.getOrDefault(name.equals("status") ? expectation.kind() + "." + name : name, Set.of())).orElse(value));
        return new Expectation(expectation.place(), expectation.never(), expectation.kind(), wanted, expectation.places());
    }

    private void check(Scenario scenario) {
        check(scenario.customer(), "the customer's ");
        Stream.concat(scenario.past().stream(), scenario.steps().stream().filter(Happening.class::isInstance).map(Happening.class::cast))
                .forEach(happening -> check(happening, "in " + happening.type() + " the "));
        scenario.expected().forEach(this::check);
    }

    private void check(Happening happening, String words) {
        EventType.named(happening.type()).ifPresent(type -> fields(happening, type, words));
        chosen(happening.type()).forEach((field, choices) -> {
            if (happening.data().get(field) instanceof String value && !value.isBlank()) {
                require(happening.place(field), words + field + " ", value.strip(), choices);
            }
        });
    }

    /** Sources and tables may have fields of their own: one that a table asks for is right, and one that resembles no known one is only told. */
    private void fields(Happening happening, EventType type, String words) {
        Set<String> fields = type.fields().stream().map(EventType.Field::name).collect(Collectors.toCollection(TreeSet::new));
        happening.data().keySet().stream().filter(name -> !fields.contains(name) && !asked.contains("event." + name)).forEach(name -> {
            Place place = happening.place(name);
            String said = words + "field " + Nearest.unknown(name, fields);
            problems.add(Nearest.to(name, fields).isPresent() ? place.error(said) : place.warning(said + "; nothing goes by it"));
        });
    }

    private void check(Expectation expectation) {
        expectation.wanted().forEach((name, value) -> {
            Place place = expectation.places().getOrDefault(name, expectation.place());
            switch (name) {
                case "row" -> require(place, "the row ", value, rows(expectation.wanted().get("table")));
                case "on" -> form(place, value, DAY, "a day like 2026-03-02");
                case "at", "reply", "solve" -> form(place, value, DAY + "[ T]\\d{2}:\\d{2}", "a moment like 2026-03-02 10:00");
                case "round" -> form(place, value, "\\d{1,4}", "a number");
                case "occasion" -> require(place, "the occasion ", value.contains("/") ? value.substring(0, value.indexOf('/')) : value, known.get(name));
                case "channel" -> require(place, "the channel ", value.startsWith(GATEWAY) ? "email" : value, known.get(name));
                case "status" -> require(place, "the status ", value, known.get(expectation.kind() + ".status"));
                default -> require(place, "the " + name + " ", value, known.getOrDefault(name, Set.of()));
            }
        });
    }

    private Set<String> rows(String table) {
        return rules.allTables().stream().filter(t -> table == null || t.name().equalsIgnoreCase(table)).flatMap(t -> t.rows().stream()).map(Row::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nothing known: anything may be meant. */
    private void require(Place place, String words, String value, Set<String> names) {
        if (!names.isEmpty() && !names.contains(value.toLowerCase(Locale.ROOT))) {
            problems.add(place.error(words + Nearest.unknown(value, names)));
        }
    }

    private void form(Place place, String value, String pattern, String words) {
        if (!value.matches(pattern)) {
            problems.add(place.error("'" + value + "' is not " + words));
        }
    }
}
