package dev.regard.routes.year;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program in a process of its own, spoken to as its users do: files, HTTP, standard output. */
final class Program implements AutoCloseable {
    private static final String TOKEN = "a-year-of-care";
    private static final String READY = "regard ready ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path data;
    private final URI root;
    private final HttpClient http = HttpClient.newHttpClient();

    private Program(Process process, Path data, URI root) {
        this.process = process;
        this.data = data;
        this.root = root;
    }

    static Program start(Path data, Instant clock, List<String> store) throws IOException {
        Files.createDirectories(data.resolve("inbox"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-jar",
                Path.of("target", "regard.jar").toAbsolutePath().toString(), "run", "--data", data.toString(), "--http", "127.0.0.1:0",
                "--clock", clock.toString(), "--time-zone", "Asia/Shanghai", "--token", TOKEN));
        command.addAll(store);
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new Program(process, data, URI.create(line.substring(READY.length()).strip()));
            }
        }
        throw new IOException("The program ended before it was ready:\n" + Files.readString(log));
    }

    /** Lets virtual time pass; when it returns, everything due until then has been decided and handed out. */
    void advanceTo(Instant to) throws IOException, InterruptedException {
        answer(200, request("api/v1/clock").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"advanceTo\":\"" + to + "\"}")).build());
    }

    void post(List<Map<String, Object>> events) throws IOException, InterruptedException {
        answer(202, request("api/v1/events").header("Content-Type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(events))).build());
    }

    /** All pages of a list. */
    List<JsonNode> list(String path, Map<String, String> query) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        Map<String, String> asked = new TreeMap<>(query);
        asked.put("limit", "500");
        while (true) {
            StringBuilder address = new StringBuilder("api/v1/" + path + "?");
            asked.forEach((key, value) -> address.append(key).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('&'));
            JsonNode page = JSON.readTree(answer(200, request(address.toString()).GET().build()));
            page.get("items").forEach(items::add);
            if (!page.hasNonNull("after")) {
                return items;
            }
            asked.put("after", page.get("after").asText());
        }
    }

    /** Puts a file into the drop folder and waits until the program has put it away. */
    void drop(String name, String content) throws IOException, InterruptedException {
        Path inbox = data.resolve("inbox");
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            inbox.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            Path part = inbox.resolve(name + ".part");
            Files.writeString(part, content);
            Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (Files.exists(inbox.resolve(name))) {
                if (System.nanoTime() > patience) {
                    throw new IOException(name + " still lies in the drop folder");
                }
                watch.poll(50, TimeUnit.MILLISECONDS);
            }
        }
        Path rejected = inbox.resolve(".rejected");
        if (Files.isDirectory(rejected)) {
            try (Stream<Path> files = Files.list(rejected)) {
                for (Path file : files.toList()) {
                    throw new IOException(file.getFileName() + " was refused:\n" + Files.readString(file));
                }
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve("/").resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + TOKEN);
    }

    private byte[] answer(int wanted, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != wanted) {
            throw new IOException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    @Override
    public void close() {
        end(process);
    }

    /** Asks a child process to end, and makes it when it does not. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
