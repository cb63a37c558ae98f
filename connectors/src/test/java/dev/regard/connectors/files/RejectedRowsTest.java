package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejectedRowsTest {
    @TempDir
    Path inbox;

    private Path folder() {
        return inbox.resolve(".rejected");
    }

    private Optional<Path> reject(BadRow... rows) throws IOException {
        try (RejectedRows rejected = new RejectedRows(folder(), inbox.resolve("purchases-2026.csv"))) {
            for (BadRow row : rows) {
                rejected.add(row);
            }
            return rejected.commit();
        }
    }

    @Test
    void badRowsLandWithLineColumnAndReason() throws IOException {
        Path file = reject(new BadRow(7, "金额", "must be a decimal number", "C-1,\"x\",十"), new BadRow(0, "", "it is empty", "")).orElseThrow();
        assertEquals(folder().resolve("purchases-2026.csv"), file);
        assertEquals("\uFEFFline,column,reason,row\r\n7,金额,must be a decimal number,\"C-1,\"\"x\"\",十\"\r\n,,it is empty,\r\n", Files.readString(file));
    }

    @Test
    void anEarlierFileIsNeverOverwritten() throws IOException {
        for (String name : List.of("purchases-2026.csv", "purchases-2026-2.csv", "purchases-2026-3.csv")) {
            assertEquals(name, reject(new BadRow(1, "", name, "")).orElseThrow().getFileName().toString());
        }
        assertEquals("\uFEFFline,column,reason,row\r\n1,,purchases-2026.csv,\r\n", Files.readString(folder().resolve("purchases-2026.csv")));
    }

    @Test
    void theSameRowsAgainAreThereAlready() throws IOException {
        Path first = reject(new BadRow(1, "", "x", "")).orElseThrow();
        Path other = reject(new BadRow(2, "", "x", "")).orElseThrow();

        assertEquals(first, reject(new BadRow(1, "", "x", "")).orElseThrow());
        assertEquals(other, reject(new BadRow(2, "", "x", "")).orElseThrow());
        try (Stream<Path> files = Files.list(folder())) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void withoutABadRowNothingIsWritten() throws IOException {
        assertEquals(Optional.empty(), reject());
        assertFalse(Files.exists(folder()));
    }

    @Test
    void whatIsNotCommittedLeavesNothingBehind() throws IOException {
        try (RejectedRows rejected = new RejectedRows(folder(), inbox.resolve("a.csv"))) {
            rejected.add(new BadRow(1, "", "x", ""));
        }
        try (Stream<Path> left = Files.list(folder())) {
            assertEquals(0, left.count());
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatASuddenEndLeftIsRemovedAndNothingThatIsBeingWritten() throws IOException {
        RejectedRows.tidy(folder());
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(".purchases-2026-" + UUID.randomUUID() + ".part"), "rows of customers");
        Files.writeString(folder().resolve(".somebody.part"), "else's");
        try (RejectedRows written = new RejectedRows(folder(), inbox.resolve("a.csv"))) {
            written.add(new BadRow(1, "", "x", ""));
            RejectedRows.tidy(folder());
            assertEquals(2, names().size(), names()::toString);
            assertEquals(folder().resolve("a.csv"), written.commit().orElseThrow());
        }
        RejectedRows.tidy(folder());
        assertEquals(List.of(".somebody.part", "a.csv"), names());
    }

    @Test
    void anotherProcessThatWritesIsLeftAlone() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "somebody else who locks");
        Path part = Files.writeString(Files.createDirectories(folder()).resolve(".a-" + UUID.randomUUID() + ".part"), "rows");
        String locks = "import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.lockf(f, fcntl.LOCK_EX); print('locked', flush=True); sys.stdin.read()";
        Process other = new ProcessBuilder("/usr/bin/python3", "-c", locks, part.toString()).start();
        try (BufferedReader says = other.inputReader()) {
            assertEquals("locked", says.readLine());
            RejectedRows.tidy(folder());
            assertTrue(Files.exists(part));
        } finally {
            other.destroyForcibly().waitFor();
        }
        RejectedRows.tidy(folder());
        assertFalse(Files.exists(part));
    }

    @Test
    void noEmptyFileHoldsTheNameMeanwhile() throws Exception {
        Files.createDirectories(folder());
        AtomicBoolean empty = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        Thread looks = new Thread(() -> {
            for (int i = 1; !over.get();) {
                File next = folder().resolve("purchases-2026" + (i == 1 ? "" : "-" + i) + ".csv").toFile();
                if (next.exists()) {
                    empty.compareAndSet(false, next.length() == 0);
                    i++;
                }
            }
        });
        looks.start();
        for (int i = 0; i < 80; i++) {
            reject(new BadRow(i, "", "x", ""));
        }
        over.set(true);
        looks.join();
        assertFalse(empty.get());
        assertEquals(80, names().size());
    }

    @Test
    void noCellBecomesAFormula() throws IOException {
        Path file = reject(new BadRow(1, "@x", "=1+1", "-2,+3"), new BadRow(2, "\t=x", "＝1", "plain")).orElseThrow();
        assertEquals("\uFEFFline,column,reason,row\r\n1,'@x,'=1+1,\"'-2,+3\"\r\n2,'\t=x,'＝1,plain\r\n", Files.readString(file));
    }
}
