package dev.regard.connectors.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    @TempDir
    Path folder;

    private Writer writer() throws SQLException {
        Writer writer = new Writer(new Session(DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"))), new Damage());
        writer.write("making a table", session -> session.update("CREATE TABLE numbers (number INTEGER)"));
        return writer;
    }

    private static int insert(Session session, int number) throws SQLException {
        return session.update("INSERT INTO numbers VALUES (?)", number);
    }

    private static List<Integer> numbers(Writer writer) {
        return writer.write("reading", session -> session.list("SELECT number FROM numbers ORDER BY number", row -> row.getInt(1)));
    }

    /** Alone, and in one transaction with what others bring: theirs is written once, and the one whose work it was hears of it. */
    @Test
    @Timeout(60)
    void memoryThatRunsOutEndsNoWriting() throws Exception {
        try (Writer writer = writer()) {
            IllegalStateException told = assertThrows(IllegalStateException.class, () -> writer.write("growing", session -> {
                insert(session, 1);
                throw new OutOfMemoryError("no room");
            }));
            assertInstanceOf(OutOfMemoryError.class, told.getCause());

            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> writer.write("waiting", session -> {
                busy.countDown();
                await(goOn);
                return insert(session, 2);
            }));
            busy.await();
            CompletableFuture<Integer> good = CompletableFuture.supplyAsync(() -> writer.write("inserting", session -> insert(session, 3)));
            CompletableFuture<Object> bad = CompletableFuture.supplyAsync(() -> writer.write("growing", session -> {
                insert(session, 4);
                throw new OutOfMemoryError("no room");
            }));
            while (!writer.othersWait()) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            assertEquals(1, first.join());
            assertEquals(1, good.join());
            assertThrows(RuntimeException.class, bad::join);
            assertEquals(List.of(2, 3), numbers(writer));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
