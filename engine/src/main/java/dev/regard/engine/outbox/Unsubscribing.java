package dev.regard.engine.outbox;

import java.util.Optional;

/** Gives messages their way out. The same subscription has the same link for ever. */
@FunctionalInterface
public interface Unsubscribing {
    /** Where nothing from outside reaches the engine. */
    Unsubscribing NONE = subscription -> Optional.empty();

    /** The address of the page on which the customer ends it; empty where there is none. */
    Optional<String> link(Subscription subscription);
}
