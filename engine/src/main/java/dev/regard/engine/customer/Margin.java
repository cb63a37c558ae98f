package dev.regard.engine.customer;

import java.math.BigDecimal;

/**
 * What sales earned, as far as their costs are known: a purchase without a cost is in neither figure.
 *
 * @param sales  of the purchases whose cost is known, less returns
 * @param profit what they earned
 */
public record Margin(BigDecimal sales, BigDecimal profit) {
    public static final Margin NONE = new Margin(BigDecimal.ZERO, BigDecimal.ZERO);

    public Margin plus(Margin other) {
        return new Margin(sales.add(other.sales), profit.add(other.profit));
    }

    /** Whether the cost of no purchase is known. */
    public boolean isUnknown() {
        return equals(NONE);
    }
}
