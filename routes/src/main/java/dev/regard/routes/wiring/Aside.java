package dev.regard.routes.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks whether something was put aside in a folder that nobody has looked through yet. */
final class Aside implements Supplier<Optional<String>> {
    private static final String UNFINISHED = ".part";
    private final Path folder;
    private final String what;

    /** @param what is in it, in the plural */
    Aside(Path folder, String what) {
        this.folder = folder;
        this.what = what;
    }

    /** A warning with how many there are; empty when there is none, or no folder. */
    @Override
    public Optional<String> get() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            long count = files.filter(file -> !file.toString().endsWith(UNFINISHED)).count();
            return count == 0 ? Optional.empty() : Optional.of("warning: " + what + ": " + count + ", in " + folder.getFileName() + " of the data folder; whoever has dealt with them moves them away");
        } catch (IOException | UncheckedIOException e) {
            return Optional.of("warning: " + folder.getFileName() + " of the data folder cannot be read");
        }
    }
}
