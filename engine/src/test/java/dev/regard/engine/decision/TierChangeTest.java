package dev.regard.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TierChangeTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static Decision decision(String type, Map<String, Object> detail) {
        return new Decision("d", NOON, "C-1", type, detail, "v", List.of(new Reason("tiers", "gold", 4, Map.of())), null);
    }

    @Test
    void whatIsWrittenIsRead() {
        TierChange change = TierChange.of(decision(TierChange.TYPE, TierChange.detail("iron", "gold", "up", new BigDecimal("50000"))));
        assertEquals("iron gold", change.before() + " " + change.after());
        assertEquals("C-1 " + NOON, change.customer() + " " + change.at());
    }

    @Test
    void theFirstTierHasNoneBeforeIt() {
        assertNull(TierChange.of(decision(TierChange.TYPE, Map.of("after", "iron"))).before());
    }

    @Test
    void theClassIsNoTier() {
        Decision ranked = decision("abc", Map.of("before", "B", "after", "A"));
        assertThrows(IllegalArgumentException.class, () -> TierChange.of(ranked));
    }
}
