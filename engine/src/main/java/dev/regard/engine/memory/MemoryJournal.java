package dev.regard.engine.memory;

import dev.regard.engine.event.Event;
import dev.regard.engine.store.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

final class MemoryJournal implements Journal {
    private final List<Recorded> all = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final TreeMap<Long, Recorded> pending = new TreeMap<>();
    private final boolean past;
    private long sequence;

    /** @param past whether events are kept when they are applied */
    MemoryJournal(boolean past) {
        this.past = past;
    }

    @Override
    public synchronized List<Boolean> append(List<Event> events, Instant receivedAt) {
        List<Boolean> fresh = new ArrayList<>(events.size());
        for (Event event : events) {
            fresh.add(keys.add(event.key()));
            if (fresh.get(fresh.size() - 1)) {
                Recorded recorded = new Recorded(++sequence, receivedAt, event);
                if (past) {
                    all.add(recorded);
                }
                pending.put(recorded.sequence(), recorded);
            }
        }
        return fresh;
    }

    @Override
    public synchronized List<Recorded> pending(long after, int limit) {
        return pending.isEmpty() ? List.of() : pending.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<Recorded> find(String key) {
        return Stream.concat(pending.values().stream(), all.stream()).filter(r -> r.event().key().equals(key)).findFirst();
    }

    @Override
    public synchronized long waiting() {
        return pending.size();
    }

    @Override
    public synchronized void settle(List<Recorded> events) {
        events.forEach(event -> pending.remove(event.sequence()));
    }

    @Override
    public void replay(Instant from, Instant to, Consumer<Recorded> each) {
        received(from, to).forEach(each);
    }

    private synchronized List<Recorded> received(Instant from, Instant to) {
        return all.stream().filter(r -> !r.receivedAt().isBefore(from) && r.receivedAt().isBefore(to)).toList();
    }
}
