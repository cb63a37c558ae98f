package dev.regard.engine.event;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** Stands in an id between that of a fact and how often it was taken again. */
    private static final Pattern AGAIN = Pattern.compile("(.*)#again-(\\d{1,9})", Pattern.DOTALL);

    public Event(String source, String id, String type, Instant time, CustomerKey subject, Data data) {
        this(source, id, type, time, subject, data, false);
    }

    /** The journal's key: a hash of source and id, the same for the second arrival of the pair. */
    public String key() {
        return Digest.of(source, id);
    }

    /**
     * The same fact to be taken once more, since nothing could be made of it the first time. It has an id of its own that follows from this one's, so
     * that it is filed, and filed once however often it is asked for.
     */
    public Event again() {
        Matcher before = AGAIN.matcher(id);
        String next = before.matches() ? before.group(1) + "#again-" + (Integer.parseInt(before.group(2)) + 1) : id + "#again-1";
        return new Event(source, next, type, time, subject, data, history);
    }

    /** Whether this is a fact that was taken once more ({@link #again}). */
    public boolean wasTakenBefore() {
        return AGAIN.matcher(id).matches();
    }

    /** The same event as part of a history that makes no touches. */
    public Event asHistory() {
        return new Event(source, id, type, time, subject, data, true);
    }
}
