package dev.regard.routes.wiring;

import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;

/** Opens the store that the settings name. */
final class Stores {
    private Stores() { }

    static Store open(Settings settings) {
        return SqliteStore.open(settings.data());
    }
}
