package dev.regard.routes.wiring;

import dev.regard.connectors.mongodb.MongoStore;
import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.organisation.OrganisationFile;
import java.nio.file.Files;

/** Knows the store that the settings name. */
public final class Stores {
    private Stores() { }

    /** Whether an engine has worked with these settings before. With a MongoDB the data folder tells, which has the organisation. */
    public static boolean exists(Settings settings) {
        return settings.mongodb().isPresent() ? Files.exists(settings.data().resolve(OrganisationFile.NAME)) : SqliteStore.isIn(settings.data());
    }

    /** @throws dev.regard.engine.store.StoreRefused when another process holds the data folder, or the store must not be used as it is */
    static Store open(Settings settings) {
        return settings.mongodb().<Store>map(uri -> MongoStore.open(uri, settings.yesVirtualTime()))
                .orElseGet(() -> SqliteStore.open(settings.data()));
    }
}
