package dev.regard.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class NotesContract {
    abstract Store store();

    @Test
    void whatWasNeverWrittenIsAbsent() {
        store().notes().write("clock", "2026-03-02T01:00:00Z");

        assertEquals(Optional.empty(), store().notes().read("Clock"));
    }

    @Test
    void theLatestValueStands() {
        store().notes().write("portfolio", "");
        store().notes().write("clock", "a");
        store().notes().write("portfolio", "客户 ".repeat(100_000));

        assertEquals(Optional.of("客户 ".repeat(100_000)), store().notes().read("portfolio"));
        assertEquals(Optional.of("a"), store().notes().read("clock"));
    }

    @Test
    void aValueIsReplacedOnlyWhereItIsStillTheOneThatWasRead() {
        Notes notes = store().notes();
        assertFalse(notes.replace("history", Optional.of("a"), "b"));
        assertTrue(notes.replace("history", Optional.empty(), "a"));
        assertFalse(notes.replace("history", Optional.empty(), "b"));
        assertTrue(notes.replace("history", Optional.of("a"), "b"));
        assertFalse(notes.replace("history", Optional.of("a"), "c"));
        assertTrue(notes.replace("history", Optional.of("b"), "b"), "the same again is no conflict");

        assertEquals(Optional.of("b"), notes.read("history"));
    }

    @Test
    void whatManyAddToOneValueIsAllThere() throws Exception {
        Together.run(6, () -> {
            for (int i = 0; i < 10; i++) {
                Optional<String> before;
                do {
                    before = store().notes().read("sum");
                } while (!store().notes().replace("sum", before, String.valueOf(before.map(Integer::parseInt).orElse(0) + 1)));
            }
            return null;
        });

        assertEquals(Optional.of("60"), store().notes().read("sum"));
    }

    @Test
    void aStoreThatAnswersHasNoTrouble() {
        assertEquals(Optional.empty(), store().trouble());
    }
}
