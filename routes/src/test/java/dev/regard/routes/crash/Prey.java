package dev.regard.routes.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One life of the program, as a process of its own. */
final class Prey {
    private static final String READY = "regard ready ";
    private static final String POINT = "crash point ";
    private static final String TOKEN = "nine-lives";
    /** Moving the clock over a festival takes as long as its mails. */
    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration READ_BY_THEN = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private URI root;
    private Start start;

    /**
     * How a life begins.
     *
     * @param classes put before the program's own, where a build is to be another one
     * @param options of {@code run}, and before them of the Java machine
     */
    record Birth(List<Path> classes, Path data, List<String> machine, List<String> options) { }

    private Prey(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Prey born(Birth birth, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(birth.machine());
        if (birth.classes().isEmpty()) {
            command.addAll(List.of("-jar", jar().toString()));
        } else {
            StringBuilder path = new StringBuilder();
            birth.classes().forEach(folder -> path.append(folder).append(File.pathSeparator));
            command.addAll(List.of("-cp", path.append(jar()).toString(), "dev.regard.routes.Regard"));
        }
        command.addAll(List.of("run", "--data", birth.data().toString(), "--http", "127.0.0.1:0", "--token", TOKEN));
        command.addAll(birth.options());
        return new Prey(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    static Path jar() {
        return Path.of("target", "regard.jar").toAbsolutePath();
    }

    /** False when it died before. */
    boolean awaitReady() throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    root = URI.create(line.substring(READY.length()).strip());
                    start = Start.of(process.toHandle(), Duration.ofNanos(System.nanoTime() - startedAt));
                    return true;
                }
            }
        } catch (IOException e) {
            // the stream of a process that was just killed
        }
        return false;
    }

    /** Null until it is ready. */
    Start start() {
        return start;
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Asks it to stop in order. */
    void ask() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitDeath() throws InterruptedException {
        return process.waitFor();
    }

    /** Brings a batch again as long as the program asks for that. */
    void postPatiently(byte[] batch) throws IOException, InterruptedException {
        while (true) {
            try {
                post(batch);
                return;
            } catch (Later e) {
                LockSupport.parkNanos(SOON.toNanos());
            }
        }
    }

    /** The point that it died at, by its own word. */
    Optional<String> point() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(l -> l.startsWith(POINT)).map(l -> l.substring(POINT.length())).findFirst();
        }
    }

    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** What the program said to a batch. */
    record Receipt(int accepted, int repeated) { }

    /** What the program says in its log to a file of the drop folder; waits for that. */
    Receipt receipt(String file) throws IOException {
        Pattern said = Pattern.compile("file " + Pattern.quote(file) + ": (\\d+) accepted, (\\d+) repeated");
        for (long end = System.nanoTime() + READ_BY_THEN.toNanos(); System.nanoTime() < end; LockSupport.parkNanos(20_000_000)) {
            Matcher line = said.matcher(Files.readString(log));
            if (line.find()) {
                return new Receipt(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)));
            }
        }
        throw new IllegalStateException(file + " was not read: " + lastWords());
    }

    /** Said instead of a receipt: not now. */
    static final class Later extends IOException {
        private static final long serialVersionUID = 1L;

        Later(String why) {
            super(why);
        }
    }

    Receipt post(byte[] batch) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(answer(202, request("api/v1/events").header("Content-Type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofByteArray(batch)).build()));
        return new Receipt(answer.get("accepted").asInt(), answer.get("repeated").asInt());
    }

    /** Publishes a rule set. */
    void publish(byte[] archive) throws IOException, InterruptedException {
        answer(200, request("api/v1/rules/publish?reason=priority").header("Content-Type", "application/zip").POST(BodyPublishers.ofByteArray(archive)).build());
    }

    void advanceTo(Instant to) throws IOException, InterruptedException {
        answer(200, request("api/v1/clock").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"advanceTo\":\"" + to + "\"}")).build());
    }

    /** All items of a list, page by page. */
    void list(String path, Consumer<JsonNode> each) throws IOException, InterruptedException {
        String after = "";
        do {
            JsonNode page = JSON.readTree(answer(200, request("api/v1/" + path + (path.contains("?") ? "&" : "?") + "limit=1000"
                    + (after.isEmpty() ? "" : "&after=" + after)).GET().build()));
            page.get("items").forEach(each);
            after = page.hasNonNull("after") ? page.get("after").asText() : "";
        } while (!after.isEmpty());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve("/").resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + TOKEN);
    }

    private byte[] answer(int wanted, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() == 503) {
            throw new Later(new String(response.body(), StandardCharsets.UTF_8));
        }
        if (response.statusCode() != wanted) {
            throw new IllegalStateException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }
}
