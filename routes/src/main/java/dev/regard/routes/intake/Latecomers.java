package dev.regard.routes.intake;

import dev.regard.engine.run.Refrain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written to a file after it was read. Nobody reads that any more, so somebody is told: by a note where the rejected rows are, in the log
 * and by the health check. Files are watched for ten minutes, and not over a restart.
 */
final class Latecomers {
    private static final Logger LOG = LoggerFactory.getLogger(Latecomers.class);
    private static final Duration WATCHED = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final LongSupplier nanos;
    private final Refrain refrain;
    private final Deque<Read> read = new ArrayDeque<>();
    private volatile String latest = "";

    /**
     * @param before in bytes, before it was read
     * @param size   the same after it was read
     */
    private record Read(Path file, Path as, long before, long size, long since) { }

    /** Puts a note among the rejected rows of a file. */
    interface Notes {
        Path note(Path file, String words) throws IOException;
    }

    Latecomers(LongSupplier nanos) {
        this.nanos = nanos;
        this.refrain = new Refrain(nanos);
    }

    /**
     * A file was read.
     *
     * @param file where it is now
     * @param as   what it was called
     * @param before in bytes, before it was read
     * @param size   the same after it was read
     */
    synchronized void read(Path file, Path as, long before, long size) {
        if (read.size() == MOST) {
            read.remove();
        }
        read.add(new Read(file, as, before, size, nanos.getAsLong()));
    }

    /** Looks whether any has grown, and tells of it once. */
    synchronized void look(Notes notes) {
        for (Iterator<Read> all = read.iterator(); all.hasNext();) {
            Read one = all.next();
            try {
                long size = Files.exists(one.file) ? Files.size(one.file) : one.size;
                if (size != one.before) {
                    tell(one, size, notes);
                    all.remove();
                } else if (nanos.getAsLong() - one.since > WATCHED.toNanos()) {
                    all.remove();
                }
            } catch (IOException | UncheckedIOException e) {
                refrain.say(FileTrouble.of(e)) // the next look may tell
                        .ifPresent(why -> LOG.warn("{} cannot be looked at, or a note of it not be made: {}", one.file, why));
            }
        }
    }

    private void tell(Read one, long size, Notes notes) throws IOException {
        String which = one.size == one.before ? "the file was written to after it had been read (" + one.size + " bytes then, " + size + " now), and what was added is not taken: drop the headings and the added rows as another file"
                : "the file was written to while it was read (" + one.before + " bytes before it, " + size + " now), and what was added last may not be taken: see which rows count, and drop the others as another file with the headings";
        String words = which + ", or the whole file where each row has a number of its own (an order, an invoice, a complaint)";
        Path note = notes.note(one.as, words);
        latest = one.as.getFileName() + ": " + words;
        LOG.warn("file {}: {}; see {}", one.as.getFileName(), words, note);
    }

    /** The last that was told of since the start; empty when none was. */
    Optional<String> trouble() {
        return Optional.of(latest).filter(words -> !words.isEmpty()).map(words -> "warning: " + words);
    }
}
