package dev.regard.routes.wiring;

import dev.regard.connectors.mongodb.MongoStore;
import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.engine.store.Store;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.organisation.OrganisationFile;
import java.nio.file.Files;
import java.time.Instant;
import java.util.function.Consumer;

/** Knows the store that the settings name. */
public final class Stores {
    /** Later than any event, and still in the range of nanoseconds. */
    static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private Stores() { }

    /** Whether an engine has worked with these settings before. With a MongoDB the data folder tells, which has the organisation. */
    public static boolean exists(Settings settings) {
        return settings.mongodb().isPresent() ? Files.exists(settings.data().resolve(OrganisationFile.NAME)) : SqliteStore.isIn(settings.data());
    }

    /** Every event, in the order of arrival; an engine may be at work on the store meanwhile. */
    public static void replay(Settings settings, Consumer<Recorded> each) {
        if (settings.mongodb().isEmpty()) {
            SqliteStore.replay(settings.data(), Instant.EPOCH, END, each);
            return;
        }
        try (Store store = open(settings)) {
            store.journal().replay(Instant.EPOCH, END, each);
        }
    }

    /** @throws dev.regard.engine.store.StoreRefused when another process holds the data folder, or the store must not be used as it is */
    static Store open(Settings settings) {
        return settings.mongodb().<Store>map(uri -> MongoStore.open(uri, settings.yesVirtualTime()))
                .orElseGet(() -> SqliteStore.open(settings.data()));
    }
}
