package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private final BlockingQueue<IntSupplier> steps = new LinkedBlockingQueue<>();
    private final List<Throwable> met = new CopyOnWriteArrayList<>();
    private final Worker worker = new Worker("worker", this::step, met::add);

    private int step() {
        try {
            return steps.take().getAsInt();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ends() {
        worker.join(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
        assertTrue(worker.hasEnded());
    }

    @AfterEach
    void stop() {
        worker.stop();
        steps.add(() -> 0);
    }

    @Test
    void oneThatNeverBeganNeitherEndsNorKeepsAnybodyWaiting() {
        assertFalse(worker.isStarted());
        worker.stop();
        worker.join(System.nanoTime() + TimeUnit.DAYS.toNanos(1));

        assertFalse(worker.hasEnded());
        assertFalse(worker.hasDied());
    }

    @Test
    void whatFailsIsToldAndTriedAgain() {
        OutOfMemoryError failure = new OutOfMemoryError("for a moment");
        steps.add(() -> 1);
        steps.add(() -> {
            throw failure;
        });
        steps.add(() -> {
            worker.stop();
            return 1;
        });
        worker.start();
        assertTrue(worker.isStarted());
        ends();

        assertEquals(List.of(failure), met);
        assertTrue(steps.isEmpty());
        assertFalse(worker.hasDied(), "it was stopped");
    }

    @Test
    void itEndsAlsoInThePauseAfterAFailure() throws InterruptedException {
        CountDownLatch failing = new CountDownLatch(1);
        steps.add(() -> {
            failing.countDown();
            throw new IllegalStateException("always");
        });
        worker.start();
        assertTrue(failing.await(20, TimeUnit.SECONDS));
        worker.stop();
        ends();

        assertEquals(1, met.size());
    }

    @Test
    void oneThatIsOverAlthoughNobodyStoppedItHasDied() {
        steps.add(() -> {
            Thread.currentThread().interrupt();
            return 0;
        });
        worker.start();
        ends();

        assertTrue(worker.hasDied());
        assertEquals(List.of(), met);
    }
}
