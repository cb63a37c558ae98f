package dev.regard.engine.outbox;

import dev.regard.engine.customer.Purpose;

/**
 * What a customer ends who unsubscribes.
 *
 * @param channel {@code email} or {@code gateway:NAME}
 * @param touch   the message in which the way out stood: where the wish comes from
 */
public record Subscription(String customer, Purpose purpose, String channel, String touch) { }
