package dev.regard.routes.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    private long nanos;
    private int looks;
    @TempDir
    private Path folder;
    private Heartbeat beat;

    @BeforeEach
    void start() throws IOException {
        beat = new Heartbeat(() -> nanos, Files.createDirectory(folder.resolve("inbox")), () -> looks++);
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void whoeverLooksNoMoreIsMissedAndWhoeverReadsIsNot() throws InterruptedException {
        passes(Heartbeat.SILENT.minusNanos(1));
        assertEquals(Optional.empty(), beat.trouble());
        passes(Duration.ofSeconds(1));
        assertTrue(beat.trouble().orElseThrow().startsWith("nobody has looked into the drop folder for 30 seconds"), beat.trouble()::toString);

        beat.begin(null, null);
        assertEquals(Optional.empty(), beat.trouble());
        beat.reads();
        passes(Duration.ofHours(1));
        assertEquals(Optional.empty(), beat.trouble(), "a large file");
        beat.rests();
        assertEquals(Optional.empty(), beat.trouble());

        Thread dies = new Thread(beat::reads);
        dies.start();
        dies.join();
        passes(Duration.ofHours(1));
        assertTrue(beat.trouble().isPresent(), "its thread died while it read");
    }

    @Test
    void aFolderThatIsThereNoMoreIsMissed() throws IOException {
        List<String> said = Log.of(Heartbeat.class, () -> {
            beat.begin(null, null);
            Files.move(folder.resolve("inbox"), folder.resolve("away"));
            beat.begin(null, null);
            beat.begin(null, null);
        });
        assertEquals(List.of("the drop folder " + folder.resolve("inbox") + " is not there; files in it are taken once it is there again"), said);
        assertEquals("warning: the drop folder " + folder.resolve("inbox") + " is not there, so no file is read", beat.trouble().orElse(""));
        assertEquals(3, looks);

        Files.move(folder.resolve("away"), folder.resolve("inbox"));
        beat.begin(null, null);
        assertEquals(Optional.empty(), beat.trouble());
    }
}
