package dev.regard.rules.scenario;

import dev.regard.engine.event.EventType;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.scenario.Scenario.After;
import dev.regard.rules.scenario.Scenario.Expectation;
import dev.regard.rules.scenario.Scenario.Happening;
import dev.regard.rules.scenario.Scenario.Step;
import dev.regard.rules.scenario.Scenario.Until;
import dev.regard.rules.table.TableFile;
import dev.regard.rules.yaml.Fields;
import dev.regard.rules.yaml.Yaml;
import dev.regard.rules.yaml.YamlFile;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code scenarios/*.yaml}, and the same from sheets: scenarios by name. What is wrong is added to the problems. */
final class ScenarioFile {
    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final List<String> PARTS = List.of("given", "when", "then", "then-not");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4}) (minute|hour|day|week)s?");
    private static final List<String> CARD = List.of("tier", "stage", "abc");
    /** The properties of what can come of a scenario. */
    private static final Map<String, List<String>> KINDS = Map.of("card", CARD,
            "touch", List.of("role", "occasion", "how", "channel", "kind", "purpose", "status", "template", "on", "at", "assignee", "table", "row"),
            "message", List.of("to", "channel", "language", "on", "at", "says"),
            "complaint", List.of("severity", "effectiveSeverity", "category", "status", "round", "reply", "solve"),
            "alert", List.of("level", "deadline", "to", "on", "at"),
            "decision", List.of("type", "table", "row"));
    private static final TreeSet<String> TYPES = Arrays.stream(EventType.values()).map(EventType::typeName).filter(t -> !t.startsWith(EventType.RESERVED))
            .collect(Collectors.toCollection(TreeSet::new));

    private final List<RuleProblem> problems;

    private ScenarioFile(List<RuleProblem> problems) {
        this.problems = problems;
    }

    /** The scenarios of the file, also such as cannot be run. */
    static List<Scenario> read(String file, byte[] content, List<RuleProblem> problems) {
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> flawed = new HashSet<>();
        Map<String, Yaml.Entry> written = TableFile.isTable(file) ? ScenarioSheet.read(file, content, problems, flawed)
                : YamlFile.read(file, content, problems).map(Yaml.Mapping::entries).orElse(Map.of());
        written.forEach((name, entry) -> {
            List<RuleProblem> found = new ArrayList<>();
            scenarios.add(new ScenarioFile(found).scenario(name, entry, !flawed.contains(name)));
            problems.addAll(found);
        });
        return scenarios;
    }

    /** Whether a file of this name is taken for scenarios. */
    static boolean isOne(String file) {
        return file.endsWith(".yaml") || TableFile.isTable(file);
    }

    private Scenario scenario(String name, Yaml.Entry entry, boolean whole) {
        Fields parts = Fields.of(entry.value(), PARTS, problems);
        Fields given = Fields.of(parts.node("given").orElse(new Yaml.Mapping(entry.place(), Map.of())), List.of("date", "customer", "events"), problems);
        LocalDateTime start = given.text("date").flatMap(text -> moment(text, given.place("date").error(notAMoment(text)))).orElse(null);
        if (start == null && given.text("date").isEmpty()) {
            given.error("date", "'given' needs a 'date' such as 2026-03-02 10:00");
        }
        Yaml card = given.node("customer").orElse(new Yaml.Mapping(given.place("customer"), Map.of()));
        Happening customer = new Happening(given.place("customer"), EventType.CUSTOMER_CHANGED.typeName(), null, data(card), places(card));
        List<Happening> past = items(given.node("events")).stream().map(this::happening).flatMap(Optional::stream).toList();
        List<Step> steps = items(parts.node("when")).stream().map(this::step).flatMap(Optional::stream).toList();
        List<Expectation> expected = new ArrayList<>();
        items(parts.node("then")).forEach(item -> expectation(item, false).ifPresent(expected::add));
        items(parts.node("then-not")).forEach(item -> expectation(item, true).ifPresent(expected::add));
        if (expected.isEmpty()) {
            problems.add(entry.place().error("a scenario says what follows: 'then' or 'then-not'"));
        }
        return new Scenario(name, entry.place(), start, customer, past, steps, expected, whole && problems.stream().noneMatch(RuleProblem::isError));
    }

    private static List<Yaml> items(Optional<Yaml> node) {
        return node.map(n -> n instanceof Yaml.Sequence sequence ? sequence.items() : n instanceof Yaml.Scalar scalar && scalar.text().isEmpty() ? List.<Yaml>of() : List.of(n))
                .orElse(List.of());
    }

    private Optional<Step> step(Yaml node) {
        Map<String, Yaml.Entry> entries = Fields.mapping(node, problems).entries();
        if (entries.containsKey("until")) {
            Fields fields = Fields.of(node, List.of("until"), problems);
            return fields.text("until").flatMap(text -> moment(text, node.place().error(notAMoment(text)))).map(moment -> new Until(node.place(), moment));
        }
        if (entries.containsKey("after")) {
            return Fields.of(node, List.of("after"), problems).text("after").flatMap(text -> span(text, node));
        }
        return happening(node).map(Step.class::cast);
    }

    private Optional<Step> span(String text, Yaml node) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            problems.add(node.place().error("'" + text + "' is no time like 7 days, 3 hours or 30 minutes"));
            return Optional.empty();
        }
        long count = Long.parseLong(span.group(1));
        return Optional.of(new After(node.place(), switch (span.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            case "day" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        }));
    }

    /** Fields of its own beside {@code type} and {@code time} are the event's data. */
    private Optional<Happening> happening(Yaml node) {
        Yaml.Mapping mapping = Fields.mapping(node, problems);
        Fields head = Fields.of(new Yaml.Mapping(node.place(), picked(mapping, true)), List.of("type", "time"), problems);
        String type = head.requiredText("type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            problems.add(head.place("type").warning("the event type " + Nearest.unknown(type, TYPES)));
        }
        Optional<LocalDateTime> time = head.text("time").flatMap(text -> moment(text, head.place("time").error(notAMoment(text))));
        Yaml fields = new Yaml.Mapping(node.place(), picked(mapping, false));
        return type.isEmpty() ? Optional.empty() : Optional.of(new Happening(node.place(), type, time.orElse(null), data(fields), places(fields)));
    }

    private static Map<String, Yaml.Entry> picked(Yaml.Mapping mapping, boolean head) {
        Map<String, Yaml.Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.keySet().removeIf(key -> head != (key.equals("type") || key.equals("time")));
        return entries;
    }

    private Map<String, Object> data(Yaml node) {
        Map<String, Object> data = new LinkedHashMap<>();
        Fields.mapping(node, problems).entries().forEach((key, entry) -> data.put(key, value(entry.value())));
        return data;
    }

    private static Map<String, Place> places(Yaml node) {
        Map<String, Place> places = new LinkedHashMap<>();
        if (node instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> places.put(key, entry.place()));
        }
        return places;
    }

    private Object value(Yaml node) {
        if (node instanceof Yaml.Mapping) {
            return data(node);
        }
        return node instanceof Yaml.Sequence sequence ? sequence.items().stream().map(this::value).toList() : ((Yaml.Scalar) node).text();
    }

    private Optional<Expectation> expectation(Yaml node, boolean never) {
        Map<String, Yaml.Entry> entries = Fields.mapping(node, problems).entries();
        if (entries.size() != 1) {
            problems.add(node.place().error("one expectation a line, such as 'tier: gold' or 'touch: {role: care-call}'"));
            return Optional.empty();
        }
        String kind = entries.keySet().iterator().next();
        Yaml value = entries.get(kind).value();
        if (CARD.contains(kind) && value instanceof Yaml.Scalar scalar) {
            return Optional.of(new Expectation(node.place(), never, "card", Map.of(kind, scalar.text()), Map.of(kind, scalar.place())));
        }
        if (!KINDS.containsKey(kind)) {
            TreeSet<String> known = new TreeSet<>(KINDS.keySet());
            known.addAll(CARD);
            problems.add(node.place().error(Nearest.unknown(kind, known)));
            return Optional.empty();
        }
        Fields fields = Fields.of(value, KINDS.get(kind), problems);
        Map<String, String> wanted = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        KINDS.get(kind).forEach(name -> fields.text(name).ifPresent(text -> {
            wanted.put(name, text);
            places.put(name, fields.place(name));
        }));
        return Optional.of(new Expectation(node.place(), never, kind, wanted, places));
    }

    private static String notAMoment(String text) {
        return "'" + text + "' is no moment like 2026-03-02 10:00";
    }

    private Optional<LocalDateTime> moment(String text, RuleProblem otherwise) {
        try {
            return Optional.of(text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace('T', ' '), MOMENT));
        } catch (DateTimeParseException e) {
            problems.add(otherwise);
            return Optional.empty();
        }
    }
}
