package dev.regard.engine.customer;

import java.time.Instant;

/**
 * What a customer said about one purpose on one channel.
 *
 * @param proof where that is written
 */
public record Consent(boolean granted, Instant at, String proof) { }
