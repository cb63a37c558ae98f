package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreUnavailable;
import java.sql.SQLException;
import java.util.Optional;

/** What was found broken in the file. Other places of it may still work, so that the next call may succeed; the file stays broken all the same. */
final class Damage {
    private volatile String words;

    /** The failure as callers get it; remembered where the file is broken. */
    StoreUnavailable met(String doing, SQLException e) {
        StoreUnavailable failure = Words.unavailable(doing, e);
        if (words == null && Words.isDamage(e)) {
            words = failure.getMessage();
        }
        return failure;
    }

    /** What was met first; empty when nothing was. */
    Optional<String> words() {
        return Optional.ofNullable(words);
    }
}
