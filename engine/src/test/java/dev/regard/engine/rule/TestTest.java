package dev.regard.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestTest {
    private static final dev.regard.engine.rule.Test GOLD_OR_TEN = new dev.regard.engine.rule.Test.OneOf(Set.of("Gold", new BigDecimal("10.0")));
    private static final dev.regard.engine.rule.Test FROM_TEN =
            new dev.regard.engine.rule.Test.Between(BigDecimal.TEN, true, null, false);

    @Test
    void namesCompareWithoutCaseAndNumbersByValue() {
        assertTrue(GOLD_OR_TEN.holds("GOLD"));
        assertTrue(GOLD_OR_TEN.holds(10));
        assertTrue(GOLD_OR_TEN.holds(new BigDecimal("1E+1")));
        assertFalse(GOLD_OR_TEN.holds("iron"));
        assertEquals("10, gold", GOLD_OR_TEN.words());
    }

    @Test
    void whatATraitHoldsNeverBreaksAComparison() {
        for (Object odd : List.of("many", List.of("gold"), Map.of("a", 1), true, "")) {
            assertFalse(GOLD_OR_TEN.holds(odd), odd.toString());
            assertFalse(FROM_TEN.holds(odd), odd.toString());
        }
        assertTrue(FROM_TEN.holds("12"));
    }

    @Test
    void whatIsNotKnownFulfilsUnknownAndNotAlone() {
        dev.regard.engine.rule.Test unknown = new dev.regard.engine.rule.Test.Unknown();
        assertTrue(unknown.holds(null));
        assertFalse(GOLD_OR_TEN.holds(null));
        assertFalse(FROM_TEN.holds(null));
        assertTrue(new dev.regard.engine.rule.Test.Not(GOLD_OR_TEN).holds(null));
        assertTrue(new dev.regard.engine.rule.Test.Either(FROM_TEN, unknown).holds(null));
        assertFalse(new dev.regard.engine.rule.Test.Contains(List.of("x")).holds(null));
    }
}
