package dev.regard.routes.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the data folder where its engine listens, so that other commands on the same folder find it. An engine that cannot say so, on a disk
 * that is full, runs all the same and says it when there is room.
 */
public final class Presence implements AutoCloseable {
    private static final String FILE = "engine.json";
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final int PAUSE_SECONDS = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path data;
    private final String url;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread again = new Thread(this::sayAgain, "regard-presence");

    private Presence(Path data, String url) {
        this.data = data;
        this.url = url;
    }

    static Presence announce(Path data, String url) {
        Presence presence = new Presence(data, url);
        try {
            presence.say();
        } catch (IOException e) {
            LOG.warn("the data folder {} cannot be written, so that other commands do not find this engine yet: {}", data, e.getMessage());
            presence.again.setDaemon(true);
            presence.again.start();
        }
        return presence;
    }

    private void say() throws IOException {
        Path unfinished = data.resolve("." + FILE + ".part");
        try {
            Files.writeString(unfinished, JSON.writeValueAsString(Map.of("url", url, "pid", ProcessHandle.current().pid())));
            Files.move(unfinished, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void sayAgain() {
        try {
            while (!closing.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                try {
                    say();
                    LOG.info("other commands find this engine now");
                    return;
                } catch (IOException e) {
                    LOG.debug("not yet", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the engine of a data folder listens; empty when none runs. */
    public static Optional<URI> of(Path data) {
        try {
            JsonNode note = JSON.readTree(Files.readString(data.resolve(FILE)));
            // a crash leaves the note behind
            return ProcessHandle.of(note.path("pid").asLong()).filter(ProcessHandle::isAlive).map(p -> URI.create(note.path("url").asText()));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + data + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            again.join();
            Files.deleteIfExists(data.resolve(FILE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
