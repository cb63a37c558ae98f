package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.CARD;
import static dev.regard.connectors.json.RecordJson.NO_CIPHER;
import static dev.regard.connectors.json.RecordJson.SCHEMA_VERSION;

import dev.regard.connectors.json.EpochNanos;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.customer.Card;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

final class SqliteCards implements Cards {
    private static final int SCANNED_AT_ONCE = 500;
    private final Writer writer;
    private final Readers readers;
    private final SqliteJournal journal;

    private record Committed(Set<String> conflicts, int settled) { }

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
        List<ChangeRows> prepared = changes.stream().map(ChangeRows::of).toList();
        Committed committed = writer.write("writing cards", s -> commit(s, prepared));
        journal.settled(committed.settled);
        return committed.conflicts;
    }

    private static Committed commit(Session s, List<ChangeRows> changes) throws SQLException {
        Set<String> conflicts = new LinkedHashSet<>();
        int settled = 0;
        for (ChangeRows change : changes) {
            if (written(s, change)) {
                CrashPoint.IN_LEDGER.pass();
                change.writeEffects(s);
                settled += SqliteJournal.settle(s, change.change().applied());
            } else {
                conflicts.add(change.change().card().id());
            }
        }
        return new Committed(conflicts, settled);
    }

    private static boolean written(Session s, ChangeRows change) throws SQLException {
        Card card = change.change().card();
        return card.version() == 1
                ? s.update("INSERT INTO cards (id, version, wake, schema, cipher, document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        card.id(), 1, card.wakeAt(), SCHEMA_VERSION, NO_CIPHER, change.document()) == 1
                : s.update("UPDATE cards SET version = ?, wake = ?, schema = ?, cipher = ?, document = ? WHERE id = ? AND version = ?",
                        card.version(), card.wakeAt(), SCHEMA_VERSION, NO_CIPHER, change.document(), card.id(), card.version() - 1) == 1;
    }

    @Override
    public List<String> due(Instant now, int limit) {
        return readers.read("asking what is due", s -> s.list("SELECT id FROM cards WHERE wake <= ? ORDER BY wake, id LIMIT ?",
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
