package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void theQueueForAProcessorIsNotTheProgramsOwn() {
        Start start = new Start(Duration.ofSeconds(60), Duration.ofSeconds(4), Duration.ofSeconds(50));

        assertEquals(Duration.ofSeconds(10), start.own());
        assertEquals("60.0 s, of them 50.0 s in the queue for a processor; 4.0 s of processor time", start.words());
    }

    @Test
    void theQueueIsReadWhereTheSystemTellsIt() {
        assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "Linux tells how long a thread had no processor");

        Start start = Start.of(ProcessHandle.current(), Duration.ofHours(1));

        assertTrue(!start.queued().isZero() && start.own().compareTo(start.took()) < 0, start::words);
        assertTrue(start.worked().toMillis() > 0, start::words);
    }
}
