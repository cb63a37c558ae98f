package dev.regard.routes.intake;

import dev.regard.connectors.files.EventFileReader;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Lets a file through that has kept size and time of change for a while: one that somebody is still writing has not. */
final class Settled implements GenericFileFilter<File> {
    static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private final Map<Path, Seen> seen = new HashMap<>();

    /** @param since when it was first seen like this */
    private record Seen(long size, long changed, long since, long latest) {
        boolean isLike(long otherSize, long otherChanged) {
            return size == otherSize && changed == otherChanged;
        }
    }

    /** @param nanos wall time, also under a virtual clock: whoever writes the file lives by it */
    Settled(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return !file.isDirectory() && accept(file.getFile().toPath(), file.getFileLength(), file.getLastModified());
    }

    synchronized boolean accept(Path file, long size, long changed) {
        if (!EventFileReader.isDropped(file)) {
            return false;
        }
        long now = nanos.getAsLong();
        seen.values().removeIf(s -> now - s.latest > FORGOTTEN.toNanos());
        Seen before = seen.get(file);
        long since = before != null && before.isLike(size, changed) ? before.since : now;
        seen.put(file, new Seen(size, changed, since, now));
        return now - since >= QUIET.toNanos();
    }
}
