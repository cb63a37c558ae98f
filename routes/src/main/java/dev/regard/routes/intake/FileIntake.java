package dev.regard.routes.intake;

import dev.regard.connectors.files.BadRow;
import dev.regard.connectors.files.EventFileReader;
import dev.regard.connectors.files.FileOutcome;
import dev.regard.connectors.files.FileSink;
import dev.regard.connectors.files.RejectedRows;
import dev.regard.connectors.files.Remark;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Intake.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door for files: hands the good rows to the intake, puts the bad ones aside. */
public final class FileIntake {
    /** So many events go into the journal at a time. */
    public static final int BATCH = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);

    private final EventFileReader reader;
    private final Intake intake;
    private final Supplier<Arrival> clock;
    private final Path rejectedFolder;

    /**
     * @param clock          when rows without a time happened
     * @param rejectedFolder where the bad rows go
     */
    public FileIntake(EventFileReader reader, Intake intake, Supplier<Arrival> clock, Path rejectedFolder) {
        this.reader = reader;
        this.intake = intake;
        this.clock = clock;
        this.rejectedFolder = rejectedFolder;
    }

    /**
     * What came of a file.
     *
     * @param taken        events that were new, and events that had been there before
     * @param rejected     rows that were not taken; 1 for a file that is refused as a whole
     * @param rejectedRows where they and the reasons stand
     * @param readAs       the character set that a file which is not UTF-8 was taken for
     */
    public record Taken(Receipt taken, long rejected, Optional<Path> rejectedRows, Optional<String> readAs) { }

    /** Reads a file; when it returns, the journal has everything good in it and the rejected rows are durable. */
    public Taken take(Path file) throws IOException {
        return take(file, (share, taken) -> { });
    }

    /** Removes rejected rows that a sudden end left half written, and none that somebody is writing. */
    public void tidy() {
        try {
            RejectedRows.tidy(rejectedFolder);
        } catch (IOException e) {
            LOG.warn("half written rejected rows may be left in {}: {}", rejectedFolder, FileTrouble.of(e));
        }
    }

    /** Puts a note about a file where its rejected rows are; it is durable when this returns. */
    Path note(Path file, String words) throws IOException {
        try (RejectedRows rejected = new RejectedRows(rejectedFolder, file)) {
            rejected.add(new BadRow(0, "", words, ""));
            return rejected.commit().orElseThrow();
        }
    }

    /** Is told how far a file is. */
    public interface Watcher {
        /**
         * @param share how much of the file has been read, from 0 to 1
         * @param taken what came of it so far
         */
        void passed(double share, Receipt taken);
    }

    /** The same, telling of each batch when it is taken. */
    public Taken take(Path file, Watcher progress) throws IOException {
        try (RejectedRows rejected = new RejectedRows(rejectedFolder, file)) {
            Sink sink = new Sink(rejected, progress);
            if (reader.read(file, clock.get(), sink) instanceof FileOutcome.Rejected refused) {
                sink.bad(new BadRow(0, "", refused.reason(), ""));
            }
            sink.readAs().ifPresent(charset -> LOG.info("{} is not UTF-8 and was read as {}", file, charset));
            return new Taken(sink.taken, sink.bad, rejected.commit(), sink.readAs());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private final class Sink implements FileSink {
        private final RejectedRows rejected;
        private final Watcher progress;
        private Receipt taken = new Receipt(0, 0);
        private long bad;
        private String charset;

        Sink(RejectedRows rejected, Watcher progress) {
            this.rejected = rejected;
            this.progress = progress;
        }

        @Override
        public void events(List<Event> batch) {
            Receipt receipt = intake.accept(batch);
            taken = taken.plus(receipt);
            CrashPoint.MID_FILE.pass();
        }

        @Override
        public void passed(double share) {
            progress.passed(share, taken);
        }

        @Override
        public void remark(Remark remark) {
            if (remark instanceof Remark.ReadAs as) {
                charset = as.charset();
            }
        }

        Optional<String> readAs() {
            return Optional.ofNullable(charset);
        }

        @Override
        public void bad(BadRow row) {
            try {
                if (bad++ == 0 && charset != null) {
                    rejected.add(new BadRow(0, "", "the file is not UTF-8 and was read as " + charset, ""));
                }
                rejected.add(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
