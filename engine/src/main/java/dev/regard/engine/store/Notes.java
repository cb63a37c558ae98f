package dev.regard.engine.store;

import java.util.Optional;

/** A few small values that the engine remembers by name: its virtual clock, the portfolio snapshot, the published rule set. */
public interface Notes {

    Optional<String> read(String name);

    /** Durable when it returns. */
    void write(String name, String value);
}
