package dev.regard.routes.wiring;

import dev.regard.connectors.mongodb.MongoStore;
import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;

/** Opens the store that the settings name. */
final class Stores {
    private Stores() { }

    /** @throws dev.regard.engine.store.StoreRefused when another process holds the data folder, or the store must not be used as it is */
    static Store open(Settings settings) {
        return settings.mongodb().<Store>map(uri -> MongoStore.open(uri, settings.yesVirtualTime()))
                .orElseGet(() -> SqliteStore.open(settings.data()));
    }
}
