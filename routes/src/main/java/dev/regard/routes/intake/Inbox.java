package dev.regard.routes.intake;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.intake.FileIntake.Taken;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drop folder. A file is moved to {@code .done} only after the journal has everything in it: a crash in between has it
 * read again, and the journal drops the repeats.
 */
public final class Inbox {
    /** Where files go that were read. */
    public static final String DONE = ".done";
    /** Where the rows go that were not taken. */
    public static final String REJECTED = ".rejected";

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private final FileIntake door;
    private final Latecomers latecomers = new Latecomers(System::nanoTime);

    public Inbox(FileIntake door) {
        this.door = door;
    }

    /** Reads a file and moves it away. */
    void take(Path file) throws IOException {
        long before = Files.size(file);
        Taken taken = door.take(file);
        long size = Files.size(file);
        CrashPoint.FILE_READ.pass();
        Path done = moved(file);
        latecomers.read(done, file, before, size);
        CrashPoint.BETWEEN_FILES.pass();
        LOG.info("file {}: {} accepted, {} repeated, {} rejected", done.getFileName(), taken.taken().accepted(), taken.taken().repeated(),
                taken.rejected());
        taken.rejectedRows().ifPresent(rows -> LOG.warn("file {}: the rejected rows are in {}", done.getFileName(), rows));
    }

    /** Removes what a sudden end left half written among the rejected rows. */
    void tidy() {
        door.tidy();
    }

    /** Looks whether files were written to after they had been read. */
    void lookBack() {
        latecomers.look(door::note);
    }

    /** What an operator has to see to; empty when nothing is. */
    Optional<String> trouble() {
        return latecomers.trouble();
    }

    /** Never over an earlier file of the same name. */
    private static Path moved(Path file) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(DONE));
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int i = 1; ; i++) {
            try {
                return Files.move(file, folder.resolve(name.substring(0, dot) + (i == 1 ? "" : "-" + i) + name.substring(dot)));
            } catch (FileAlreadyExistsException e) {
                // the next one then
            }
        }
    }
}
