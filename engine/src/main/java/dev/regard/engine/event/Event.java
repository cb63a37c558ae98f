package dev.regard.engine.event;

import java.time.Instant;

/**
 * A fact that arrived, in the terms of CloudEvents 1.0. Immutable.
 *
 * @param source   who says so; together with {@code id} unique for ever
 * @param id       the source's own id of the fact
 * @param type     what happened, such as {@code purchase.made}; a type that nobody knows is kept and handed to the rules
 * @param time     when it happened: sums, deadlines and due days follow it
 * @param subject  whose card it belongs to; null only for types in {@link EventType#withoutCustomer}
 * @param data     what is known about it
 * @param history  true for a record of the past that must change figures but never make anybody contact the customer
 */
public record Event(String source, String id, String type, Instant time, CustomerKey subject, Data data, boolean history) {

    public Event(String source, String id, String type, Instant time, CustomerKey subject, Data data) {
        this(source, id, type, time, subject, data, false);
    }

    /** The journal's key: a hash of source and id, the same for the second arrival of the pair. */
    public String key() {
        return Digest.of(source, id);
    }

    /** The same event as part of a history that makes no touches. */
    public Event asHistory() {
        return new Event(source, id, type, time, subject, data, true);
    }
}
