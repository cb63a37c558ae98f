package dev.regard.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTest {
    private static Event event(String id) {
        return new Event("shop", id, "purchase.made", Instant.EPOCH, CustomerKey.stated("C-1").orElseThrow(), Data.of("order", "O-1"));
    }

    @Test
    void aFactThatIsTakenAgainIsAnotherEventEachTime() {
        assertEquals(event("7#again-1"), event("7").again());
        assertEquals(event("7#again-10"), event("7#again-9").again());
        assertEquals(event("a\n#again-x#again-1"), event("a\n#again-x").again());
        assertEquals(event("7#again-9999999999#again-1"), event("7#again-9999999999").again());
        assertTrue(event("a\nb").again().wasTakenBefore());
        assertFalse(event("7#again-").wasTakenBefore());
    }
}
