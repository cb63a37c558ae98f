package dev.regard.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> met = new CopyOnWriteArrayList<>();
    private final CountDownLatch recovered = new CountDownLatch(1);
    private final Watch watch = new Watch("watch", this::answer, SOON, SOON, met::add, recovered::countDown);

    private Optional<String> answer() {
        asked.incrementAndGet();
        try {
            return answers.take();
        } catch (InterruptedException e) {
            throw new StoreUnavailable("the store is away", null);
        }
    }

    private void untilAsked(int times) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (asked.get() < times) {
            assertTrue(System.nanoTime() < end, "it was not asked");
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        watch.stop();
        answers.add(Optional.empty());
    }

    @Test
    void whoeverWantsToKnowHearsTheLatestAnswerWithoutWaitingForTheNext() {
        watch.start();
        untilAsked(1);
        assertEquals(Optional.empty(), watch.trouble());
        answers.add(Optional.of("the disk is full"));
        untilAsked(2);
        assertEquals(Optional.of("the disk is full"), watch.trouble());
        assertEquals(Optional.of("the disk is full"), watch.known());
    }

    @Test
    void whenItWorksAgainThatIsTold() throws InterruptedException {
        watch.start();
        answers.add(Optional.empty());
        untilAsked(2);
        answers.add(Optional.of("no connection"));
        untilAsked(3);
        assertEquals(1, recovered.getCount());
        answers.add(Optional.empty());
        assertTrue(recovered.await(20, TimeUnit.SECONDS));
        assertEquals(List.of("no connection"), met);
        untilAsked(4);
        assertEquals(Optional.empty(), watch.trouble());
    }

    @Test
    void whoeverFailsToHearThatItWorksAgainIsToldOnceMore() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        Watch nervous = new Watch("nervous", this::answer, SOON, SOON, words -> {
            throw new IllegalStateException("the log is full");
        }, () -> {
            if (told.incrementAndGet() == 1) {
                throw new StoreUnavailable("away again", null);
            }
            heard.countDown();
        });
        nervous.start();
        List.of(Optional.of("down"), Optional.<String>empty(), Optional.<String>empty()).forEach(answers::add);
        assertTrue(heard.await(20, TimeUnit.SECONDS));
        nervous.stop();
        answers.add(Optional.empty());
    }

    @Test
    void beforeItIsStartedWhoeverWantsToKnowAsks() {
        answers.add(Optional.of("the disk is full"));
        answers.add(Optional.empty());

        assertEquals(Optional.empty(), watch.known());
        assertEquals(Optional.of("the disk is full"), watch.trouble());
        assertEquals(Optional.empty(), watch.trouble());
        assertEquals(List.of(), met);
    }
}
