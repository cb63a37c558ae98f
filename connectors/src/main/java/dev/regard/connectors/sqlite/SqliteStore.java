package dev.regard.connectors.sqlite;

import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreRefused;
import dev.regard.engine.store.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded store: the file {@value #FILE} in the data folder. What a call has written when it returns is on the disk
 * (write-ahead log, flushed with every commit); many callers share a flush.
 */
public final class SqliteStore implements Store {
    public static final String FILE = "regard.db";

    private static final String PROBE = "store.probe";
    /** About what a batch of events takes. */
    private static final int PROBE_CHARACTERS = 1 << 18;
    private static final int READERS = 4;
    /** Of native memory, for each connection that reads, and sixteen times that for the one that writes; SQLite counts in KiB when negative. */
    private static final int READER_CACHE = -4 * 1024;
    private static final int WRITER_CACHE = 16 * READER_CACHE;
    /** How many pages of 4 KiB the log grows before it is worked into the file: a page that changes often is then written once. */
    private static final int CHECKPOINT_PAGES = 32_000;

    private final FolderLock lock;
    private final InUse inUse;
    private final Damage damage;
    private final Writer writer;
    private final Readers readers;
    private final SqliteJournal journal;
    private final Cards cards;
    private final Outgoing outgoing;
    private final Records records;
    private final Notes notes;

    private SqliteStore(FolderLock lock, InUse inUse, Damage damage, Writer writer, Readers readers) {
        this.lock = lock;
        this.inUse = inUse;
        this.damage = damage;
        this.writer = writer;
        this.readers = readers;
        journal = new SqliteJournal(writer, readers);
        cards = new SqliteCards(writer, readers, journal);
        outgoing = new SqliteOutgoing(writer, readers);
        records = new SqliteRecords(readers);
        notes = new SqliteNotes(writer, readers);
    }

    /** Whether there is a store in a folder. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Opens the store in a folder, and makes both where there are none.
     *
     * @throws StoreRefused     when a process holds the folder (the message names it), a newer program made the store, or a part of it is missing
     * @throws StoreUnavailable when the file cannot be read or written
     */
    public static SqliteStore open(Path folder) {
        return open(folder, Schema.STEPS);
    }

    /**
     * Reads the journal of a store that another process may have open: nothing is written and nobody is held up.
     *
     * @throws StoreUnavailable when the file cannot be read
     */
    public static void replay(Path folder, Instant from, Instant to, Consumer<Journal.Recorded> each) {
        Path file = folder.resolve(FILE);
        InUse.isWhole(folder);
        try {
            Session reading = session(file, READER_CACHE);
            reading.run("PRAGMA query_only = 1");
            try (Readers readers = new Readers(List.of(reading), new Damage())) {
                SqliteJournal.replay(readers, from, to, each);
            }
            InUse.workedInByAnother(folder);
        } catch (SQLException e) {
            throw Words.unavailable("reading " + file, e);
        }
    }

    static SqliteStore open(Path folder, List<List<String>> steps) {
        FolderLock lock = FolderLock.on(folder);
        List<Session> sessions = new ArrayList<>();
        try {
            InUse.isWhole(folder);
            Path file = folder.resolve(FILE);
            Session writing = session(file, WRITER_CACHE);
            sessions.add(writing);
            Schema.bringUp(writing, file, steps);
            for (int i = 0; i < READERS; i++) {
                sessions.add(session(file, READER_CACHE));
            }
            Damage damage = new Damage();
            return new SqliteStore(lock, InUse.of(folder), damage, new Writer(writing, damage), new Readers(sessions.subList(1, sessions.size()), damage));
        } catch (SQLException e) {
            abandon(sessions, folder, lock);
            throw Words.unavailable("opening " + folder.resolve(FILE), e);
        } catch (RuntimeException e) {
            abandon(sessions, folder, lock);
            throw e;
        }
    }

    private static Session session(Path file, int cache) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(cache);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setBusyTimeout(10_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // else the driver prepares and runs a statement of its own after every insert
        config.setGetGeneratedKeys(false);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(CHECKPOINT_PAGES * 4096L));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        Session session = new Session(source.getConnection());
        session.run("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        return session;
    }

    private static void abandon(List<Session> sessions, Path folder, FolderLock lock) {
        for (Session session : sessions) {
            try {
                session.close();
            } catch (SQLException e) {
                // the reason for giving up is thrown already
            }
        }
        if (!sessions.isEmpty()) {
            InUse.workedIn(folder);
        }
        lock.close();
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
        return outgoing;
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public Notes notes() {
        return notes;
    }

    /** The one thread that writes, for tests that make the disk fail. */
    Writer writer() {
        return writer;
    }

    /** For tests that make reading fail. */
    Readers readers() {
        return readers;
    }

    /** Reads a row; and where the latest write failed, tries one, since a disk may have room again. What is damaged stays so until another start. */
    @Override
    public Optional<String> trouble() {
        if (damage.words().isPresent()) {
            return damage.words();
        }
        try {
            readers.read("reading the store", s -> s.first("SELECT max(version) FROM schema_version", row -> row.getInt(1)));
            if (writer.trouble().isPresent()) {
                // another value each time: what does not change is not written
                notes.write(PROBE, System.nanoTime() + " ".repeat(PROBE_CHARACTERS));
                notes.write(PROBE, "");
            }
            return Optional.empty();
        } catch (StoreUnavailable e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Writes what was asked for before, and gives the folder up. */
    @Override
    public void close() {
        try {
            writer.close(inUse::end);
            readers.close();
        } catch (SQLException e) {
            throw Words.unavailable("closing the store", e);
        } finally {
            lock.close();
        }
    }
}
