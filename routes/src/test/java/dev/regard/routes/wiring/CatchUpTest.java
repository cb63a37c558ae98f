package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.engine.store.WatchedStore;
import dev.regard.routes.bench.Material;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final String PLANNED = "planned";

    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger failures = new AtomicInteger(2);
    private final Notes notes = new Notes() {
        @Override
        public Optional<String> read(String name) {
            return store.notes().read(name);
        }

        @Override
        public void write(String name, String value) {
            if (failures.getAndDecrement() > 0) {
                throw new StoreUnavailable("writing a note: the disk is full", null);
            }
            store.notes().write(name, value);
        }

        @Override
        public boolean replace(String name, Optional<String> expected, String value) {
            return store.notes().replace(name, expected, value);
        }
    };

    private Engine engine(Rulebook book) {
        return new Engine(store, EngineClock.virtual(Instant.parse("2026-03-02T01:00:00Z"), store.notes()),
                dispatch -> new Carrier.Attempt(Carrier.Result.SENT, ""), book, "test", Throwable::printStackTrace);
    }

    @Test
    void planningThatADiskWithoutRoomStoppedGoesOnWhenThereIsRoomAndNotOnlyAtTheNextStart() {
        try (Material material = new Material()) {
            Rulebook book = material.book();
            try (Engine engine = engine(book); CatchUp catchUp = new CatchUp(engine, "company", notes, (rules, came) -> { })) {
                catchUp.start(book);
                Caller.until("all is planned", () -> store.notes().read(PLANNED).equals(Optional.of(book.rules().version() + " company")));
            }
        }
        assertTrue(failures.get() < 0, "it was tried again");
    }

    @Test
    void planningThatFailsForGoodIsToldUntilItSucceeds() throws Exception {
        failures.set(0);
        try (Material material = new Material()) {
            Rulebook book = material.book();
            AtomicReference<Error> broken = new AtomicReference<>(new StackOverflowError());
            Notes failing = new WatchedStore(store, new WatchedStore.Watch() {
                @Override
                public void before(String call) {
                    Optional.ofNullable(broken.getAndSet(null)).ifPresent(error -> {
                        throw error;
                    });
                }
            }).notes();
            try (Engine engine = engine(book); CatchUp catchUp = new CatchUp(engine, "company", failing, (rules, came) -> { })) {
                catchUp.planBy(book).get();
                assertEquals(Optional.of("planning all customers anew failed and is tried at the next start: java.lang.StackOverflowError"), catchUp.trouble());
                catchUp.planBy(book).get();
                assertEquals(Optional.empty(), catchUp.trouble());
            }
        }
    }

    @Test
    void aStopDoesNotWaitForRoom() {
        failures.set(Integer.MAX_VALUE);
        long begun = System.nanoTime();
        try (Material material = new Material()) {
            Rulebook book = material.book();
            try (Engine engine = engine(book); CatchUp catchUp = new CatchUp(engine, "company", notes, (rules, came) -> { })) {
                catchUp.start(book);
                Caller.until("it was tried", () -> failures.get() < Integer.MAX_VALUE);
                begun = System.nanoTime();
            }
        }
        assertTrue(System.nanoTime() - begun < 3_000_000_000L);
    }
}
