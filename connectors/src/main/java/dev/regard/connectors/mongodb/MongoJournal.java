package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.unset;
import static dev.regard.connectors.json.RecordJson.EVENT;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.InsertManyResult;
import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.bson.Document;

/** The id of an entry is the hash of the event's source and id, so that the second arrival collides wherever it arrives. */
final class MongoJournal implements Journal {
    private static final int BATCH = 500;
    private static final long COUNT_IS_GOOD_FOR = TimeUnit.SECONDS.toNanos(1);
    private final MongoCollection<Document> journal;
    private final MongoCollection<Document> counters;
    private final Relay relay;
    private final AtomicLong waiting = new AtomicLong();
    private final Lock counting = new ReentrantLock();
    private volatile long countedAt = System.nanoTime() - COUNT_IS_GOOD_FOR;

    MongoJournal(Collections collections, Relay relay) {
        this.journal = collections.journal();
        this.counters = collections.counters();
        this.relay = relay;
    }

    @Override
    public List<Boolean> append(List<Event> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return List.of();
        }
        Map<String, Event> byKey = new LinkedHashMap<>();
        List<String> keys = events.stream().map(Event::key).toList();
        for (int i = 0; i < events.size(); i++) {
            byKey.putIfAbsent(keys.get(i), events.get(i));
        }
        Set<String> fresh = Calls.call("filing events", () -> file(byKey, receivedAt));
        moved(fresh.size());
        // the first of a pair in the same list is the new one
        return keys.stream().map(fresh::remove).toList();
    }

    private Set<String> file(Map<String, Event> events, Instant receivedAt) {
        long first = numbers(events.size());
        List<Document> entries = new ArrayList<>(events.size());
        events.forEach((key, event) -> entries.add(entry(key, event, first + entries.size(), receivedAt)));
        CrashPoint.IN_JOURNAL.pass();
        int[] inserted = new int[1];
        Calls.ignoringKnownIds(() -> {
            InsertManyResult result = journal.insertMany(entries, new InsertManyOptions().ordered(false));
            inserted[0] = result.getInsertedIds().size();
        });
        return inserted[0] == entries.size() ? new HashSet<>(events.keySet()) : filedAs(events.keySet(), first, first + entries.size());
    }

    /** Those that carry a number of this list are new; the others were there. */
    private Set<String> filedAs(Set<String> keys, long from, long before) {
        return journal.find(and(in("_id", keys), gte("seq", from), lt("seq", before))).projection(include("_id")).batchSize(BATCH)
                .map(entry -> entry.getString("_id")).into(new HashSet<>());
    }

    private static Document entry(String key, Event event, long number, Instant receivedAt) {
        return Collections.written(new Document("_id", key).append("seq", number).append("waiting", number)
                .append("received", EpochNanos.of(receivedAt)), EVENT.text(event));
    }

    /** Takes as many numbers as asked for; the first of them. Numbers of a list that is not filed in the end are never used. */
    private long numbers(int count) {
        Document counter = counters.findOneAndUpdate(eq("_id", "journal"), inc("last", (long) count),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return counter.getLong("last") - count + 1;
    }

    @Override
    public List<Recorded> pending(long after, int limit) {
        relay.completeWhatFailed();
        return Calls.call("reading pending events", () -> journal.find(gt("waiting", Math.max(0, after))).sort(ascending("waiting")).limit(limit)
                .batchSize(limit + 1).map(MongoJournal::recorded).into(new ArrayList<>()));
    }

    @Override
    public Optional<Recorded> find(String key) {
        return Calls.call("reading an event", () -> Optional.ofNullable(journal.find(eq("_id", key)).first()).map(MongoJournal::recorded));
    }

    /** What was counted while something was written may miss one or two, so that none is always counted anew. */
    @Override
    public long waiting() {
        long estimate = waiting.get();
        return estimate <= 0 || isOutdated() ? count() : estimate;
    }

    /** Counted once a second by one caller, and in between by what this process does: where the server is away, nobody waits for another one's count. */
    @Override
    public boolean isLongerThan(long events) {
        if (isOutdated() && counting.tryLock()) {
            try {
                count();
            } finally {
                counting.unlock();
            }
        }
        return waiting.get() > events;
    }

    private boolean isOutdated() {
        return System.nanoTime() - countedAt >= COUNT_IS_GOOD_FOR;
    }

    private long count() {
        long counted = Calls.call("counting events", () -> journal.countDocuments(gt("waiting", 0L)));
        waiting.set(counted);
        countedAt = System.nanoTime();
        return counted;
    }

    private void moved(long events) {
        waiting.addAndGet(events);
    }

    /** Events that were applied together with cards, which {@link Relay} has marked. */
    void applied(long events) {
        moved(-events);
    }

    @Override
    public void settle(List<Recorded> events) {
        if (!events.isEmpty()) {
            List<String> keys = events.stream().map(recorded -> recorded.event().key()).toList();
            moved(-Calls.call("settling events", () -> journal.updateMany(in("_id", keys), unset("waiting")).getModifiedCount()));
        }
    }

    @Override
    public void replay(Instant from, Instant to, Consumer<Recorded> each) {
        Calls.call("replaying the journal", () -> {
            journal.find(and(gte("received", EpochNanos.of(from)), lt("received", EpochNanos.of(to)))).sort(ascending("seq"))
                    .allowDiskUse(true).batchSize(BATCH).map(MongoJournal::recorded).forEach(each);
            return null;
        });
    }

    private static Recorded recorded(Document entry) {
        return new Recorded(entry.getLong("seq"), EpochNanos.toInstant(entry.getLong("received")), EVENT.read(entry.getString("document")));
    }
}
