package dev.regard.routes.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private long nanos;
    private final Heartbeat beat = new Heartbeat(() -> nanos, () -> { });

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
}
