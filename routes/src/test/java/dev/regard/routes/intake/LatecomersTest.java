package dev.regard.routes.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatecomersTest {
    @TempDir
    private Path folder;
    private long nanos;

    @Test
    void thatANoteCannotBeMadeIsSaidOnceAMinute() throws IOException {
        Latecomers latecomers = new Latecomers(() -> nanos);
        for (int i = 0; i < 100; i++) {
            Path file = Files.writeString(folder.resolve("purchases-" + i + ".csv"), "longer than it was");
            latecomers.read(file, Path.of(file.getFileName().toString()), 1, 1);
        }
        String rejected = Files.createFile(folder.resolve(".rejected")).toString();

        List<String> said = Log.of(Latecomers.class, () -> {
            for (int look = 0; look < 121; look++) {
                latecomers.look((file, words) -> {
                    throw new FileAlreadyExistsException(rejected);
                });
                nanos += TimeUnit.MILLISECONDS.toNanos(500);
            }
        });
        String words = " cannot be looked at, or a note of it not be made: " + rejected + " is a file where a folder should be";
        assertEquals(List.of(folder.resolve("purchases-0.csv") + words, folder.resolve("purchases-0.csv") + words + " (and 11999 times more)"), said);
    }
}
