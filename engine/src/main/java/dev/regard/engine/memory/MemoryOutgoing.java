package dev.regard.engine.memory;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Outgoing;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

final class MemoryOutgoing implements Outgoing {
    private static final Comparator<Dispatch> EARLIEST_FIRST = comparing(Dispatch::tryAt).thenComparing(Dispatch::id);
    private final Map<String, Dispatch> all = new HashMap<>();
    private final Map<String, Set<String>> byAbout = new HashMap<>();
    private final TreeSet<Dispatch> ready = new TreeSet<>(EARLIEST_FIRST);
    private final Map<String, Dispatch> sending = new HashMap<>();

    synchronized void take(List<Dispatch> dispatches) {
        for (Dispatch dispatch : dispatches) {
            Dispatch stored = all.get(dispatch.id());
            if (stored == null || dispatch.replaces(stored)) {
                put(dispatch);
            }
        }
    }

    private void put(Dispatch next) {
        Dispatch before = all.put(next.id(), next);
        if (before == null) {
            byAbout.computeIfAbsent(next.about(), about -> new TreeSet<>()).add(next.id());
        } else {
            ready.remove(before);
            sending.remove(before.id());
        }
        if (next.status() == Status.READY) {
            ready.add(next);
        } else if (next.status() == Status.SENDING) {
            sending.put(next.id(), next);
        }
    }

    @Override
    public synchronized List<Dispatch> claim(Dispatch.Lane lane, Instant now, int limit, String process) {
        if (ready.isEmpty()) {
            return List.of();
        }
        List<Dispatch> claimed = ready.stream().filter(d -> d.lane() == lane && d.isDue(now)).limit(limit).map(d -> d.claimedBy(process)).toList();
        claimed.forEach(this::put);
        return claimed;
    }

    @Override
    public synchronized List<Dispatch> abandoned(String process, int limit) {
        return sending.values().stream().filter(d -> !process.equals(d.claimedBy())).sorted(EARLIEST_FIRST).limit(limit).toList();
    }

    @Override
    public synchronized Map<String, Long> sentByDomain(Instant from) {
        return all.values().stream().filter(d -> d.status() == Status.SENT && d.lane() == Dispatch.Lane.ORDINARY && d.channel().equals("email") && !d.tryAt().isBefore(from))
                .collect(groupingBy(d -> Pace.domain(d.recipient()), counting()));
    }

    @Override
    public synchronized Optional<Instant> nextTry() {
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.first().tryAt());
    }

    synchronized Optional<Dispatch> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    synchronized List<Dispatch> about(String about) {
        return byAbout.getOrDefault(about, Set.of()).stream().map(all::get).toList();
    }

    /** What the dispatches are about that are being sent. */
    synchronized Set<String> beingSent() {
        return sending.values().stream().map(Dispatch::about).collect(toSet());
    }
}
