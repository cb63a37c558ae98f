package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A mark beside the file while a process works on it. After an end that was none in order the mark is still there, and then what was written last stands in
 * the write-ahead log alone: without that file SQLite opens the rest as if nothing were missing, and whom the engine has forgotten it contacts once more.
 */
final class InUse {
    static final String MARK = SqliteStore.FILE + "-open";
    /** SQLite, "WAL-mode File Format", 1: the log is part of the database as long as it is there. */
    private static final String LOG = SqliteStore.FILE + "-wal";

    private final Path mark;

    private InUse(Path mark) {
        this.mark = mark;
    }

    /** @throws StoreRefused when the last process did not end in order and a part of what it left is gone */
    static void isWhole(Path folder) {
        for (String part : new String[] {SqliteStore.FILE, LOG}) {
            if (Files.exists(folder.resolve(MARK)) && !Files.exists(folder.resolve(part))) {
                throw new StoreRefused(folder.resolve(part) + " is missing, and the last process here did not end in order: what it wrote last stands in that file. Bring it back, or a copy of the whole folder. "
                        + "Where it is gone for good, or another program has opened " + SqliteStore.FILE + " since and so worked the log into it, remove " + folder.resolve(MARK)
                        + " to go on with what there is: events that are lost count as new when they come again, and who was contacted for them is contacted again");
            }
        }
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

    /** The connections are about to be closed, in order. */
    void end() {
        removed(mark);
    }

    /** Somebody else has opened and closed the store; as the last one, that works the log into the file. */
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
