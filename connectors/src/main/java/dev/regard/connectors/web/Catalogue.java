package dev.regard.connectors.web;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/** What tables can ask for and what they can answer: the headings of their columns. */
final class Catalogue {
    private Catalogue() { }

    static Map<String, Object> tree() {
        return Json.object("facts", Arrays.stream(Attribute.values()).map(Catalogue::fact).toList(), "tables", Arrays.stream(Topic.values()).map(Catalogue::table).toList());
    }

    private static Map<String, Object> fact(Attribute attribute) {
        return Json.object("key", attribute.key(), "type", Json.name(attribute.type()), "heading", Json.object("en", attribute.english(), "zh", attribute.chinese()));
    }

    private static Map<String, Object> table(Topic topic) {
        return Json.object("table", topic.tableName(), "hitPolicy", Json.name(topic.hitPolicy()), "results", topic.results().stream().map(Catalogue::result).toList());
    }

    private static Map<String, Object> result(Topic.Result result) {
        return Json.object("name", result.name(), "type", Json.name(result.type()), "required", result.required(), "choices", new TreeSet<>(result.choices()).stream().toList(),
                "heading", Json.object("en", result.english(), "zh", result.chinese()));
    }
}
