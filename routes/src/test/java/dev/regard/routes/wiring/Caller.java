package dev.regard.routes.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Somebody who uses an engine over HTTP, as other programs do. */
final class Caller {
    /** What nobody should have to wait for, whatever is broken. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;

    Caller(RunningEngine engine) {
        this(engine.url().orElseThrow());
    }

    Caller(URI url) {
        this.url = url;
    }

    /** What came back, and how long it took. */
    record Reply(int status, String retryAfter, JsonNode json, Duration after) { }

    Reply post(Event... events) {
        return post("/api/v1/events", CloudEventsJson.BATCH, new String(CloudEventsJson.writeBatch(List.of(events)), java.nio.charset.StandardCharsets.UTF_8));
    }

    Reply post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Reply get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).GET());
    }

    /** What the probe says to one question: {@code STATUS words}. */
    String health(String question) {
        JsonNode answer = get("/health/ready").json().path("questions").path(question);
        return answer.path("status").asText() + " " + answer.path("detail").asText();
    }

    private Reply send(HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers().firstValue("Retry-After").orElse(""), JSON.readTree(response.body()),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void until(String what, BooleanSupplier holds) {
        until(what, PATIENCE, holds);
    }

    static void until(String what, Duration patience, BooleanSupplier holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in " + patience.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
