package dev.regard.engine.customer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A purchase.
 *
 * @param returned   what came back of it, not negative
 * @param categories product categories without repetition
 * @param products   what was bought, as scripts name it; at most a few
 * @param cost       what the goods cost the company; null where nobody said
 * @param changed    when this version of it was made; null where nobody said
 */
public record Order(String id, Instant at, BigDecimal amount, BigDecimal returned, List<String> categories, List<String> products, BigDecimal cost, Instant changed) {
    private static final int DIGITS = 4;

    public Order {
        categories = List.copyOf(categories);
        products = List.copyOf(products);
    }

    /** One of which nobody said which version it is. */
    public Order(String id, Instant at, BigDecimal amount, BigDecimal returned, List<String> categories, List<String> products, BigDecimal cost) {
        this(id, at, amount, returned, categories, products, cost, null);
    }

    /** Whether this is certainly an older version than the other one. */
    boolean isOlderThan(Order other) {
        return changed != null && other.changed != null && changed.isBefore(other.changed);
    }

    public BigDecimal net() {
        return amount.subtract(returned);
    }

    /** What the company earned by it, less the share of what came back; empty where the cost is not known. */
    public Optional<BigDecimal> profit() {
        if (cost == null) {
            return Optional.empty();
        }
        BigDecimal profit = amount.subtract(cost);
        return Optional.of(amount.signum() == 0 || returned.signum() == 0 ? profit : profit.multiply(net()).divide(amount, DIGITS, RoundingMode.HALF_EVEN));
    }

    /** The same with that much more come back. */
    Order returning(BigDecimal more) {
        return new Order(id, at, amount, returned.add(more), categories, products, cost, changed);
    }
}
