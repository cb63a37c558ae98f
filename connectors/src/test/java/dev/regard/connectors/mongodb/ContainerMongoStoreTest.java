package dev.regard.connectors.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreContract;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;

/** On a replica set of one in a container; where there is no Docker it skips itself. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerMongoStoreTest extends StoreContract {
    @Container
    private static final MongoDBContainer MONGODB = new MongoDBContainer("mongo:8.0").withReplicaSet();

    @Override
    protected Store openEmpty() {
        String uri = MONGODB.getReplicaSetUrl("regard_test");
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(new ConnectionString(uri).getDatabase()).drop();
        }
        return MongoStore.open(uri, false);
    }
}
