package dev.regard.connectors.web;

import dev.regard.connectors.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar chart, drawn by script where there is one and always readable as a table.
 *
 * @param series each with one value for each label; stacked
 */
record Bars(String title, List<String> labels, List<Series> series) {
    record Series(String name, String tone, List<Long> values) { }

    boolean empty() {
        return series.stream().flatMap(s -> s.values().stream()).allMatch(v -> v == 0);
    }

    String json() {
        List<Object> all = new ArrayList<>();
        series.forEach(s -> all.add(Json.object("name", s.name(), "tone", s.tone(), "values", s.values())));
        return JsonTree.text(Json.object("labels", labels, "series", all));
    }
}
