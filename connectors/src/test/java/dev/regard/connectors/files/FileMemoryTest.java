package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMemoryTest {
    private static final int ROWS = 60_000;
    private static final int SAMPLE_EVERY = 15_000;
    /** The rows between two samples would take more than ten times as much. */
    private static final long GROWTH = 2L << 20;

    @TempDir
    Path folder;

    @Test
    void memoryDoesNotGrowWithTheRowsOfATable() throws IOException {
        stays(file("purchases.csv", "customer,order,time,sku,amount\n", i -> "C-" + i + ",A-" + i + ",2026-03-01,T-60,10.50\n", ""));
    }

    @Test
    void memoryDoesNotGrowWithTheLinesOfNdjson() throws IOException {
        stays(file("events.ndjson", "", i -> event(i) + "\n", ""));
    }

    @Test
    void memoryDoesNotGrowWithTheElementsOfAJsonArray() throws IOException {
        stays(file("events.json", "[{}", i -> "," + event(i), "]"));
    }

    private static String event(int i) {
        return "{\"id\":\"" + i + "\",\"source\":\"erp\",\"type\":\"need.stated\",\"subject\":\"id:C-" + i + "\",\"data\":{\"text\":\"tiles\"}}";
    }

    private Path file(String name, String start, IntFunction<String> row, String end) throws IOException {
        Path file = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(start);
            for (int i = 0; i < ROWS; i++) {
                out.write(row.apply(i));
            }
            out.write(end);
        }
        return file;
    }

    private static void stays(Path file) throws IOException {
        List<Long> used = new ArrayList<>();
        FileSink counting = new FileSink() {
            private long events;

            @Override
            public void events(List<Event> batch) {
                events += batch.size();
                if (events % SAMPLE_EVERY == 0) {
                    used.add(reachable());
                }
            }

            @Override
            public void bad(BadRow row) { }
        };
        FileOutcome outcome = new EventFileReader(Columns.shipped(), DropFolder.SHANGHAI, 500).read(file, Arrival.at(DropFolder.NOW), counting);
        assertEquals(ROWS, ((FileOutcome.Read) outcome).events());
        assertEquals(ROWS / SAMPLE_EVERY, used.size());
        assertTrue(used.get(used.size() - 1) - used.get(0) < GROWTH, used::toString);
    }

    private static long reachable() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
