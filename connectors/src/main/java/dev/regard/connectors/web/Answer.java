package dev.regard.connectors.web;

import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.event.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes back to the client, whole. */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String HTML = "text/html; charset=utf-8";

    static Answer json(Object tree) {
        return json(200, tree);
    }

    static Answer json(int status, Object tree) {
        return new Answer(status, JSON, JsonTree.write(tree), Map.of());
    }

    static Answer html(int status, String page) {
        return new Answer(status, HTML, page.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer seeOther(String path) {
        return new Answer(303, null, new byte[0], Map.of("Location", path));
    }

    /** A problem document (RFC 9457) without a type of its own: the status says it all. */
    static Answer problem(int status, String title, String detail) {
        return problem(status, title, detail, List.of());
    }

    static Answer problem(int status, String title, String detail, List<Problem> problems) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        if (!problems.isEmpty()) {
            document.put("problems", problems.stream().map(p -> Map.of("path", p.path(), "reason", p.reason())).toList());
        }
        return new Answer(status, PROBLEM, JsonTree.write(document), Map.of());
    }

    static Answer refused(List<Problem> problems) {
        return problem(400, "Bad Request", "The request was refused as a whole. See the problems.", problems);
    }

    static Answer notFound(String what) {
        return problem(404, "Not Found", what);
    }

    Answer with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Answer(status, contentType, body, all);
    }
}
