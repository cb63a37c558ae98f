package dev.regard.engine.store;

/** The store does not answer or cannot write (disk full, network, fail-over). Trying again later may succeed. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
