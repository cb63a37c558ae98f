package dev.regard.routes.demo;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One made-up customer.
 *
 * @param latin   what stands before the @ of an address
 * @param profile the fields of the card
 * @param bought  what was bought before the demo starts, by time
 * @param lead    somebody who asked and has not bought yet
 */
record SampleCustomer(String id, String kind, String latin, Data profile, List<Bought> bought, boolean lead) {

    /** One order. */
    record Bought(String order, Instant at, BigDecimal amount, Data data) { }

    CustomerKey key() {
        return CustomerKey.id(id).orElseThrow();
    }

    boolean is(String wanted) {
        return kind.equals(wanted);
    }

    /** What counts for the tier at this instant. */
    BigDecimal salesSince(Instant from) {
        return bought.stream().filter(b -> b.at().isAfter(from)).map(Bought::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
