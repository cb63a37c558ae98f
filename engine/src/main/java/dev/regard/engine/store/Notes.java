package dev.regard.engine.store;

import java.util.Optional;

/** A few small values that the engine remembers by name: its virtual clock, the portfolio snapshot, the published rule set. */
public interface Notes {

    Optional<String> read(String name);

    /** Durable when it returns. */
    void write(String name, String value);

    /**
     * Writes a value in place of the one that was read before, for values that several processes change. Durable when it returns.
     *
     * @param expected what was read; empty where there was none
     * @return false when there is another value by now: nothing was written
     */
    boolean replace(String name, Optional<String> expected, String value);
}
