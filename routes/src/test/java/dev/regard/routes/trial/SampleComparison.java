package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A March: under the draft A is gold at the end, B becomes gold earlier, E is iron for a day, and of D an alert tells the owner; C is the same. The draft alone has
 * visits and calls made, and does not cancel three contacts.
 */
final class SampleComparison {
    private static final Outcome PUBLISHED = SampleOutcome.of("v").events(9, 2).tiers(Map.of("A", "iron", "B", "gold", "C", "gold", "D", "iron", "E", "gold"))
            .moved("C", "2026-03-02", "iron", "gold").moved("B", "2026-03-20", "iron", "gold").unmade(Touch.Status.CANCELLED, "no consent", 3).made();
    private static final Outcome DRAFT = SampleOutcome.of("w").events(9, 2).tiers(Map.of("A", "gold", "B", "gold", "C", "gold", "D", "iron", "E", "gold"))
            .moved("C", "2026-03-02", "iron", "gold").moved("A", "2026-03-05", "iron", "gold").moved("B", "2026-03-10", "iron", "gold")
            .moved("E", "2026-03-11", "gold", "iron").moved("E", "2026-03-12", "iron", "gold")
            .tasks("2026-03-01", "visit", "rep-01", 4).tasks("2026-03-01", "phone", "rep-01", 2).alerted("D", "2026-03-07", "owner").made();

    private SampleComparison() { }

    static Comparison withoutPrices() {
        return priced(Map.of());
    }

    /** @param prices of one contact, by channel */
    static Comparison priced(Map<String, BigDecimal> prices) {
        return new Comparison(Difference.between(PUBLISHED, DRAFT), prices);
    }
}
