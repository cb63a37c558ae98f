package dev.regard.rules.scenario;

import dev.regard.engine.event.EventType;
import dev.regard.engine.event.FieldType;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.FactText;
import dev.regard.rules.table.TableText;
import dev.regard.rules.table.TableText.UnreadableTable;
import dev.regard.rules.yaml.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scenarios in a spreadsheet: under a title and a sentence the headings {@code Scenario}, {@code Part}, {@code What}, {@code Value} and names of fields;
 * one thing a row, in the words of the YAML form. An empty scenario or part is that of the row above. Fields of fields are named with dots, the items
 * of a list stand in one cell between semicolons.
 */
final class ScenarioSheet {
    private static final Map<String, String> HEADINGS = Map.of("scenario", "scenario", "场景", "scenario", "part", "part", "部分", "part", "what", "what", "内容", "what", "value", "value", "值", "value");
    private static final Map<String, String> PARTS = Map.of("given", "given", "前提", "given", "when", "when", "当", "when", "then", "then", "则", "then", "then-not", "then-not", "则不", "then-not");
    private static final List<String> SINGLE = List.of("date", "until", "after", "tier", "stage", "abc");
    private static final TreeSet<String> LISTS = Arrays.stream(EventType.values()).flatMap(t -> t.fields().stream()).filter(f -> f.type() == FieldType.LIST).map(EventType.Field::name)
            .collect(Collectors.toCollection(TreeSet::new));

    /** With those of an order's items. */
    private static final Set<String> NUMBERS = Stream.concat(Stream.of("quantity"), Arrays.stream(EventType.values()).flatMap(t -> t.fields().stream())
            .filter(f -> f.type() == FieldType.NUMBER || f.type() == FieldType.MONEY).map(EventType.Field::name)).collect(Collectors.toSet());

    private final String file;
    private final List<RuleProblem> problems;
    private final Map<String, Yaml.Entry> scenarios = new LinkedHashMap<>();
    private List<String> headings = List.of();
    private String scenario = "";
    private String part = "";

    private ScenarioSheet(String file, List<RuleProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * The scenarios by name, as if they were written in YAML; each place is that of a row.
     *
     * @param flawed takes the names of those of which a row is wrong
     */
    static Map<String, Yaml.Entry> read(String file, byte[] content, List<RuleProblem> problems, Set<String> flawed) {
        ScenarioSheet sheet = new ScenarioSheet(file, problems);
        try {
            Map<String, Object> tree = TableText.tree(file, content);
            List<?> filled = (List<?>) tree.get("headings");
            sheet.headings = TableText.cells(file, content).stream().filter(cells -> cells.stream().filter(cell -> !cell.isEmpty()).toList().equals(filled)).findFirst().orElse(List.of());
            for (String needed : List.of("scenario", "part", "what")) {
                if (sheet.headings.stream().noneMatch(h -> needed.equals(HEADINGS.get(h.toLowerCase(Locale.ROOT))))) {
                    problems.add(Place.inTable(file, "", 1, 0).error("the column '" + needed + "' is missing; under a title and a sentence stand Scenario, Part, What, Value and names of fields"));
                    return Map.of();
                }
            }
            ((List<?>) tree.get("rows")).forEach(row -> {
                int before = problems.size();
                sheet.row((Map<?, ?>) row);
                if (problems.size() > before) {
                    flawed.add(sheet.scenario);
                }
            });
        } catch (UnreadableTable e) {
            problems.add(Place.inTable(file, "", 1, 0).error(e.getMessage()));
        }
        return sheet.scenarios;
    }

    private void row(Map<?, ?> row) {
        int line = (Integer) row.get("line");
        Place place = Place.inTable(file, "", line, 0);
        Map<String, String> head = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        ((Map<?, ?>) row.get("cells")).forEach((heading, text) -> {
            String known = HEADINGS.get(heading.toString().toLowerCase(Locale.ROOT));
            (known == null ? fields : head).put(known == null ? heading.toString() : known, text.toString());
        });
        scenario = head.getOrDefault("scenario", scenario);
        part = head.containsKey("scenario") && !head.containsKey("part") ? "" : head.getOrDefault("part", part).toLowerCase(Locale.ROOT);
        String what = head.getOrDefault("what", "");
        if (!PARTS.containsKey(part) || scenario.isEmpty() || what.isEmpty()) {
            problems.add((scenario.isEmpty() ? place : cell(line, what.isEmpty() ? "what" : "part")).error(scenario.isEmpty() ? "the row belongs to no scenario" : what.isEmpty() ? "the row says nothing under 'What'"
                    : "the part " + Nearest.unknown(part, List.of("given", "when", "then", "then-not"))));
            return;
        }
        Map<String, Yaml.Entry> parts = entries(scenarios.computeIfAbsent(scenario, s -> new Yaml.Entry(place, new Yaml.Mapping(place, new LinkedHashMap<>()))));
        String name = PARTS.get(part);
        boolean single = SINGLE.contains(what);
        if (single != fields.isEmpty() || single != head.containsKey("value")) {
            if (single || head.containsKey("value")) {
                problems.add(cell(line, "what").error("'" + what + "' " + (single ? "takes what stands under 'Value', and no fields" : "takes fields, not a value")));
                return;
            }
        }
        Yaml value = single ? new Yaml.Scalar(cell(line, "value"), head.get("value")) : tree(line, fields);
        Place said = single ? value.place() : cell(line, "what");
        if (name.equals("given")) {
            given(entries(parts.computeIfAbsent("given", g -> new Yaml.Entry(place, new Yaml.Mapping(place, new LinkedHashMap<>())))), said, what, value);
        } else {
            boolean event = name.equals("when") && !single;
            ((Yaml.Sequence) parts.computeIfAbsent(name, n -> new Yaml.Entry(place, new Yaml.Sequence(place, new ArrayList<>()))).value()).items()
                    .add(event ? typed(said, what, value) : new Yaml.Mapping(said, new LinkedHashMap<>(Map.of(what, new Yaml.Entry(said, value)))));
        }
    }

    private static void given(Map<String, Yaml.Entry> given, Place place, String what, Yaml value) {
        if (what.equals("date") || what.equals("customer")) {
            given.put(what, new Yaml.Entry(place, value));
        } else {
            ((Yaml.Sequence) given.computeIfAbsent("events", e -> new Yaml.Entry(place, new Yaml.Sequence(place, new ArrayList<>()))).value()).items().add(typed(place, what, value));
        }
    }

    private static Yaml typed(Place place, String type, Yaml fields) {
        Map<String, Yaml.Entry> all = new LinkedHashMap<>(Map.of("type", new Yaml.Entry(place, new Yaml.Scalar(place, type))));
        all.putAll(((Yaml.Mapping) fields).entries());
        return new Yaml.Mapping(place, all);
    }

    private static Map<String, Yaml.Entry> entries(Yaml.Entry of) {
        return ((Yaml.Mapping) of.value()).entries();
    }

    private Yaml.Mapping tree(int line, Map<String, String> fields) {
        Yaml.Mapping tree = new Yaml.Mapping(cell(line, "what"), new LinkedHashMap<>());
        fields.forEach((heading, text) -> {
            Place place = cell(line, heading);
            List<String> path = List.of(heading.split("\\."));
            Yaml.Mapping at = tree;
            for (String step : path.subList(0, path.size() - 1)) {
                Yaml.Entry next = at.entries().computeIfAbsent(step, s -> {
                    Yaml.Mapping inner = new Yaml.Mapping(place, new LinkedHashMap<>());
                    return new Yaml.Entry(place, LISTS.contains(s) ? new Yaml.Sequence(place, List.of(inner)) : inner);
                });
                at = (Yaml.Mapping) (next.value() instanceof Yaml.Sequence list ? list.items().get(0) : next.value());
            }
            String last = path.get(path.size() - 1);
            if (NUMBERS.contains(last)) {
                FactText.unclearNumber(text).ifPresent(words -> problems.add(place.error(words)));
            }
            at.entries().put(last, new Yaml.Entry(place, path.size() == 1 && LISTS.contains(last)
                    ? new Yaml.Sequence(place, Arrays.stream(text.split("[;；]")).map(String::strip).filter(t -> !t.isEmpty()).<Yaml>map(t -> new Yaml.Scalar(place, t)).toList())
                    : new Yaml.Scalar(place, text)));
        });
        return tree;
    }

    private Place cell(int line, String heading) {
        int column = 0;
        while (column < headings.size() - 1 && !heading.equals(headings.get(column)) && !heading.equals(HEADINGS.get(headings.get(column).toLowerCase(Locale.ROOT)))) {
            column++;
        }
        return Place.inTable(file, "", line, column);
    }
}
