package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A mark beside the file while a process works on it. After an end that was none in order the mark is still there, and then what was written last stands in
 * the write-ahead log alone: without that file SQLite opens the rest as if nothing were missing, and whom the engine has forgotten it contacts once more.
 */
final class InUse {
    static final String MARK = SqliteStore.FILE + "-open";
    /** SQLite, "WAL-mode File Format", 1: the log is part of the database as long as it is there. */
    private static final String LOG = SqliteStore.FILE + "-wal";

    private static final List<String> PARTS = List.of(SqliteStore.FILE, LOG);
    private static final int LOOKS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Path mark;

    private InUse(Path mark) {
        this.mark = mark;
    }

    /** @throws StoreRefused when the last process did not end in order and a part of what it left is gone */
    static void isWhole(Path folder) {
        Optional<Path> missing = missing(folder);
        for (int looks = 1; looks < LOOKS && missing.isPresent(); looks++) {
            LockSupport.parkNanos(BETWEEN.toNanos()); // somebody may be closing it in order just now
            missing = missing(folder);
        }
        if (missing.isPresent()) {
            throw new StoreRefused(missing.get() + " is missing, and the last process here did not end in order: what it wrote last stands in that file. Bring it back, or a copy of the whole folder. "
                    + "Where it is gone for good, or another program has opened " + SqliteStore.FILE + " since and so worked the log into it, remove " + folder.resolve(MARK)
                    + " to go on with what there is: events that are lost count as new when they come again, and who was contacted for them is contacted again");
        }
    }

    private static Optional<Path> missing(Path folder) {
        return Files.exists(folder.resolve(MARK)) ? PARTS.stream().map(folder::resolve).filter(part -> !Files.exists(part)).findFirst() : Optional.empty();
    }

    /** All connections are open. Where the mark cannot be made, a missing part will not be noticed. */
    static InUse of(Path folder) {
        Path mark = folder.resolve(MARK);
        try {
            Files.write(mark, new byte[0]);
        } catch (IOException e) {
            // on a full disk the store goes on without it
        }
        return new InUse(mark);
    }

    /** All is written, and the connections are about to be closed. */
    void end() {
        removed(mark);
    }

    /** The same, unless a process holds the folder. */
    static void workedInByAnother(Path folder) {
        try (FolderLock held = FolderLock.on(folder)) {
            workedIn(folder);
        } catch (StoreRefused e) {
            // the mark is that process's
        }
    }

    /** All connections were closed by whoever holds the folder; the last one works the log into the file. */
    static void workedIn(Path folder) {
        if (!Files.exists(folder.resolve(LOG))) {
            removed(folder.resolve(MARK));
        }
    }

    private static void removed(Path mark) {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            // the next start may ask for a log that is not needed any more, and says how to go on
        }
    }
}
