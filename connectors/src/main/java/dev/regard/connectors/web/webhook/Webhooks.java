package dev.regard.connectors.web.webhook;

import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sources that may send foreign events, and the folder for those deliveries that were believed and not understood. */
public final class Webhooks {
    /** The folder for them in the data folder. */
    public static final String REJECTED = "webhooks-rejected";
    private static final int MOST_REJECTED = 10_000;
    private static final String UNFINISHED = ".part";
    private final Map<String, Webhook> sources;
    private final Path rejected;

    private Webhooks(Map<String, Webhook> sources, Path rejected) {
        this.sources = sources;
        this.rejected = rejected;
    }

    /**
     * Those that {@code webhooks.yaml} in the data folder names.
     *
     * @param environment the value of a variable; null when it is not set
     * @param currency    the company's (ISO 4217)
     * @throws BrokenWebhooks when the file, or a mapping that it names, cannot be used
     */
    public static Webhooks in(Path data, UnaryOperator<String> environment, String currency) {
        return new Webhooks(WebhookFile.in(data, environment, currency), data.resolve(REJECTED));
    }

    /** No sources. */
    public static Webhooks none() {
        return new Webhooks(Map.of(), Path.of(REJECTED));
    }

    public Optional<Webhook> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /**
     * Keeps a delivery that no event could be made of, once however often it comes, with what is wrong with it. A body that is no UTF-8 is kept in
     * Base64 too, so that none of its bytes is lost.
     *
     * @return the file; empty when there are {@value #MOST_REJECTED} already
     * @throws UncheckedIOException when it could not be written; nothing of it stays then
     */
    public synchronized Optional<Path> putAside(Webhook source, Map<String, String> headers, byte[] body, List<Problem> problems, Instant at) {
        try {
            Files.createDirectories(rejected);
            String id = source.id(headers, body);
            Path file = aside(source, id);
            if (!Files.exists(file) && full()) {
                return Optional.empty();
            }
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("source", source.name());
            kept.put("id", id);
            kept.put("received", at.toString());
            kept.put("contentType", headers.getOrDefault("content-type", ""));
            kept.put("problems", problems.stream().map(Problem::toString).toList());
            String text = new String(body, StandardCharsets.UTF_8);
            kept.put("body", text);
            if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
                kept.put("bodyBase64", Base64.getEncoder().encodeToString(body));
            }
            return Optional.of(written(file, JsonTree.write(kept)));
        } catch (IOException e) {
            throw new UncheckedIOException("a delivery of " + source.name() + " could not be put aside", e);
        }
    }

    private static Path written(Path file, byte[] text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.write(part, text);
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** A delivery that was put aside before was understood this time. */
    public void understood(Webhook source, Map<String, String> headers, byte[] body) {
        try {
            Files.deleteIfExists(aside(source, source.id(headers, body)));
        } catch (IOException e) {
            throw new UncheckedIOException("a delivery of " + source.name() + " that was put aside could not be removed", e);
        }
    }

    private Path aside(Webhook source, String id) {
        return rejected.resolve(source.name() + "-" + Digest.of(id) + ".json");
    }

    /** Also removes what a sudden end left unfinished: one process holds the data folder, and puts aside one delivery at a time. */
    private boolean full() throws IOException {
        int kept = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(rejected)) {
            for (Path file : files) {
                if (file.toString().endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else {
                    kept++;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return kept >= MOST_REJECTED;
    }
}
