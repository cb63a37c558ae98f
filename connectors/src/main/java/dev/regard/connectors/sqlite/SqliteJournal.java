package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.EVENT;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

final class SqliteJournal implements Journal {
    private static final int REPLAYED_AT_ONCE = 500;
    /** A list as long as this comes from a file: nobody sits before it, and it takes its turn with the cards instead of breaking in on them. */
    private static final int LONG = 1_000;
    private final Writer writer;
    private final Readers readers;
    private final AtomicLong waiting;

    private record Entry(String key, byte[] document) { }

    SqliteJournal(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
        waiting = new AtomicLong(readers.read("counting events", s ->
                s.first("SELECT count(*) FROM waiting", row -> row.getLong(1)).orElse(0L)));
    }

    @Override
    public List<Boolean> append(List<Event> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = events.stream().map(event -> new Entry(event.key(), EVENT.bytes(event))).toList();
        Writer.Work<List<Boolean>> filing = s -> {
            List<Boolean> each = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                each.add(filed(s, entry, receivedAt));
                CrashPoint.IN_JOURNAL.pass();
            }
            return each;
        };
        // counted before somebody can apply them, so that none is never said too soon
        waiting.addAndGet(entries.size());
        long taken = 0;
        try {
            List<Boolean> fresh = entries.size() < LONG ? writer.write("filing events", filing) : writer.writeLong("filing events", filing);
            taken = fresh.stream().filter(isNew -> isNew).count();
            return fresh;
        } finally {
            waiting.addAndGet(taken - entries.size());
        }
    }

    private static boolean filed(Session s, Entry entry, Instant receivedAt) throws SQLException {
        return s.update("INSERT INTO journal (key, received, schema, cipher, document) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                entry.key, receivedAt, RecordJson.SCHEMA_VERSION, RecordJson.NO_CIPHER, entry.document) == 1;
    }

    @Override
    public List<Recorded> pending(long after, int limit) {
        return readers.read("reading pending events", s -> s.list("""
                SELECT j.sequence, j.received, j.document FROM waiting w CROSS JOIN journal j ON j.sequence = w.sequence
                WHERE w.sequence > ? ORDER BY w.sequence LIMIT ?""", SqliteJournal::recorded, after, limit));
    }

    @Override
    public Optional<Recorded> find(String key) {
        return readers.read("reading an event", s -> s.first("SELECT sequence, received, document FROM journal WHERE key = ?", SqliteJournal::recorded, key));
    }

    @Override
    public long waiting() {
        return Math.max(0, waiting.get());
    }

    @Override
    public void settle(List<Recorded> events) {
        if (!events.isEmpty()) {
            settled(writer.write("settling events", s -> settle(s, events)));
        }
    }

    /** Part of a transaction; how many of them were waiting is told to {@link #settled} when it is committed. */
    static int settle(Session s, List<Recorded> events) throws SQLException {
        String sequences = events.stream().map(event -> String.valueOf(event.sequence())).collect(Collectors.joining(",", "[", "]"));
        return events.isEmpty() ? 0 : s.update("DELETE FROM waiting WHERE sequence IN (SELECT value FROM json_each(?))", sequences);
    }

    void settled(int events) {
        waiting.addAndGet(-events);
    }

    @Override
    public void replay(Instant from, Instant to, Consumer<Recorded> each) {
        replay(readers, from, to, each);
    }

    /** The same without a journal to write to. */
    static void replay(Readers readers, Instant from, Instant to, Consumer<Recorded> each) {
        readers.read("replaying the journal", s -> s.first("""
                SELECT min(sequence), max(sequence) FROM journal INDEXED BY journal_received WHERE received >= ? AND received < ?""",
                row -> row.getObject(1) == null ? null : new Span(row.getLong(1), row.getLong(2)), from, to))
                .ifPresent(span -> replay(readers, span, from, to, each));
    }

    /** Sequence numbers; the clock may have gone back in between, so not all of them lie in the span of time. */
    private record Span(long first, long last) { }

    private static void replay(Readers readers, Span span, Instant from, Instant to, Consumer<Recorded> each) {
        List<Recorded> some;
        long next = span.first;
        do {
            long first = next;
            some = readers.read("replaying the journal", s -> s.list("""
                    SELECT sequence, received, document FROM journal
                    WHERE sequence >= ? AND sequence <= ? AND +received >= ? AND +received < ? ORDER BY sequence LIMIT ?""",
                    SqliteJournal::recorded, first, span.last, from, to, REPLAYED_AT_ONCE));
            some.forEach(each);
            next = some.isEmpty() ? next : some.get(some.size() - 1).sequence() + 1;
        } while (some.size() == REPLAYED_AT_ONCE);
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(row.getLong(1), EpochNanos.toInstant(row.getLong(2)), EVENT.read(row.getBytes(3)));
    }
}
