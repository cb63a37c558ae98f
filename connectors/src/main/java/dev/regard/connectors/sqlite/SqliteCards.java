package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.CARD;
import static dev.regard.connectors.json.RecordJson.NO_CIPHER;
import static dev.regard.connectors.json.RecordJson.SCHEMA_VERSION;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

final class SqliteCards implements Cards {
    private static final int SCANNED_AT_ONCE = 500;
    /** So many changes share a transaction at least, though others wait: a twentieth of a second. */
    private static final int PORTION = 500;
    private static final int ASKED_EACH = 50;
    private final Writer writer;
    private final Readers readers;
    private final SqliteJournal journal;

    /** @param next the first change that is not written yet */
    private record Committed(int next, Set<String> conflicts, int settled) { }

    SqliteCards(Writer writer, Readers readers, SqliteJournal journal) {
        this.writer = writer;
        this.readers = readers;
        this.journal = journal;
    }

    @Override
    public Map<String, String> resolve(Collection<String> keys) {
        return found("resolving keys", keys, "SELECT card FROM keys WHERE key = ?", row -> row.getString(1));
    }

    @Override
    public Map<String, Card> load(Collection<String> ids) {
        return found("reading cards", ids, "SELECT document FROM cards WHERE id = ?", row -> CARD.read(row.getBytes(1)));
    }

    private <T> Map<String, T> found(String doing, Collection<String> wanted, String sql, Session.RowReader<T> reader) {
        return readers.read(doing, s -> {
            Map<String, T> found = new LinkedHashMap<>();
            for (String one : wanted) {
                Optional<T> value = s.first(sql, reader, one);
                value.ifPresent(v -> found.put(one, v));
            }
            return found;
        });
    }

    @Override
    public Set<String> commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return Set.of();
        }
        // neighbours in the indexes are written one after the other
        List<ChangeRows> prepared = changes.stream().map(ChangeRows::of).sorted(Comparator.comparing(c -> c.change().card().id())).toList();
        Set<String> conflicts = new LinkedHashSet<>();
        for (int from = 0; from < prepared.size(); ) {
            int next = from;
            Committed committed = writer.writeLong("writing cards", s -> commit(s, prepared, next));
            journal.settled(committed.settled);
            conflicts.addAll(committed.conflicts);
            from = committed.next;
        }
        return conflicts;
    }

    /** Writes changes until all are written or somebody else waits for the disk. */
    private Committed commit(Session s, List<ChangeRows> changes, int from) throws SQLException {
        Set<String> conflicts = new LinkedHashSet<>();
        List<Recorded> applied = new ArrayList<>();
        int next = from;
        while (next < changes.size() && (next - from < PORTION || next % ASKED_EACH != 0 || !writer.othersWait())) {
            ChangeRows change = changes.get(next++);
            if (written(s, change)) {
                CrashPoint.IN_LEDGER.pass();
                change.writeEffects(s);
                applied.addAll(change.change().applied());
            } else {
                conflicts.add(change.change().card().id());
            }
        }
        return new Committed(next, conflicts, SqliteJournal.settle(s, applied));
    }

    private static boolean written(Session s, ChangeRows change) throws SQLException {
        Card card = change.change().card();
        return change.change().follows() == 0
                ? s.update("INSERT INTO cards (id, version, wake, schema, cipher, document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        card.id(), card.version(), card.wakeAt(), SCHEMA_VERSION, NO_CIPHER, change.document()) == 1
                : s.update("UPDATE cards SET version = ?, wake = ?, schema = ?, cipher = ?, document = ? WHERE id = ? AND version = ?",
                        card.version(), card.wakeAt(), SCHEMA_VERSION, NO_CIPHER, change.document(), card.id(), change.change().follows()) == 1;
    }

    @Override
    public List<String> due(Instant now, int limit) {
        return readers.read("asking what is due", s -> s.list("SELECT id FROM cards WHERE wake <= ? ORDER BY wake LIMIT ?",
                row -> row.getString(1), now, limit));
    }

    @Override
    public Optional<Instant> nextWake() {
        return readers.read("asking what is due next", s -> s.first("SELECT wake FROM cards WHERE wake IS NOT NULL ORDER BY wake LIMIT 1",
                row -> EpochNanos.toInstant(row.getLong(1))));
    }

    /** In portions, so that no reading lasts long enough to keep the write-ahead log from being emptied. */
    @Override
    public void scan(Consumer<Card> each) {
        List<Card> some;
        String last = "";
        do {
            String after = last;
            some = readers.read("scanning cards", s -> s.list("SELECT document FROM cards WHERE id > ? ORDER BY id LIMIT ?",
                    row -> CARD.read(row.getBytes(1)), after, SCANNED_AT_ONCE));
            some.forEach(each);
            last = some.isEmpty() ? last : some.get(some.size() - 1).id();
        } while (some.size() == SCANNED_AT_ONCE);
    }
}
