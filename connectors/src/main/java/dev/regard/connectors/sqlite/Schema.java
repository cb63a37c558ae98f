package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables and their indexes. Each record lies in a {@code document}; beside it stand the narrow columns that are
 * searched, and {@code schema} and {@code cipher}, which say how the document is to be read. Instants are nanoseconds.
 *
 * <table>
 * <caption>Which question each index answers</caption>
 * <tr><th>index</th><th>question</th></tr>
 * <tr><td>{@code journal.key}</td><td>was this event filed before?</td></tr>
 * <tr><td>{@code journal_received}</td><td>the part of the journal that a replay reads</td></tr>
 * <tr><td>{@code waiting}</td><td>a small table of its own, filled by a trigger, so that applying an event does not rewrite the journal</td></tr>
 * <tr><td>{@code cards_wake}</td><td>which cards are due, and when is the next; costs what is due, and holds no card that never wakes</td></tr>
 * <tr><td>{@code searchable.id}</td><td>lists of customers walk this narrow copy and never the cards that they leave out</td></tr>
 * <tr><td>{@code searchable_tier}</td><td>how many cards a tier has</td></tr>
 * <tr><td>{@code decisions.(customer, id)}, {@code touches.(customer, id)}</td><td>was this filed before? what concerns one customer? The few are put in order
 * after reading: an index in the order of the list would cost a page with every write</td></tr>
 * <tr><td>{@code complaints_of}</td><td>what concerns one customer, in the order of the list</td></tr>
 * <tr><td>{@code decisions_at}, {@code complaints_opened}</td><td>the same list over all customers</td></tr>
 * <tr><td>{@code touches_shown}, {@code complaints_status}</td><td>the list of one status (of all, by merging the statuses); how many touches have it</td></tr>
 * <tr><td>{@code dispatches_about}</td><td>is this touch being sent? which mails did this escalation cause?</td></tr>
 * <tr><td>{@code dispatches_ready}, {@code dispatches_sending}</td><td>what may be claimed, what was left behind; neither holds what is sent</td></tr>
 * <tr><td>{@code dispatches_sent}</td><td>how many ordinary mails went out lately</td></tr>
 * </table>
 */
final class Schema {
    private static final List<String> FIRST = List.of(
            """
            CREATE TABLE journal (sequence INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, received INTEGER NOT NULL,
              schema INTEGER NOT NULL, cipher TEXT NOT NULL, document BLOB NOT NULL)""",
            "CREATE INDEX journal_received ON journal (received)",
            "CREATE TABLE waiting (sequence INTEGER PRIMARY KEY)",
            """
            CREATE TABLE cards (id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, wake INTEGER,
              schema INTEGER NOT NULL, cipher TEXT NOT NULL, document BLOB NOT NULL)""",
            "CREATE INDEX cards_wake ON cards (wake, id) WHERE wake IS NOT NULL",
            """
            CREATE TABLE searchable (id TEXT NOT NULL PRIMARY KEY, tier TEXT, kind TEXT, owner TEXT, stage TEXT, words TEXT NOT NULL)
              WITHOUT ROWID""",
            "CREATE INDEX searchable_tier ON searchable (tier)",
            "CREATE TABLE keys (key TEXT NOT NULL PRIMARY KEY, card TEXT NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE decisions (id TEXT NOT NULL, customer TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
              schema INTEGER NOT NULL, cipher TEXT NOT NULL, document BLOB NOT NULL, UNIQUE (customer, id))""",
            "CREATE INDEX decisions_at ON decisions (at, id)",
            """
            CREATE TABLE touches (id TEXT NOT NULL, customer TEXT NOT NULL, due INTEGER NOT NULL, kind TEXT NOT NULL,
              status TEXT NOT NULL, shown TEXT NOT NULL, schema INTEGER NOT NULL, cipher TEXT NOT NULL, document BLOB NOT NULL,
              UNIQUE (customer, id))""",
            "CREATE INDEX touches_shown ON touches (shown, due, id)",
            """
            CREATE TABLE complaints (id TEXT NOT NULL PRIMARY KEY, customer TEXT NOT NULL, opened INTEGER NOT NULL, status TEXT NOT NULL,
              schema INTEGER NOT NULL, cipher TEXT NOT NULL, document BLOB NOT NULL)""",
            "CREATE INDEX complaints_of ON complaints (customer, opened, id)",
            "CREATE INDEX complaints_opened ON complaints (opened, id)",
            "CREATE INDEX complaints_status ON complaints (status, opened, id)",
            """
            CREATE TABLE dispatches (id TEXT NOT NULL PRIMARY KEY, customer TEXT NOT NULL, about TEXT NOT NULL, status TEXT NOT NULL,
              try INTEGER NOT NULL, claimed TEXT, schema INTEGER NOT NULL, cipher TEXT NOT NULL, document BLOB NOT NULL)""",
            "CREATE INDEX dispatches_about ON dispatches (about, id)",
            "CREATE INDEX dispatches_ready ON dispatches (try, id) WHERE status = 'READY'",
            "CREATE INDEX dispatches_sending ON dispatches (try, id) WHERE status = 'SENDING'",
            "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");

    /** Indexes by time alone: with an id behind it, an entry among many of one instant falls on a page of its own. */
    private static final List<String> SECOND = List.of(
            "CREATE TRIGGER journal_filed AFTER INSERT ON journal BEGIN INSERT INTO waiting (sequence) VALUES (new.sequence); END",
            "DROP INDEX cards_wake",
            "CREATE INDEX cards_wake ON cards (wake) WHERE wake IS NOT NULL");

    /** What is urgent waits apart from what is not. */
    private static final List<String> LANES = List.of(
            "ALTER TABLE dispatches ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0",
            "UPDATE dispatches SET urgent = 1 WHERE status IN ('READY', 'SENDING') AND json_extract(CAST(document AS TEXT), '$.repeatable')",
            "DROP INDEX dispatches_ready",
            "CREATE INDEX dispatches_ready ON dispatches (urgent, try, id) WHERE status = 'READY'");

    /** What went out lately is counted at each start; each sent mail adds at the end. */
    private static final List<String> SENT = List.of("CREATE INDEX dispatches_sent ON dispatches (try) WHERE status = 'SENT' AND urgent = 0");

    /** Two customers may have a complaint of the same id. */
    private static final List<String> KEYED = List.of("UPDATE complaints SET id = customer || '/' || id");

    /** What leads from one version to the next; the first one makes an empty store. */
    static final List<List<String>> STEPS = List.of(FIRST, SECOND, LANES, SENT, KEYED);

    private Schema() { }

    /**
     * Brings a store to the version that the steps lead to; an older one is copied beside itself before.
     *
     * @throws StoreRefused when it is newer
     */
    static void bringUp(Session session, Path file, List<List<String>> steps) throws SQLException {
        session.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        int version = session.first("SELECT max(version) FROM schema_version", row -> row.getInt(1)).orElse(0);
        if (version > steps.size()) {
            throw new StoreRefused("%s was made by a newer program (schema %d; this one knows %d)".formatted(file, version, steps.size()));
        }
        if (version > 0 && version < steps.size()) {
            copy(session, file.resolveSibling(file.getFileName() + ".schema-" + version));
        }
        for (int next = version + 1; next <= steps.size(); next++) {
            session.run("BEGIN IMMEDIATE");
            try {
                for (String definition : steps.get(next - 1)) {
                    session.run(definition);
                }
                session.run("INSERT INTO schema_version VALUES (" + next + ")");
                session.run("COMMIT");
            } catch (SQLException e) {
                session.run("ROLLBACK");
                throw e;
            }
        }
    }

    /** A copy that was begun and not ended, when a migration was cut off, is made anew. */
    private static void copy(Session session, Path copy) throws SQLException {
        try {
            Path unfinished = copy.resolveSibling(copy.getFileName() + ".part");
            Files.deleteIfExists(unfinished);
            session.update("VACUUM INTO ?", unfinished.toString());
            Files.move(unfinished, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("the store could not be copied before its migration", e);
        }
    }
}
