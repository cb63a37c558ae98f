package dev.regard.engine.store;

/**
 * The store must not be used as it is: another process holds it, a newer program made it, or it would promise less than
 * durable. Trying again does not help; the message tells an operator what does.
 */
public final class StoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreRefused(String why) {
        super(why);
    }
}
