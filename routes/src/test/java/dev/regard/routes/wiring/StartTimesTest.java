package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    private long now = Duration.ofHours(5).toNanos();

    @Test
    void eachPartIsNamedWithItsTimeAndTheWholeWithTheWorkInIt() {
        StartTimes times = new StartTimes(() -> now, Duration.ofMillis(520));
        passed(times, "store", 240);
        passed(times, "rules", 61_040);

        assertEquals("started in 61.8 s by 4.8 s of processor time: Java 0.5, store 0.2, rules 61.0", times.words(Optional.of(Duration.ofMillis(4_800))));
        assertEquals("started in 61.8 s: Java 0.5, store 0.2, rules 61.0", times.words(Optional.empty()));
    }

    private void passed(StartTimes times, String part, long millis) {
        now += Duration.ofMillis(millis).toNanos();
        times.passed(part);
    }
}
