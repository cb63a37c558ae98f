package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceTest {
    private static final String URL = "http://127.0.0.1:8080";

    @TempDir
    private Path data;

    @Test
    void whereAnEngineListensIsKnownWhileItRuns() {
        try (Presence presence = Presence.announce(data, URL)) {
            assertEquals(Optional.of(URI.create(URL)), Presence.of(data), presence::toString);
        }
        assertEquals(Optional.empty(), Presence.of(data));
    }

    @Test
    void onAFullDiskItIsWrittenDownWhenThereIsRoom() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "Linux has a device that is always full");
        Files.createSymbolicLink(data.resolve(".engine.json.part"), full);

        try (Presence presence = Presence.announce(data, URL)) {
            assertEquals(Optional.empty(), Presence.of(data), presence::toString);
            Caller.until("it is written down", () -> Presence.of(data).isPresent());
        }
        assertEquals(Optional.empty(), Presence.of(data));
    }

    @Test
    void whoeverCouldNeverWriteItDownStopsAllTheSame() {
        Presence.announce(data.resolve("missing"), URL).close();
    }
}
