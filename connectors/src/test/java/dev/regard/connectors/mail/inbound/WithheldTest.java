package dev.regard.connectors.mail.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.store.Notes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is withheld among many is found alone, waits no longer than its tries, and is not forgotten. */
class WithheldTest {
    private static final long VALIDITY = 7;
    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, String> ledger = new HashMap<>();
    private final Withheld withheld = again();

    /** What another start makes of the same ledger. */
    private Withheld again() {
        return new Withheld(new Notes() {
            @Override
            public Optional<String> read(String name) {
                return Optional.ofNullable(ledger.get(name));
            }

            @Override
            public void write(String name, String value) {
                ledger.put(name, value);
            }
        }, "imap", nanos::get);
    }

    @Test
    void allOfABatchThatFailedAreReadOneByOneUntilTheLastOfThem() {
        assertEquals(100, withheld.atOnce(0));
        withheld.failed(List.of(4L, 5L, 9L));
        assertEquals(List.of(1, 1, 100), List.of(withheld.atOnce(3), withheld.atOnce(8), withheld.atOnce(9)));
    }

    @Test
    void onlyTheOneThatFailsAgainAndAgainIsGivenUp() {
        withheld.failed(List.of(5L));
        withheld.failed(List.of(5L));
        withheld.failed(List.of(6L));
        withheld.failed(List.of(5L));
        assertFalse(withheld.isGivenUp(5, VALIDITY), "it has begun again");
        withheld.failed(List.of(5L));
        withheld.failed(List.of(5L));
        assertTrue(withheld.isGivenUp(5, VALIDITY));
        assertFalse(withheld.isGivenUp(6, VALIDITY));
    }

    @Test
    void thePostponedOnesOutliveAStartAndNotANumberingAnew() {
        List.of(5L, 8L, 6L).forEach(uid -> withheld.postpone(uid, VALIDITY));
        withheld.postpone(5, VALIDITY);
        withheld.settled(8, VALIDITY);
        assertEquals(List.of(6L, 5L), again().postponed(VALIDITY));
        assertEquals(List.of(), again().postponed(VALIDITY + 1));
        withheld.settled(6, VALIDITY);
        withheld.settled(5, VALIDITY);
        assertEquals(List.of(), again().postponed(VALIDITY));
    }

    @Test
    void theyAreAskedForAtAStartAndThenEveryTenMinutes() {
        assertTrue(withheld.isDue());
        assertFalse(withheld.isDue());
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertTrue(withheld.isDue());
        assertFalse(withheld.isDue());
        assertTrue(again().isDue());
    }

    @Test
    void aServerThatWithholdsAThousandIsWaitedFor() {
        for (long uid = 1; uid <= 1_000; uid++) {
            withheld.postpone(uid, VALIDITY);
        }
        for (int i = 0; i < Withheld.TRIES; i++) {
            withheld.failed(List.of(1_001L));
        }
        assertFalse(withheld.isGivenUp(1_001, VALIDITY));
    }
}
