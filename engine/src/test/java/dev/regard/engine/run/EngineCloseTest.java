package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.store.Dealer;
import dev.regard.engine.store.SmallRules;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.WatchedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However bad it looks, a stop comes to an end and leaves what the next start needs. */
class EngineCloseTest {
    private static final Carrier SENDING = dispatch -> new Carrier.Attempt(Carrier.Result.SENT, "");
    private final MemoryStore memory = new MemoryStore();
    private final CountDownLatch allDecided = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile Instant wall = Dealer.MONDAY;

    @AfterEach
    void goOn() {
        goOn.countDown();
    }

    private Engine engine(Store store, Carrier carrier) {
        EngineClock clock = EngineClock.real(() -> wall, () -> 0, news -> { }, store.notes(), "here");
        return new Engine(store, clock, carrier, new Rulebook(SmallRules.rules(), SmallRules.organisation()), "process", failure -> { });
    }

    private String clockNote() {
        return memory.notes().read("clock/held/here").orElse("");
    }

    /** Whoever stops the engine is in a hurry here and waits for nobody. */
    @Test
    void whatTheDeciderIsStillWaitingForIsLeftToIt() throws InterruptedException {
        Store store = new WatchedStore(memory, new WatchedStore.Watch() {
            @Override
            public Object instead(String call, Object[] arguments, WatchedStore.Call real) throws Throwable {
                if (call.equals("cards.commit")) {
                    goOn.await();
                }
                Object result = real.with(arguments);
                if (call.equals("journal.pending") && result.equals(List.of())) {
                    allDecided.countDown();
                }
                return result;
            }
        });
        Engine engine = engine(store, SENDING);
        engine.accept(IntStream.range(0, 600).mapToObj(i -> Dealer.purchase("C-" + i, "O-" + i)).toList());
        engine.startDeciding();
        assertTrue(allDecided.await(20, TimeUnit.SECONDS));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Thread.currentThread().interrupt();
            engine.close();
        });

        assertEquals(600, memory.journal().waiting());
    }

    @Test
    void theClockIsRememberedWhateverElseFails() {
        Engine engine = engine(memory, new Carrier() {
            @Override
            public Attempt carry(Dispatch dispatch) {
                return SENDING.carry(dispatch);
            }

            @Override
            public void close() {
                throw new IllegalStateException("the mail server is gone");
            }
        });
        engine.startDeciding();
        wall = wall.plus(Duration.ofDays(2));
        engine.now();
        assertEquals("", clockNote());

        assertThrows(IllegalStateException.class, engine::close);

        assertTrue(clockNote().startsWith(wall.toString()), this::clockNote);
    }
}
