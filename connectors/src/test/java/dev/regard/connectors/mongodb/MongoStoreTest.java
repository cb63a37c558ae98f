package dev.regard.connectors.mongodb;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreContract;
import org.junit.jupiter.api.AfterEach;

/** On mongo-java-server, which knows no transactions and no sessions: neither does the adapter. */
class MongoStoreTest extends StoreContract {
    private MongoServer server;

    @Override
    protected Store openEmpty() {
        server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
        return MongoStore.open(server.bindAndGetConnectionString() + "/regard", true);
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }
}
