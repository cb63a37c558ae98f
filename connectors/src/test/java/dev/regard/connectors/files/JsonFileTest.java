package dev.regard.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonFileTest {
    private static final String EVENT = "{\"id\":\"%s\",\"source\":\"erp\",\"type\":\"need.stated\",\"subject\":\"id:C-1\",\"data\":{\"text\":\"瓷砖\"}}";

    @TempDir
    Path folder;
    private DropFolder inbox;

    @BeforeEach
    void open() {
        inbox = new DropFolder(folder);
    }

    @Test
    void eachLineOfNdjsonIsAnEventAndABadLineCostsItselfOnly() throws IOException {
        String text = EVENT.formatted("1") + "\r\n\n{\"id\": oops\n" + EVENT.formatted("2") + "\n{\"id\":\"3\"}\n" + EVENT.formatted("4");
        for (byte[] bytes : List.of(text.getBytes(StandardCharsets.UTF_8), ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))) {
            inbox.drop("events.ndjson", bytes);
            assertEquals(List.of("1", "2", "4"), inbox.ids());
            assertEquals(List.of(3L, 5L), inbox.badLines());
            assertEquals("{\"id\":\"3\"}", inbox.bad.get(1).raw());
            assertEquals("瓷砖", inbox.events.get(0).data().fields().get("text"));
        }
    }

    @Test
    void aJsonFileIsOneEventOrAnArrayOfThem() throws IOException {
        assertEquals("1", inbox.drop("any.json", EVENT.formatted("1")).only().id());
        inbox.drop("any.json", "[" + EVENT.formatted("1") + ",\n{},\n" + EVENT.formatted("2") + "]");
        assertEquals(List.of("1", "2"), inbox.ids());
        assertEquals(List.of(2L), inbox.badLines());
        assertEquals("[1].id", inbox.bad.get(0).column());
    }

    @Test
    void whatStandsBeforeASyntaxErrorCounts() throws IOException {
        inbox.drop("any.json", "[" + EVENT.formatted("1") + ",\n" + EVENT.formatted("2") + ",\n{broken");
        assertEquals(List.of("1", "2"), inbox.ids());
        assertEquals(List.of(3L), inbox.badLines());
    }

    @Test
    void anEndlessLineIsBadAndTheNextOneCounts() throws IOException {
        inbox.drop("any.ndjson", "x".repeat(3_000_000) + "\n" + EVENT.formatted("1") + "\n");
        assertEquals(List.of(1L), inbox.badLines());
        assertTrue(inbox.bad.get(0).raw().length() < 5_000);
        assertEquals(List.of("1"), inbox.ids());
    }

    @Test
    void unfinishedAndHiddenFilesAreNotDropped() {
        assertTrue(EventFileReader.isDropped(folder.resolve("purchases.csv")));
        for (String name : List.of(".purchases.csv", "purchases.csv.part", "purchases.tmp", "columns.yaml", ".done")) {
            assertFalse(EventFileReader.isDropped(folder.resolve(name)), name);
        }
    }
}
