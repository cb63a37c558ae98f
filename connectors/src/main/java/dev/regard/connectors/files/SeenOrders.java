package dev.regard.connectors.files;

import dev.regard.engine.event.Event;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The orders that a table has had so far, up to a bound, to tell which come again with something else in them. */
final class SeenOrders {
    static final int MOST = 100_000;
    private final Map<String, Seen> orders = new HashMap<>();

    private record Seen(long line, String id, BigDecimal amount) { }

    /** What is to be said about an order that stands in the table before, with other rows. */
    Optional<String> again(long line, Event purchase) {
        String order = purchase.data().text(PurchaseRows.ORDER).orElse("");
        BigDecimal amount = purchase.data().decimal(PurchaseRows.AMOUNT).orElse(BigDecimal.ZERO);
        String key = purchase.subject() + "/" + order;
        Seen before = orders.get(key);
        if (before == null && orders.size() == MOST) {
            return Optional.empty();
        }
        orders.put(key, new Seen(line, purchase.id(), amount));
        return before == null || before.id().equals(purchase.id()) ? Optional.empty()
                : Optional.of("the same order stands in line " + before.line() + " with " + (before.amount().compareTo(amount) == 0 ? "the same amount and other rows"
                : before.amount().toPlainString() + " in place of " + amount.toPlainString()) + "; only one of the two will count");
    }

    /** No further orders are kept. */
    boolean full() {
        return orders.size() == MOST;
    }
}
