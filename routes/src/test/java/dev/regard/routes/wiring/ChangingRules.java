package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A running engine on a virtual clock, whose rules are changed through its API. */
abstract class ChangingRules {
    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    static final byte[] NOTHING = {};
    @TempDir
    Path folder;
    final RuleSetFiles shipped = RuleSetFiles.in(Shipped.rules());
    final HttpClient http = HttpClient.newHttpClient();
    RunningEngine running;
    EngineClient engine;

    void start(String... policy) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        if (policy.length > 0) {
            Files.writeString(data.resolve("publishing.yaml"), String.join("\n", policy) + "\n");
        }
        running = RunningEngine.start(Settings.embedded(data).at(NOW));
        engine = new EngineClient(running.url().orElseThrow(), Optional.empty());
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    String proposed(RuleSetFiles files, String person) {
        return engine.changeRules("drafts", Map.of("by", person, "reason", "a try", "expect", "fewer calls"), files.archive()).path("version").asText();
    }

    String published() {
        return running.engine().rules().version();
    }

    String refusal(String path, Map<String, String> query, byte[] body) {
        EngineClient.Refused refused = assertThrows(EngineClient.Refused.class, () -> engine.changeRules(path, query, body));
        return refused.getMessage() + " " + refused.problems();
    }

    void bought(String customer, int amount) {
        running.intake().accept(List.of(new Event("test", customer + amount, "purchase.made", running.engine().now(), CustomerKey.stated(customer).orElseThrow(),
                Data.of("order", "O-" + customer + amount, "amount", amount))));
        running.engine().advanceTo(running.engine().now());
    }

    String tier(String customer) {
        return running.store().cards().load(List.of(customer)).get(customer).standing().tier();
    }

    void advanceTo(String instant) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(running.url().orElseThrow().resolve("/api/v1/clock")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"advanceTo\":\"" + instant + "\"}")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
    }

    List<String> history() {
        List<String> history = new ArrayList<>();
        engine.rules("versions", Map.of()).path("items").forEach(r -> history.add(r.path("how").asText() + (r.path("share").asInt() > 0 ? " " + r.path("share").asText() : "")
                + " by " + r.path("by").asText() + ", " + r.path("approvals").size() + " approvals: " + r.path("reason").asText()));
        return history;
    }

    /** Those of some customers for whom the draft decides. */
    List<String> staged(int customers) {
        List<String> all = java.util.stream.IntStream.range(0, customers).mapToObj(i -> "S-" + i).toList();
        all.forEach(c -> bought(c, 75_000));
        return all.stream().filter(c -> tier(c).equals("iron")).toList();
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        engine.rules("versions", Map.of()).path("items").forEach(r -> notes.add(r.path("how").asText() + " " + r.path("share").asText() + " " + r.path("note").asText()));
        return notes;
    }

    String health() {
        try {
            return http.send(HttpRequest.newBuilder(running.url().orElseThrow().resolve("/health/ready")).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    RuleSetFiles with(String table, String text) {
        Map<String, byte[]> files = new HashMap<>(shipped.files());
        files.put("tables/" + table, text.getBytes(StandardCharsets.UTF_8));
        return RuleSetFiles.of(files);
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    URI at(String path) {
        return running.url().orElseThrow().resolve("/api/v1/rules/" + path);
    }
}
