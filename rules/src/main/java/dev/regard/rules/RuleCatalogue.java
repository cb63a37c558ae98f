package dev.regard.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What tables can ask for and what they can answer: headings, types, units, the names that may stand in a cell, and a sentence about each fact. */
public final class RuleCatalogue {
    private static final JsonNode SENTENCES = sentences();

    private RuleCatalogue() { }

    private static JsonNode sentences() {
        try (InputStream in = RuleCatalogue.class.getResourceAsStream("facts.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code facts}, {@code free} names and {@code tables}, of a rule set with the facts that its own tables derive. */
    public static Map<String, Object> of(RuleSetFiles files, Organisation organisation) {
        Map<String, Set<String>> names = RuleSetReader.names(files, Optional.of(organisation));
        Optional<RuleSet> rules = RuleSetReader.read(files, Optional.of(organisation)).ruleSet();
        List<Map<String, Object>> facts = new ArrayList<>(Arrays.stream(Attribute.values()).map(a -> fact(a, names.getOrDefault(a.key(), Set.of()))).toList());
        rules.ifPresent(set -> set.allTables().stream().filter(DecisionTable::derives)
                .forEach(table -> table.results().forEach(result -> facts.add(derived(table, result, names.getOrDefault(result.name(), Set.of()))))));
        return tree("facts", facts, "free", List.of("event.NAME", "traits.NAME"), "tables", Arrays.stream(Topic.values()).map(RuleCatalogue::table).toList());
    }

    private static Map<String, Object> fact(Attribute attribute, Set<String> names) {
        JsonNode said = SENTENCES.path(attribute.key());
        return tree("key", attribute.key(), "type", word(attribute.type()), "unit", said.path("unit").asText(null), "values", List.copyOf(new TreeSet<>(names)),
                "heading", tree("en", attribute.english(), "zh", attribute.chinese()), "sentence", tree("en", said.path("en").asText(), "zh", said.path("zh").asText()));
    }

    private static Map<String, Object> derived(DecisionTable table, Topic.Result result, Set<String> names) {
        return tree("key", result.name(), "type", word(result.type()), "unit", null, "values", List.copyOf(new TreeSet<>(names)), "heading", tree("en", result.name(), "zh", result.name()),
                "sentence", tree("en", table.sentence(), "zh", table.sentence()), "table", table.name());
    }

    private static Map<String, Object> table(Topic topic) {
        return tree("table", topic.tableName(), "hitPolicy", word(topic.hitPolicy()), "results", topic.results().stream().map(RuleCatalogue::result).toList());
    }

    private static Map<String, Object> result(Topic.Result result) {
        return tree("name", result.name(), "type", word(result.type()), "required", result.required(), "choices", List.copyOf(new TreeSet<>(result.choices())),
                "heading", tree("en", result.english(), "zh", result.chinese()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> tree(Object... namesAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            tree.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return tree;
    }
}
