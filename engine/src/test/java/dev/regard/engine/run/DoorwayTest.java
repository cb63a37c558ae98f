package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DoorwayTest {
    private final AtomicLong nanos = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();
    private final Doorway doorway = new Doorway(() -> trouble, nanos::get);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final List<FutureTask<String>> inside = new ArrayList<>();

    private String waitForTheStore(CountDownLatch begun) {
        begun.countDown();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "filed";
    }

    /** So many stand inside and wait for a store that does not answer. */
    private void waitInside(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            FutureTask<String> caller = new FutureTask<>(() -> doorway.pass(() -> waitForTheStore(begun)));
            inside.add(caller);
            new Thread(caller).start();
        }
        begun.await();
    }

    @Test
    void nobodyWaitsForAStoreThatIsKnownToBeAway() {
        trouble = Optional.of("the disk is full");
        assertEquals("the disk is full", assertThrows(StoreUnavailable.class, () -> doorway.pass(() -> "filed")).getMessage());

        trouble = Optional.empty();
        assertEquals("filed", doorway.pass(() -> "filed"));
    }

    @Test
    void ofManyWhoComeWhileItAnswersNobodyOnlySomeWait() throws Exception {
        waitInside(Doorway.MOST_INSIDE);
        nanos.addAndGet(Doorway.ANSWERS_WITHIN.toNanos() + 1);
        assertThrows(StoreUnavailable.class, () -> doorway.pass(() -> "filed"));

        answers.countDown();
        for (FutureTask<String> caller : inside) {
            assertEquals("filed", caller.get());
        }
        assertEquals("filed", doorway.pass(() -> "filed"));
    }

    @Test
    void howeverManyComeWhileItAnswersAllAreLetIn() throws Exception {
        waitInside(Doorway.MOST_INSIDE);
        nanos.addAndGet(Doorway.ANSWERS_WITHIN.toNanos());
        assertEquals("filed", doorway.pass(() -> "filed"));
        nanos.addAndGet(Doorway.ANSWERS_WITHIN.toNanos());
        waitInside(5);
        answers.countDown();
        for (FutureTask<String> caller : inside) {
            assertEquals("filed", caller.get());
        }
    }

    @Test
    void aPauseInWhichNobodyCameIsNoSilenceOfTheStore() throws Exception {
        nanos.addAndGet(Doorway.ANSWERS_WITHIN.toNanos() * 100);
        waitInside(Doorway.MOST_INSIDE + 1);
        answers.countDown();
        for (FutureTask<String> caller : inside) {
            assertEquals("filed", caller.get());
        }
    }

    @Test
    void whoeverFailsInsideIsNotCountedAnyMore() {
        for (int i = 0; i < 2 * Doorway.MOST_INSIDE; i++) {
            assertThrows(IllegalStateException.class, () -> doorway.pass(() -> {
                throw new IllegalStateException();
            }));
            nanos.addAndGet(Doorway.ANSWERS_WITHIN.toNanos() + 1);
        }
        assertEquals("filed", doorway.pass(() -> "filed"));
    }
}
