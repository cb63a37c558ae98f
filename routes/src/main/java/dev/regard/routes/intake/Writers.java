package dev.regard.routes.intake;

import dev.regard.connectors.files.EventFileReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which droppable files a process has open for writing, as Linux tells in {@code /proc} (proc(5)): of other users' processes only to root, and never of
 * writers on other machines. Where nothing is told, nobody seems to write.
 */
final class Writers implements Predicate<Path> {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*([0-7]+)$");
    /** O_WRONLY and O_RDWR. */
    private static final long FOR_WRITING = 3;
    private static final Duration GOOD_FOR = Duration.ofMillis(200);

    private final LongSupplier nanos;
    private Set<Object> written = Set.of();
    private long lookedAt;
    private boolean looked;

    Writers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether somebody has the file open for writing, a moment ago at the latest. */
    @Override
    public synchronized boolean test(Path file) {
        if (!looked || nanos.getAsLong() - lookedAt >= GOOD_FOR.toNanos()) {
            written = look();
            lookedAt = nanos.getAsLong();
            looked = true;
        }
        try {
            return !written.isEmpty() && written.contains(key(file));
        } catch (IOException e) {
            return false; // it is gone
        }
    }

    private static Set<Object> look() {
        Set<Object> found = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                look(process, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Set.of();
        }
        return found;
    }

    private static void look(Path process, Set<Object> found) {
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path one : opened) {
                look(process, one, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // it has ended, or is somebody else's
        }
    }

    private static void look(Path process, Path opened, Set<Object> found) {
        try {
            Path target = Files.readSymbolicLink(opened);
            if (target.isAbsolute() && EventFileReader.isDropped(target) && isForWriting(process.resolve("fdinfo").resolve(opened.getFileName()))) {
                found.add(key(opened));
            }
        } catch (IOException e) {
            // it was closed meanwhile
        }
    }

    private static boolean isForWriting(Path info) throws IOException {
        Matcher flags = FLAGS.matcher(Files.readString(info));
        return flags.find() && (Long.parseLong(flags.group(1), 8) & FOR_WRITING) != 0;
    }

    /** Device and number of the file, whatever it is called in the other process's view. */
    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
