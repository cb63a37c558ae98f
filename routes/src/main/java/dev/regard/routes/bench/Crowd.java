package dev.regard.routes.bench;

import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.engine.customer.Card;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A store with very many customers, written through its port without any event, and an engine on it that nobody drives. */
final class Crowd implements AutoCloseable {
    private static final int GROUP = 500;
    private final Store store;
    private final Engine engine;

    private Crowd(Store store, Rulebook book, Instant now) {
        this.store = store;
        Carrier carrier = dispatch -> new Carrier.Attempt(Carrier.Result.SENT, "");
        this.engine = new Engine(store, EngineClock.virtual(now, store.notes()), carrier, book, "bench", trouble -> {
            throw new IllegalStateException(trouble);
        });
    }

    /** @param card the change that makes the n-th customer */
    static Crowd of(Path folder, int size, Rulebook book, Instant now, IntFunction<Change> card) {
        Store store = SqliteStore.open(folder);
        for (int from = 0; from < size; from += GROUP) {
            List<Change> changes = new ArrayList<>(GROUP);
            for (int n = from; n < Math.min(size, from + GROUP); n++) {
                changes.add(card.apply(n));
            }
            if (!store.cards().commit(changes).isEmpty()) {
                throw new IllegalStateException("two customers have one id");
            }
        }
        return new Crowd(store, book, now);
    }

    Store store() {
        return store;
    }

    Engine engine() {
        return engine;
    }

    /** A stored card for another customer who is otherwise the same. */
    static Change first(Card like, String id, Instant wakeAt) {
        Card card = new Card(id, 1, like.madeAt(), List.of("id:" + id), like.profile(), like.standing(), like.dealings(), like.contacts(),
                like.satisfaction(), like.touches(), like.complaints(), like.promises(), like.consents(), like.plannedThrough(), like.settled(),
                like.undeliverable(), wakeAt);
        return new Change(card, card.keys(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
