package dev.regard.routes.intake;

import dev.regard.connectors.files.EventFileReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a file through that has kept size and time of change for a while, and that nobody is known to have open for writing: somebody may write it bit by bit, with pauses. One that could not be
 * taken has to wait, each time for longer: reading it again from its beginning is work.
 */
final class Settled implements GenericFileFilter<File> {
    static final Duration QUIET = Duration.ofSeconds(1);
    /** So long whoever writes with pauses rests at most; after it an operator is told. */
    static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Settled.class);

    private static final int REMEMBERED = 1_000;

    private final LongSupplier nanos;
    private final Predicate<Path> written;
    private final Set<Path> refused = new HashSet<>();
    private final Set<Path> heldLong = new HashSet<>();
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, Failed> failed = new HashMap<>();

    /** @param since when it was first seen like this */
    private record Seen(long size, long changed, long since, long latest) {
        boolean isLike(long otherSize, long otherChanged) {
            return size == otherSize && changed == otherChanged;
        }
    }

    /** It may be taken again after a wait. */
    private record Failed(long at, Duration pause) { }

    /**
     * @param nanos   wall time, also under a virtual clock: whoever writes the file lives by it
     * @param written whether somebody has a file open for writing, as far as that can be told
     */
    Settled(LongSupplier nanos, Predicate<Path> written) {
        this.nanos = nanos;
        this.written = written;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = file.getFile().toPath();
        return !isLink(path) && !file.isDirectory() && accept(path, file.getFileLength(), file.getLastModified());
    }

    /** Whoever may drop files may not see all that this program sees. */
    private synchronized boolean isLink(Path path) {
        boolean symbolic = Files.isSymbolicLink(path);
        if (!symbolic && names(path) < 2) {
            refused.remove(path);
            return false;
        }
        if (refused.size() < REMEMBERED && refused.add(path)) {
            LOG.warn("{} is {} and is not read; drop a copy of the file", path, symbolic ? "a symbolic link" : "another name of a file that has one elsewhere (a hard link)");
        }
        return true;
    }

    private static int names(Path path) {
        try {
            return !Files.isDirectory(path) && Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names ? names : 1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return 1; // it is gone, or this file system does not count
        }
    }

    synchronized boolean accept(Path file, long size, long changed) {
        if (!EventFileReader.isDropped(file)) {
            return false;
        }
        long now = nanos.getAsLong();
        seen.values().removeIf(s -> now - s.latest > FORGOTTEN.toNanos());
        failed.keySet().retainAll(seen.keySet());
        Seen latest = seen.get(file);
        long since = latest != null && latest.isLike(size, changed) ? latest.since : now;
        seen.put(file, new Seen(size, changed, since, now));
        Failed before = failed.get(file);
        boolean quiet = now - since >= QUIET.toNanos() && (before == null || now - before.at >= before.pause.toNanos());
        boolean heldOpen = quiet && written.test(file);
        if (heldOpen && now - since >= LONG.toNanos() && !heldLong.contains(file)) {
            heldLong.add(file);
            LOG.warn("{} has not changed for {} minutes and is not read, since a process still has it open for writing", file, LONG.toMinutes());
        } else if (quiet && !heldOpen) {
            heldLong.remove(file);
        }
        return quiet && !heldOpen;
    }

    /** Files that wait for whoever has had them open for long without writing; empty when there are none. */
    synchronized Optional<String> trouble() {
        heldLong.retainAll(seen.keySet());
        return heldLong.stream().sorted().findFirst().map(file -> "warning: " + file.getFileName() + " has not changed for long and is not read, since a process still has it open for writing"
                + (heldLong.size() == 1 ? "" : "; so have " + (heldLong.size() - 1) + " others"));
    }

    /** It could not be taken, for a reason that may pass. */
    synchronized void failed(Path file) {
        Failed before = failed.get(file);
        Duration twice = before == null ? SHORTEST_PAUSE : before.pause.multipliedBy(2);
        Duration pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        failed.put(file, new Failed(nanos.getAsLong(), pause));
    }

    synchronized void taken(Path file) {
        failed.remove(file);
    }
}
