package dev.regard.engine.memory;

import static java.util.Comparator.comparing;

import dev.regard.engine.customer.Card;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

final class MemoryCards implements Cards {
    private final MemoryJournal journal;
    private final MemoryRecords records;
    private final MemoryOutgoing outgoing;
    private final Consumer<Change> written;
    private final Map<String, String> keys = new HashMap<>();
    private final TreeSet<Wake> wakes = new TreeSet<>(comparing(Wake::at).thenComparing(Wake::card));

    private record Wake(Instant at, String card) { }

    MemoryCards(MemoryJournal journal, MemoryRecords records, MemoryOutgoing outgoing, Consumer<Change> written) {
        this.journal = journal;
        this.records = records;
        this.outgoing = outgoing;
        this.written = written;
    }

    @Override
    public synchronized Map<String, String> resolve(Collection<String> wanted) {
        return picked(wanted, keys::get);
    }

    @Override
    public synchronized Map<String, Card> load(Collection<String> ids) {
        return picked(ids, records::card);
    }

    private static <T> Map<String, T> picked(Collection<String> wanted, java.util.function.Function<String, T> known) {
        Map<String, T> found = new LinkedHashMap<>();
        for (String name : wanted) {
            T value = known.apply(name);
            if (value != null) {
                found.put(name, value);
            }
        }
        return found;
    }

    @Override
    public synchronized Set<String> commit(List<Change> changes) {
        Set<String> conflicts = new LinkedHashSet<>();
        for (Change change : changes) {
            Card next = change.card();
            Card stored = records.card(next.id());
            if (change.follows() == (stored == null ? 0 : stored.version())) {
                write(change, stored);
            } else {
                conflicts.add(next.id());
            }
        }
        return conflicts;
    }

    private void write(Change change, Card stored) {
        written.accept(change);
        Card next = change.card();
        wake(stored).ifPresent(wakes::remove);
        wake(next).ifPresent(wakes::add);
        change.newKeys().forEach(key -> keys.putIfAbsent(key, next.id()));
        change.keysOfMembers().forEach(keys::putIfAbsent);
        outgoing.take(change.dispatches());
        records.take(change);
        journal.settle(change.applied());
    }

    private static Optional<Wake> wake(Card card) {
        return Optional.ofNullable(card).filter(c -> c.wakeAt() != null).map(c -> new Wake(c.wakeAt(), c.id()));
    }

    @Override
    public synchronized List<String> due(Instant now, int limit) {
        return wakes.isEmpty() || wakes.first().at().isAfter(now) ? List.of() : wakes.stream().takeWhile(wake -> !wake.at().isAfter(now)).limit(limit).map(Wake::card).toList();
    }

    @Override
    public synchronized Optional<Instant> nextWake() {
        return wakes.isEmpty() ? Optional.empty() : Optional.of(wakes.first().at());
    }

    @Override
    public void scan(Consumer<Card> each) {
        records.allCards().forEach(each);
    }
}
