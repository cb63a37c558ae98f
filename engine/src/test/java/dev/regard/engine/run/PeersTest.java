package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.store.Notes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeersTest {
    private final Notes notes = new MemoryStore().notes();
    private int starts;
    private Duration passed = Duration.ofDays(-3);

    private Peers on(String node) {
        return Peers.on(notes, node, "start-" + ++starts, () -> passed.toNanos());
    }

    private void seconds(int seconds) {
        passed = passed.plusSeconds(seconds);
    }

    @Test
    void whoSaysAgainAndAgainThatItIsThereIsThere() {
        Peers one = on("one");
        Peers other = on("other");
        for (int i = 0; i < 20; i++) {
            other.sayHere();
            assertFalse(one.hasEnded(other.process()));
            seconds(10);
        }
    }

    @Test
    void whoseWordDoesNotChangeForAMinuteHasEnded() {
        Peers one = on("one");
        Peers other = on("other");
        other.sayHere();
        assertFalse(one.hasEnded(other.process()));
        seconds(59);
        assertFalse(one.hasEnded(other.process()));
        seconds(1);
        assertTrue(one.hasEnded(other.process()));

        other.sayHere();
        assertFalse(one.hasEnded(other.process()), "it only stood still");
    }

    @Test
    void whoNeverSaidAWordHasEndedAMinuteAfterItWasLookedFor() {
        Peers one = on("one");
        assertFalse(one.hasEnded("4711-of-an-older-version"));
        seconds(60);
        assertTrue(one.hasEnded("4711-of-an-older-version"));
    }

    @Test
    void anEarlierProcessOfANodeHasEndedWhenALaterOneIsThere() {
        Peers earlier = on("other");
        earlier.sayHere();
        Peers later = on("other");
        assertTrue(later.hasEnded(earlier.process()), "the node's own folder is held by one at a time");
        assertFalse(later.hasEnded(later.process()));

        Peers one = on("one");
        assertFalse(one.hasEnded(earlier.process()));
        later.sayHere();
        assertTrue(one.hasEnded(earlier.process()));
        assertFalse(one.hasEnded(later.process()));
    }

    @Test
    void aWordIsWrittenEveryTenSeconds() {
        Peers one = on("one");
        one.sayHere();
        String first = notes.read("process/one").orElseThrow();
        seconds(9);
        one.sayHere();
        assertEquals(first, notes.read("process/one").orElseThrow());
        seconds(1);
        one.sayHere();
        assertFalse(first.equals(notes.read("process/one").orElseThrow()));
    }

    @Test
    void whoIsAloneTakesAllOthersForEnded() {
        Peers alone = Peers.none("p1");
        alone.sayHere();
        assertEquals("p1", alone.process());
        assertTrue(alone.hasEnded("p0"));
        assertFalse(alone.hasEnded("p1"));
    }

    @Test
    void aNodeIsNamedWithoutASlash() {
        assertThrows(IllegalArgumentException.class, () -> on("a/b"));
    }
}
