package dev.regard.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void aStoreThatAnswersHasNoTrouble() {
        assertEquals(Optional.empty(), store().trouble());
    }
}
