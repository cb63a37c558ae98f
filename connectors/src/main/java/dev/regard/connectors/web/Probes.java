package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.OPEN;

import dev.regard.engine.run.EngineView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether the engine lives and can work, and its figures. */
final class Probes {
    /** Questions whose answer stops the intake of events; the others are warnings: mail waits, a calendar can be added. */
    private static final Set<String> STOPPING = Set.of("store", "disk");
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private final EngineView view;
    private final Optional<PrometheusMeterRegistry> prometheus;

    Probes(EngineView view, MeterRegistry meters) {
        this.view = view;
        prometheus = prometheusIn(meters);
        Gauge.builder("regard.events.waiting", view, v -> v.waiting()).description("Events that wait for their decision").register(meters);
    }

    void addTo(Routes routes) {
        routes.on("GET", "/health/live", OPEN, call -> Answer.json(Json.object("status", "up")))
                .on("GET", "/health/ready", OPEN, call -> ready())
                .on("GET", "/metrics", OPEN, call -> metrics());
    }

    private Answer ready() {
        Map<String, String> health = new TreeMap<>(view.health());
        boolean stops = health.entrySet().stream().anyMatch(e -> STOPPING.contains(e.getKey()) && !e.getValue().isBlank());
        boolean warns = health.values().stream().anyMatch(v -> !v.isBlank());
        Map<String, Object> questions = new LinkedHashMap<>();
        health.forEach((question, wrong) -> questions.put(question, Json.object("status", wrong.isBlank() ? "up"
                : STOPPING.contains(question) ? "down" : "warning", "detail", wrong)));
        Answer answer = Answer.json(stops ? 503 : 200, Json.object("status", stops ? "down" : warns ? "warning" : "up",
                "waiting", stops ? null : view.waiting(), "questions", questions));
        return stops ? answer.with("Retry-After", "5") : answer;
    }

    private Answer metrics() {
        return prometheus.map(p -> new Answer(200, PROMETHEUS, p.scrape(PROMETHEUS).getBytes(StandardCharsets.UTF_8), Map.of()))
                .orElseGet(() -> Answer.notFound("This engine was started without a Prometheus registry."));
    }

    private static Optional<PrometheusMeterRegistry> prometheusIn(MeterRegistry meters) {
        if (meters instanceof CompositeMeterRegistry composite) {
            return composite.getRegistries().stream().flatMap(r -> prometheusIn(r).stream()).findFirst();
        }
        return meters instanceof PrometheusMeterRegistry one ? Optional.of(one) : Optional.empty();
    }
}
