package dev.regard.connectors.sqlite;

import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    protected Store openEmpty() {
        return SqliteStore.open(folder);
    }
}
