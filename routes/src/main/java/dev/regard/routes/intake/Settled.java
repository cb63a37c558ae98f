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
import java.util.List;
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
    /** A file that could not be taken so often in a row is told of by the health check: the reason of one or two may have passed. */
    static final int OFTEN = 3;
    /** What was not seen for so long before the latest look is there no more. */
    private static final Duration GONE = Duration.ofSeconds(30);
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
    private long latestLook;

    /** @param since when it was first seen like this */
    private record Seen(long size, long changed, long since, long latest) {
        boolean isLike(long otherSize, long otherChanged) {
            return size == otherSize && changed == otherChanged;
        }
    }

    /**
     * It may be taken again after a wait.
     *
     * @param times how often in a row it could not be taken
     * @param why   it could not the last time
     */
    private record Failed(long at, Duration pause, int times, String why) { }

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
        latestLook = now;
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

    /** Forgets files that are gone for long; once for each look at all of them. How long reading one of them took does not count. */
    synchronized void forget() {
        seen.values().removeIf(s -> latestLook - s.latest > FORGOTTEN.toNanos());
        failed.keySet().retainAll(seen.keySet());
        heldLong.retainAll(seen.keySet());
    }

    /** Files that cannot be taken, or wait for whoever has had them open for long without writing; empty when there are none. */
    synchronized Optional<String> trouble() {
        return failing().or(this::held);
    }

    private Optional<String> failing() {
        List<Path> often = failed.entrySet().stream().filter(e -> e.getValue().times >= OFTEN && isThere(e.getKey())).map(Map.Entry::getKey).sorted().toList();
        return often.stream().findFirst().map(file -> "warning: " + file.getFileName() + " could not be read and put away, " + failed.get(file).times
                + " times now, and is tried again: " + failed.get(file).why + (often.size() == 1 ? "" : "; so it is with " + (often.size() - 1) + " more"));
    }

    private boolean isThere(Path file) {
        Seen latest = seen.get(file);
        return latest != null && latestLook - latest.latest <= GONE.toNanos();
    }

    private Optional<String> held() {
        return heldLong.stream().sorted().findFirst().map(file -> "warning: " + file.getFileName() + " has not changed for long and is not read, since a process still has it open for writing"
                + (heldLong.size() == 1 ? "" : "; so have " + (heldLong.size() - 1) + " others"));
    }

    /** It could not be taken, for a reason that may pass. */
    synchronized void failed(Path file, String why) {
        Failed before = failed.get(file);
        Duration twice = before == null ? SHORTEST_PAUSE : before.pause.multipliedBy(2);
        Duration pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        failed.put(file, new Failed(nanos.getAsLong(), pause, before == null ? 1 : before.times + 1, why));
    }

    synchronized void taken(Path file) {
        failed.remove(file);
    }
}
