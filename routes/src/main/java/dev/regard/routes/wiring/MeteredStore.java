package dev.regard.routes.wiring;

import dev.regard.engine.customer.Card;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A store that counts what passes through it. */
final class MeteredStore implements Store {
    private final Store store;
    private final MeterRegistry meters;
    private final Journal journal;
    private final Cards cards;

    MeteredStore(Store store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.journal = new MeteredJournal(store.journal());
        this.cards = new MeteredCards(store.cards());
    }

    private Timer timer(String name, String words) {
        return Timer.builder(name).description(words).publishPercentileHistogram(false).register(meters);
    }

    private Counter counter(String name, String words, String... tags) {
        return Counter.builder(name).description(words).tags(tags).register(meters);
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
        return store.outgoing();
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

    private final class MeteredJournal implements Journal {
        private final Journal journal;
        private final Counter accepted = counter("regard.events", "Events by whether they were new", "outcome", "accepted");
        private final Counter repeated = counter("regard.events", "Events by whether they were new", "outcome", "repeated");
        private final Timer appending = timer("regard.journal.append", "Making events durable");

        MeteredJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public List<Boolean> append(List<Event> events, Instant receivedAt) {
            List<Boolean> taken = appending.record(() -> journal.append(events, receivedAt));
            long fresh = taken.stream().filter(t -> t).count();
            accepted.increment(fresh);
            repeated.increment(taken.size() - (double) fresh);
            return taken;
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
        public boolean isLongerThan(long events) {
            return journal.isLongerThan(events);
        }

        @Override
        public void settle(List<Recorded> events) {
            journal.settle(events);
        }

        @Override
        public void replay(Instant from, Instant to, Consumer<Recorded> each) {
            journal.replay(from, to, each);
        }
    }

    private final class MeteredCards implements Cards {
        private final Cards cards;
        private final Timer committing = timer("regard.cards.commit", "Writing changed cards with their effects");
        private final Timer sweeping = timer("regard.sweep", "Asking which cards are due");
        private final Counter due = counter("regard.sweep.due", "Cards that were due");
        private final Counter changes = counter("regard.cards.changes", "Changes of cards");
        private final Counter applied = counter("regard.events.applied", "Events that were applied to a card");

        MeteredCards(Cards cards) {
            this.cards = cards;
        }

        @Override
        public Map<String, String> resolve(Collection<String> keys) {
            return cards.resolve(keys);
        }

        @Override
        public Map<String, Card> load(Collection<String> ids) {
            return cards.load(ids);
        }

        @Override
        public Set<String> commit(List<Change> all) {
            Set<String> outdated = committing.record(() -> cards.commit(all));
            for (Change change : all) {
                if (!outdated.contains(change.card().id())) {
                    changes.increment();
                    applied.increment(change.applied().size());
                    change.decisions().forEach(d -> counter("regard.decisions", "Decisions by type", "type", d.type()).increment());
                }
            }
            return outdated;
        }

        @Override
        public List<String> due(Instant now, int limit) {
            List<String> ids = sweeping.record(() -> cards.due(now, limit));
            due.increment(ids.size());
            return ids;
        }

        @Override
        public Optional<Instant> nextWake() {
            return cards.nextWake();
        }

        @Override
        public void scan(Consumer<Card> each) {
            cards.scan(each);
        }
    }
}
