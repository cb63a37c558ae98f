package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.store.WatchedStore;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.trial.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody asks for a back-test while another one is under way, or a publication waits for its own. */
class TrialsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T02:00:00Z");
    private static final LocalDate FROM = LocalDate.of(2026, 3, 1);
    private static final LocalDate TO = LocalDate.of(2026, 3, 19);

    @TempDir
    private Path folder;
    private final MemoryStore store = new MemoryStore();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch mayRead = new CountDownLatch(1);
    private RuleSet rules;
    private Trials trials;

    @BeforeEach
    void recorded() {
        Organisation organisation = Company.read(Settings.embedded(folder)).organisation();
        rules = new PublishedRules(store.notes()).load(organisation, NOW).rules();
        store.journal().append(List.of(Happenings.customer("C-1", NOW.minusSeconds(86_400), 4, 20)), NOW.minusSeconds(86_400));
        trials = new Trials(new WatchedStore(store, new WatchedStore.Watch() {
            @Override
            public void before(String call) {
                if (call.equals("journal.replay")) {
                    reading.countDown();
                    try {
                        mayRead.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }), organisation);
    }

    @AfterEach
    void end() {
        mayRead.countDown();
        others.shutdownNow();
    }

    private Map<String, Object> report() {
        return trials.report(rules, rules, FROM, TO, Policy.NONE, NOW);
    }

    @Test
    void whoAsksWhileAnotherOneIsUnderWayIsToldSoAtOnce() throws Exception {
        Future<Map<String, Object>> first = others.submit(this::report);
        assertTrue(reading.await(60, TimeUnit.SECONDS));
        assertTrue(assertThrows(NotNow.class, this::report).getMessage().startsWith("Another back-test is under way"));
        mayRead.countDown();
        assertEquals(1L, ((Number) first.get(60, TimeUnit.SECONDS).get("customers")).longValue());
        assertEquals(1L, ((Number) report().get("customers")).longValue());
    }

    @Test
    void aPublicationThatWaitsForItsOwnBreaksOffWhatWasOnlyAskedFor() throws Exception {
        Future<Map<String, Object>> asked = others.submit(this::report);
        assertTrue(reading.await(60, TimeUnit.SECONDS));
        Future<?> gate = others.submit(() -> trials.verdict(rules, rules, Policy.NONE, new Policy.Gate(1, Optional.of(10), Optional.empty(), Optional.empty(), Optional.empty(), Map.of()), NOW));
        while (!trials.isWaitedFor()) {
            Thread.onSpinWait();
        }
        mayRead.countDown();
        ExecutionException broken = assertThrows(ExecutionException.class, () -> asked.get(60, TimeUnit.SECONDS));
        assertTrue(String.valueOf(broken.getCause().getMessage()).startsWith("The back-test was broken off, since a publication waits"), broken::toString);
        gate.get(60, TimeUnit.SECONDS);
    }
}
