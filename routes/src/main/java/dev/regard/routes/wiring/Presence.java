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

/** Says in the data folder where its engine listens, so that other commands on the same folder find it. */
public final class Presence implements AutoCloseable {
    private static final String FILE = "engine.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    private Presence(Path file) {
        this.file = file;
    }

    static Presence announce(Path data, String url) {
        Path file = data.resolve(FILE);
        try {
            Path unfinished = data.resolve("." + FILE + ".part");
            Files.writeString(unfinished, JSON.writeValueAsString(Map.of("url", url, "pid", ProcessHandle.current().pid())));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + data + " cannot be written: " + e.getMessage(), e);
        }
        return new Presence(file);
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
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
