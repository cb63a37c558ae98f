package dev.regard.engine.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A purchase.
 *
 * @param returned   what came back of it, not negative
 * @param categories product categories without repetition
 * @param products   what was bought, as scripts name it; at most a few
 */
public record Order(String id, Instant at, BigDecimal amount, BigDecimal returned, List<String> categories, List<String> products) {
    public Order {
        categories = List.copyOf(categories);
        products = List.copyOf(products);
    }

    public BigDecimal net() {
        return amount.subtract(returned);
    }
}
