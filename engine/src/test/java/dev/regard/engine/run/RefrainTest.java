package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefrainTest {
    private long nanos;
    private final Refrain refrain = new Refrain(() -> nanos);

    @Test
    void theSameIsSaidOnceAMinuteWithItsNumber() {
        assertEquals(Optional.of("full"), refrain.say("full"));
        for (int i = 0; i < 119; i++) {
            nanos += Duration.ofMillis(500).toNanos();
            assertEquals(Optional.empty(), refrain.say("full"));
        }
        nanos += Duration.ofMillis(500).toNanos();
        assertEquals(Optional.of("full (and 119 times more)"), refrain.say("full"));
        nanos += Duration.ofMinutes(1).toNanos();
        assertEquals(Optional.of("full"), refrain.say("full"));
    }

    @Test
    void somethingElseIsSaidAtOnceAndSoIsTheSameAfterItWasOver() {
        assertEquals(Optional.of("full"), refrain.say("full"));
        assertEquals(Optional.of("gone"), refrain.say("gone"));
        assertEquals(Optional.empty(), refrain.say("full"));
        refrain.over();
        assertEquals(Optional.of("full"), refrain.say("full"));
    }

    @Test
    void endlesslyManyWordsAreNotRemembered() {
        for (int i = 0; i < 1000; i++) {
            assertEquals(Optional.of("no " + i), refrain.say("no " + i));
        }
        assertEquals(Optional.of("no 0"), refrain.say("no 0"));
        assertEquals(Optional.empty(), refrain.say("no 999"));
    }
}
