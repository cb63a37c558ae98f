package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    @Test
    void noCellBecomesAFormula() throws IOException {
        Path file = reject(new BadRow(1, "@x", "=1+1", "-2,+3"), new BadRow(2, "\t=x", "＝1", "plain")).orElseThrow();
        assertEquals("\uFEFFline,column,reason,row\r\n1,'@x,'=1+1,\"'-2,+3\"\r\n2,'\t=x,'＝1,plain\r\n", Files.readString(file));
    }
}
