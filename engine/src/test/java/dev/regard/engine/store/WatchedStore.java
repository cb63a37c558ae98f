package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A store of which every call is watched: a test can let one fail before or after it has taken effect, cut a write in two, let somebody
 * else work in between, or answer it otherwise.
 */
public final class WatchedStore implements Store {
    private final Store store;
    private final Watch watch;
    private final Journal journal;
    private final Outgoing outgoing;
    private final Records records;
    private final Notes notes;
    private final Cards cards;

    /** Is told of each call, such as {@code cards.commit}; what it throws comes out of the call. */
    public interface Watch {
        default void before(String call) { }

        /** After the call has taken effect, and before anybody knows. */
        default void after(String call) { }

        /** The call itself, with its arguments or others; what it gives is answered. */
        default Object instead(String call, Object[] arguments, Call real) throws Throwable {
            return real.with(arguments);
        }

        /** How many of so many changes are written before a write is cut off; all of them where it is not. */
        default int written(int changes) {
            return changes;
        }
    }

    /** A call of the store as it is. */
    public interface Call {
        Object with(Object[] arguments) throws Throwable;
    }

    public WatchedStore(Store store, Watch watch) {
        this.store = store;
        this.watch = watch;
        journal = watched(Journal.class, "journal", store.journal());
        outgoing = watched(Outgoing.class, "outgoing", store.outgoing());
        records = watched(Records.class, "records", store.records());
        notes = watched(Notes.class, "notes", store.notes());
        cards = watched(Cards.class, "cards", new CutCards(store.cards()));
    }

    private <T> T watched(Class<T> port, String name, T target) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
            String call = name + "." + method.getName();
            watch.before(call);
            Object result = watch.instead(call, arguments, given -> {
                try {
                    return method.invoke(target, given);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
            watch.after(call);
            return result;
        }));
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Cards cards() {
        return cards;
    }

    @Override
    public Outgoing outgoing() {
        return outgoing;
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public Optional<String> trouble() {
        return store.trouble();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class CutCards implements Cards {
        private final Cards whole;

        CutCards(Cards whole) {
            this.whole = whole;
        }

        @Override
        public Set<String> commit(List<Change> changes) {
            int written = watch.written(changes.size());
            if (written < changes.size()) {
                whole.commit(new ArrayList<>(changes.subList(0, written)));
                throw new StoreUnavailable("cut off after " + written + " of " + changes.size() + " changes", null);
            }
            return whole.commit(changes);
        }

        @Override
        public Map<String, String> resolve(Collection<String> keys) {
            return whole.resolve(keys);
        }

        @Override
        public Map<String, Card> load(Collection<String> ids) {
            return whole.load(ids);
        }

        @Override
        public List<String> due(Instant now, int limit) {
            return whole.due(now, limit);
        }

        @Override
        public Optional<Instant> nextWake() {
            return whole.nextWake();
        }

        @Override
        public void scan(Consumer<Card> each) {
            whole.scan(each);
        }
    }
}
