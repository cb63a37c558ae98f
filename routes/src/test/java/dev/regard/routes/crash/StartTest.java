package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void aProgramThatOnlyWaitsForItselfHasNoQueue() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "20").start();
        try {
            Start start = Start.of(sleeper.toHandle(), Duration.ofSeconds(20));
            assertTrue(start.own().toSeconds() >= 19, start::words);
        } finally {
            sleeper.destroyForcibly();
        }
    }
}
