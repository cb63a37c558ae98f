package dev.regard.routes.wiring;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What happens in the tests. */
final class Happenings {
    private Happenings() { }

    static Event event(String id, Instant at, String customer, String type, Object... data) {
        return new Event("test", id, type, at, CustomerKey.id(customer).orElseThrow(), Data.of(data));
    }

    static Event complaint(String id, Instant at, String customer) {
        return event(id, at, customer, "complaint.opened", "complaint", id, "severity", "normal", "category", "service", "text", "late");
    }

    /** A customer with an address and a birthday on this day. */
    static Event customer(String customer, Instant at, int month, int day) {
        return event("made-" + customer, at, customer, "customer.changed", "name", customer, "emails", List.of(customer.toLowerCase(java.util.Locale.ROOT) + "@example.com"),
                "timeZone", "Asia/Shanghai", "birthday", Map.of("calendar", "solar", "month", month, "day", day));
    }

    static Event purchase(String order, Instant at, String customer) {
        return event(order, at, customer, "purchase.made", "order", order, "amount", "1000");
    }

    /** So many purchases, each of another order. */
    static Event[] purchases(String prefix, int count, Instant at) {
        return IntStream.range(0, count).mapToObj(i -> purchase(prefix + i, at, "C-" + i % 50)).toArray(Event[]::new);
    }
}
