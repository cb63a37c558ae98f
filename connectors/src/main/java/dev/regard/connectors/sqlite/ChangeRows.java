package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.CARD;
import static dev.regard.connectors.json.RecordJson.COMPLAINT;
import static dev.regard.connectors.json.RecordJson.DECISION;
import static dev.regard.connectors.json.RecordJson.DISPATCH;
import static dev.regard.connectors.json.RecordJson.NO_CIPHER;
import static dev.regard.connectors.json.RecordJson.SCHEMA_VERSION;
import static dev.regard.connectors.json.RecordJson.TOUCH;

import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Searchable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change with its documents made already, by the caller's thread: the one that writes shall only write.
 *
 * @param searchable null when it stays as it is
 */
record ChangeRows(Change change, byte[] document, Searchable searchable, List<Row<Decision>> decisions, List<Row<Touch>> touches,
        List<Row<Complaint>> complaints) {

    record Row<T>(T record, byte[] document) { }

    static ChangeRows of(Change change) {
        return new ChangeRows(change, CARD.compact(change.card()),
                change.searchable() ? Searchable.of(change.card()) : null, rows(change.decisions(), DECISION),
                rows(change.touches(), TOUCH), rows(change.complaints(), COMPLAINT));
    }

    private static <T> List<Row<T>> rows(List<T> records, RecordJson<T> json) {
        Function<T, Row<T>> row = record -> new Row<>(record, json.bytes(record));
        return records.stream().map(row).toList();
    }

    void writeEffects(Session s) throws SQLException {
        if (searchable != null) {
            writeSearchable(s);
        }
        for (String key : change.newKeys()) {
            leads(s, key, change.card().id());
        }
        for (Map.Entry<String, String> key : change.keysOfMembers().entrySet()) {
            leads(s, key.getKey(), key.getValue());
        }
        for (Row<Decision> row : decisions) {
            Decision d = row.record;
            s.update("""
                    INSERT INTO decisions (id, customer, type, at, schema, cipher, document) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (customer, id) DO NOTHING""", d.id(), d.customer(), d.type(), d.at(), SCHEMA_VERSION, NO_CIPHER, row.document);
        }
        for (Row<Complaint> row : complaints) {
            Complaint c = row.record;
            s.update("""
                    INSERT INTO complaints (id, customer, opened, status, schema, cipher, document) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET opened = excluded.opened, status = excluded.status, schema = excluded.schema,
                      cipher = excluded.cipher, document = excluded.document""",
                    c.key(), c.customer(), c.openedAt(), c.status(), SCHEMA_VERSION, NO_CIPHER, row.document);
        }
        for (Dispatch dispatch : change.dispatches()) {
            write(s, dispatch);
        }
        for (Row<Touch> row : touches) {
            write(s, row.record, row.document);
        }
    }

    private static void leads(Session s, String key, String card) throws SQLException {
        s.update("INSERT INTO keys (key, card) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, card);
    }

    /** A card that was merged into another one is not listed. */
    private void writeSearchable(Session s) throws SQLException {
        if (change.card().givenUp()) {
            s.update("DELETE FROM searchable WHERE id = ?", change.card().id());
            return;
        }
        s.update("""
                INSERT INTO searchable (id, tier, kind, owner, stage, words) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET tier = excluded.tier, kind = excluded.kind, owner = excluded.owner,
                  stage = excluded.stage, words = excluded.words
                WHERE (tier, kind, owner, stage, words) IS NOT (excluded.tier, excluded.kind, excluded.owner, excluded.stage, excluded.words)""",
                change.card().id(), searchable.tier(), searchable.kind(), searchable.owner(), searchable.stage(), searchable.words());
    }

    private static void write(Session s, Touch touch, byte[] document) throws SQLException {
        s.update("""
                INSERT INTO touches (id, customer, due, kind, status, shown, schema, cipher, document)
                VALUES (?1, ?2, ?3, ?4, ?5, CASE WHEN EXISTS (SELECT 1 FROM dispatches WHERE about = ?1 AND status = 'SENDING')
                  THEN 'SENDING' ELSE ?5 END, ?6, ?7, ?8)
                ON CONFLICT (customer, id) DO UPDATE SET due = excluded.due, kind = excluded.kind, status = excluded.status, shown = excluded.shown,
                  schema = excluded.schema, cipher = excluded.cipher, document = excluded.document""",
                touch.id(), touch.customer(), touch.due(), touch.kind(), touch.status(), SCHEMA_VERSION, NO_CIPHER, document);
    }

    private static void write(Session s, Dispatch dispatch) throws SQLException {
        Optional<Dispatch> stored = s.first("SELECT document FROM dispatches WHERE id = ?", row -> DISPATCH.read(row.getBytes(1)), dispatch.id());
        if (stored.isEmpty() || dispatch.replaces(stored.get())) {
            put(s, dispatch);
        }
    }

    /** Writes a dispatch as it is, and what its touch shows. */
    static void put(Session s, Dispatch d) throws SQLException {
        s.update("""
                INSERT INTO dispatches (id, customer, about, status, urgent, try, claimed, schema, cipher, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, try = excluded.try, claimed = excluded.claimed,
                  schema = excluded.schema, cipher = excluded.cipher, document = excluded.document""",
                d.id(), d.customer(), d.about(), d.status(), d.lane() == Dispatch.Lane.URGENT ? 1 : 0, d.tryAt(), d.claimedBy(), SCHEMA_VERSION, NO_CIPHER, DISPATCH.bytes(d));
        s.update("""
                UPDATE touches SET shown = CASE WHEN EXISTS (SELECT 1 FROM dispatches WHERE about = touches.id AND status = 'SENDING')
                  THEN 'SENDING' ELSE status END WHERE customer = ? AND id = ?""", d.customer(), d.about());
    }
}
