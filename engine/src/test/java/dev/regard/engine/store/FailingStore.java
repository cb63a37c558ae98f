package dev.regard.engine.store;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store in memory that cannot file events for a while. */
public final class FailingStore implements Store {
    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger filings = new AtomicInteger();
    private boolean lost;

    /** The next so many attempts to file fail. */
    public void failingToFile(int times) {
        failures.set(times);
    }

    /** How often somebody has tried to file something; each time costs a flush of the disk. */
    public int filings() {
        return filings.get();
    }

    @Override
    public Journal journal() {
        Journal journal = store.journal();
        return new Journal() {
            @Override
            public List<Boolean> append(List<Event> events, Instant receivedAt) {
                filings.incrementAndGet();
                if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    throw new StoreUnavailable("filing events: the disk is full", null);
                }
                return journal.append(events, receivedAt);
            }

            @Override
            public List<Recorded> pending(long after, int limit) {
                return journal.pending(after, limit);
            }

            @Override
            public Optional<Recorded> find(String key) {
                return journal.find(key);
            }

            @Override
            public long waiting() {
                return journal.waiting();
            }

            @Override
            public void settle(List<Recorded> events) {
                journal.settle(events);
            }

            @Override
            public void replay(Instant from, Instant to, Consumer<Recorded> each) {
                journal.replay(from, to, each);
            }
        };
    }

    @Override
    public Cards cards() {
        return store.cards();
    }

    /** The next claim takes effect, and nobody hears of it. */
    public void losingTheNextClaim() {
        lost = true;
    }

    @Override
    public Outgoing outgoing() {
        Outgoing outgoing = store.outgoing();
        return new Outgoing() {
            @Override
            public List<Dispatch> claim(Dispatch.Lane lane, Instant now, int limit, String process) {
                List<Dispatch> claimed = outgoing.claim(lane, now, limit, process);
                if (lost) {
                    lost = false;
                    throw new StoreUnavailable("claiming dispatches: the connection was lost", null);
                }
                return claimed;
            }

            @Override
            public List<Dispatch> abandoned(String process, int limit) {
                return outgoing.abandoned(process, limit);
            }

            @Override
            public Map<String, Long> sentByDomain(Instant from) {
                return outgoing.sentByDomain(from);
            }

            @Override
            public Optional<Instant> nextTry() {
                return outgoing.nextTry();
            }
        };
    }

    @Override
    public Records records() {
        return store.records();
    }

    @Override
    public Notes notes() {
        return store.notes();
    }

    @Override
    public Optional<String> trouble() {
        return store.trouble();
    }

    @Override
    public void close() {
        store.close();
    }
}
