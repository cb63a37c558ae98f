package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a company's budgets a draft exceeds. */
class BudgetsTest {
    private static final List<String> TIERS = List.of("gold", "iron");

    private static List<String> exceeded(Policy.Gate gate, Map<String, BigDecimal> prices) {
        Comparison comparison = SampleComparison.priced(prices);
        return new Budgets(gate, "CNY").exceeded(comparison, new TierLoss(comparison.difference(), TIERS, TIERS));
    }

    @Test
    void eachBudgetThatIsExceededIsToldWithItsNumber() {
        Policy.Gate strict = new Policy.Gate(6, Optional.of(0), Optional.of(5), Optional.of(0), Optional.of(BigDecimal.ONE), Map.of("gold", 0));
        assertEquals(List.of("6 tasks more on 2026-03-01; at most 5 a day may be added", "1 alerts more; at most 0 may be added",
                "contacts cost 20 CNY more; at most 1 may be added",
                "1 customers lose tier gold, 1 of them for a time; at most 0 may"), exceeded(strict, Map.of("phone", BigDecimal.TEN)));
    }

    @Test
    void whatABudgetAllowsMayBeUsedUp() {
        Policy.Gate wide = new Policy.Gate(6, Optional.of(0), Optional.of(6), Optional.of(1), Optional.of(BigDecimal.valueOf(20)), Map.of("gold", 1));
        assertEquals(List.of(), exceeded(wide, Map.of("phone", BigDecimal.TEN)));
    }

    @Test
    void aChannelWithoutAPriceIsToldBesideAndExceedsNothing() {
        List<String> unpriced = SampleComparison.priced(Map.of("phone", BigDecimal.TEN)).unpriced();
        String words = "no price is given for visit: their contacts count as 0; a price is under cost in publishing.yaml";
        assertEquals(List.of("too many", words), new Verdict(List.of(), List.of("too many"), unpriced).words());
        assertTrue(new Verdict(List.of(), List.of(), unpriced).passes());
    }
}
