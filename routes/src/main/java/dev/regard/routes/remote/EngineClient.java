package dev.regard.routes.remote;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.engine.decision.Language;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Publishing.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The API of an engine in another process. */
public final class EngineClient implements Intake {
    /** Keeps every digit of an amount. */
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A publication waits for the batch under way, and where a virtual clock is being moved, for that. */
    private static final Duration PUBLISHING = Duration.ofMinutes(10);
    private static final String ZIP = "application/zip";
    private static final int PAGE = 1000;
    /** Below the largest body that an engine takes. */
    private static final int BODY = 3 << 20;
    private static final int TAKEN = 202;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;
    private final Optional<String> token;

    public EngineClient(URI url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    /** The engine did not do what it was asked for, and asking again will not help. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Problem> problems;

        Refused(String why) {
            this(why, List.of());
        }

        Refused(String why, List<Problem> problems) {
            super(why);
            this.problems = List.copyOf(problems);
        }

        /** What exactly was wrong with what was sent, as far as the engine said so. */
        public List<Problem> problems() {
            return problems;
        }
    }

    /** Whether an engine answers there at all. */
    public boolean lives() {
        try {
            return send(request("/health/live").GET().build()).statusCode() < NOT_FOUND;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * The events that wait for their decision.
     *
     * @param events  how many; empty while the engine cannot tell, since the store or the disk stops it
     * @param trouble what stops it, in a line; empty where the number is known
     */
    public record Backlog(OptionalLong events, String trouble) {
        /** So many. */
        public static Backlog of(long events) {
            return new Backlog(OptionalLong.of(events), "");
        }
    }

    /** How many events wait for their decision, or why that cannot be told at the moment. */
    public Backlog backlog() {
        HttpResponse<byte[]> response = send(request("/health/ready").GET().build());
        JsonNode ready = putsOff(response) ? json(response) : read(response);
        return ready.path("waiting").isIntegralNumber() ? Backlog.of(ready.path("waiting").asLong()) : new Backlog(OptionalLong.empty(), trouble(ready));
    }

    private static String trouble(JsonNode ready) {
        return ready.path("questions").properties().stream().filter(question -> question.getValue().path("status").asText().equals("down"))
                .map(question -> question.getKey() + ": " + question.getValue().path("detail").asText()).reduce((a, b) -> a + "; " + b).orElseGet(() -> why(ready));
    }

    private static String why(JsonNode problem) {
        return problem.path("detail").asText("no reason given");
    }

    /** Asking again later may help. */
    private static boolean putsOff(HttpResponse<byte[]> response) {
        return response.statusCode() == UNAVAILABLE || response.statusCode() == TOO_MANY;
    }

    /** The engine's clock. */
    public Instant now() {
        return Instant.parse(clock().path("now").asText());
    }

    /** When events arrive that are brought now. */
    public Arrival arrival() {
        JsonNode clock = clock();
        Instant now = Instant.parse(clock.path("now").asText());
        return clock.has("held") ? new Arrival(now, Instant.parse(clock.path("held").path("told").asText())) : Arrival.at(now);
    }

    /** What the engine says of its clock: {@code now}, {@code virtual}, and {@code held} while a jump is not believed. */
    public JsonNode clock() {
        return get("/api/v1/clock");
    }

    /** Has the engine believe its clock from now on; false when it did anyway. */
    public boolean releaseClock() {
        return read(send(request("/api/v1/clock/release").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")).build()))
                .path("released").asBoolean();
    }

    /** A filed event as a CloudEvent, by its key. */
    public JsonNode event(String key) {
        return get("/api/v1/events/" + encoded(key));
    }

    /** The events of which nothing could be made, the latest first. */
    public JsonNode setAside() {
        return get("/api/v1/events/set-aside").path("items");
    }

    /** Takes such events once more; all that were not yet where no key is named. */
    public Receipt takeAgain(List<String> keys) {
        JsonNode body = keys.isEmpty() ? JSON.createObjectNode() : JSON.createObjectNode().set("events", JSON.valueToTree(keys));
        JsonNode receipt = read(send(request("/api/v1/events/set-aside/again").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString())).build()));
        return new Receipt(receipt.path("accepted").asInt(), receipt.path("repeated").asInt());
    }

    /** One customer; empty when the id or key is not known. */
    public Optional<JsonNode> customer(String id) {
        HttpResponse<byte[]> response = send(request("/api/v1/customers/" + encoded(id)).GET().build());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(read(response));
    }

    /**
     * Why the rows of a table answer for a customer, or not.
     *
     * @param at a moment or day; empty for now
     */
    public JsonNode whyNot(String customer, String table, String given, String at, Language notes) {
        return get("/api/v1/why-not?customer=" + encoded(customer) + "&table=" + encoded(table) + "&given=" + encoded(given) + "&at=" + encoded(at) + "&language=" + notes.tag());
    }

    /** The same of the rows that could make a contact, such as {@code birthday/greeting}, or one that there is by its id. */
    public JsonNode whyNotTouch(String customer, String touch, String given, String at, Language notes) {
        return get("/api/v1/why-not?customer=" + encoded(customer) + "&touch=" + encoded(touch) + "&given=" + encoded(given) + "&at=" + encoded(at) + "&language=" + notes.tag());
    }

    /** Every item of a list such as {@code decisions}, in its order. */
    public void each(String list, Map<String, String> filter, Consumer<JsonNode> item) {
        String query = filter.entrySet().stream().map(e -> "&" + e.getKey() + "=" + encoded(e.getValue())).collect(Collectors.joining());
        String after = "";
        do {
            JsonNode page = get("/api/v1/" + list + "?limit=" + PAGE + query + (after.isEmpty() ? "" : "&after=" + encoded(after)));
            page.path("items").forEach(item);
            after = page.path("after").asText("");
        } while (!after.isEmpty());
    }

    /** The version of the published rule set. */
    public String published() {
        return get("/api/v1/rules").path("version").asText();
    }

    /** The files of the published rule set, in a zip archive. */
    public byte[] rules() {
        return checked(send(request("/api/v1/rules/files").GET().build())).body();
    }

    /** The files of any rule set that is known, in a zip archive. */
    public byte[] rules(String version) {
        return checked(send(request("/api/v1/rules/files?version=" + encoded(version)).GET().build())).body();
    }

    /** A customer's situation as the text of a scenario. */
    public String scenario(String customer) {
        return new String(checked(send(request("/api/v1/rules/scenario?customer=" + encoded(customer)).GET().build())).body(), StandardCharsets.UTF_8);
    }

    /** What is asked of {@code /api/v1/rules/...}. */
    public JsonNode rules(String path, Map<String, String> query) {
        return get("/api/v1/rules/" + path + query(query));
    }

    /**
     * What is done at {@code /api/v1/rules/...}.
     *
     * @param archive the files of a rule set in a zip archive; empty where none is sent
     */
    public JsonNode changeRules(String path, Map<String, String> query, byte[] archive) {
        return read(send(request("/api/v1/rules/" + path + query(query)).timeout(PUBLISHING).header("Content-Type", ZIP).POST(BodyPublishers.ofByteArray(archive)).build()));
    }

    private static String query(Map<String, String> query) {
        return query.isEmpty() ? "" : query.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue())).collect(Collectors.joining("&", "?", ""));
    }

    /** Publishes a rule set of files in a zip archive. */
    public Publication publish(byte[] archive, String reason) {
        JsonNode answer = read(send(request("/api/v1/rules/publish?reason=" + encoded(reason)).timeout(PUBLISHING).header("Content-Type", ZIP)
                .POST(BodyPublishers.ofByteArray(archive)).build()));
        return new Publication(answer.path("version").asText(), Instant.parse(answer.path("since").asText()), answer.path("reason").asText(),
                problems(answer.path("warnings")));
    }

    @Override
    public Receipt accept(List<Event> events) {
        byte[] body = CloudEventsJson.writeBatch(events);
        if (body.length > BODY && events.size() > 1) {
            int half = events.size() / 2;
            return accept(events.subList(0, half)).plus(accept(events.subList(half, events.size())));
        }
        HttpResponse<byte[]> response = send(request("/api/v1/events").header("Content-Type", CloudEventsJson.BATCH)
                .POST(BodyPublishers.ofByteArray(body)).build());
        if (putsOff(response)) {
            throw new Busy(why(json(response)));
        }
        if (response.statusCode() != TAKEN) {
            throw refused(response);
        }
        JsonNode receipt = read(response);
        return new Receipt(receipt.path("accepted").asInt(), receipt.path("repeated").asInt());
    }

    private JsonNode get(String path) {
        return read(send(request(path).GET().build()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the engine at " + url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private JsonNode read(HttpResponse<byte[]> response) {
        checked(response);
        return json(response);
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 400) {
            throw refused(response);
        }
        return response;
    }

    private Refused refused(HttpResponse<byte[]> response) {
        if (response.statusCode() == 401) {
            return new Refused("the engine at " + url + " asks for its token: give it with --token or REGARD_TOKEN");
        }
        JsonNode document = json(response);
        return new Refused("the engine at " + url + " answered " + response.statusCode() + ": " + why(document),
                problems(document.path("problems")));
    }

    private static List<Problem> problems(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(p -> new Problem(p.path("path").asText(), p.path("reason").asText())).toList();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
