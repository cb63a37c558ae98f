package dev.regard.rules.yaml;

import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.yaml.Yaml.Mapping;
import dev.regard.rules.yaml.Yaml.Scalar;
import dev.regard.rules.yaml.Yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The known keys of a mapping. Whatever is wrong is added to the problems, and the reading goes on. */
public final class Fields {
    private final Mapping mapping;
    private final List<RuleProblem> problems;

    private Fields(Mapping mapping, List<RuleProblem> problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The mapping with these keys; any other key is a problem. */
    public static Fields of(Mapping mapping, List<String> known, List<RuleProblem> problems) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.place().error(Nearest.unknown(key, known)));
            }
        });
        return new Fields(mapping, problems);
    }

    /** The same for a node that should be a mapping; without any field when it is not. */
    public static Fields of(Yaml node, List<String> known, List<RuleProblem> problems) {
        return of(mapping(node, problems), known, problems);
    }

    /** The node as a mapping; an empty one, with a problem added, when it is something else. */
    public static Mapping mapping(Yaml node, List<RuleProblem> problems) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        problems.add(node.place().error("\"key: value\" is expected here"));
        return new Mapping(node.place(), new LinkedHashMap<>());
    }

    /** The node as a list of single values, or one value; empty, with a problem added, when it is something else. */
    public static List<Scalar> list(Yaml node, List<RuleProblem> problems) {
        List<Yaml> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        items.stream().filter(i -> !(i instanceof Scalar)).forEach(i -> problems.add(i.place().error("a single value is expected here")));
        return items.stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
    }

    /** The place of the key; of the mapping when it is not there. */
    public Place place(String key) {
        return mapping.entries().containsKey(key) ? mapping.entries().get(key).place() : mapping.place();
    }

    public Optional<Yaml> node(String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(Yaml.Entry::value);
    }

    /** Empty when the key is not there or has no value. */
    public Optional<String> text(String key) {
        Optional<Yaml> node = node(key);
        if (node.isPresent() && !(node.get() instanceof Scalar)) {
            problems.add(place(key).error("'" + key + "' takes a single value"));
        }
        return node.filter(Scalar.class::isInstance).map(n -> ((Scalar) n).text().strip()).filter(t -> !t.isEmpty());
    }

    /** Empty, with a problem added, when there is no value. */
    public String requiredText(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            error(key, "'" + key + "' must be filled");
        }
        return text.orElse("");
    }

    /** A whole number; empty, with a problem added, when the value is none. */
    public Optional<Integer> number(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().matches("-?\\d{1,9}")) {
            error(key, "'" + text.get() + "' is not a whole number");
            return Optional.empty();
        }
        return text.map(Integer::valueOf);
    }

    /** The key's entries; none when it is not there. */
    public Map<String, Yaml.Entry> entries(String key) {
        return node(key).map(n -> mapping(n, problems).entries()).orElse(Map.of());
    }

    public void error(String key, String words) {
        problems.add(place(key).error(words));
    }
}
