package dev.regard.connectors.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreContract;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On the MongoDB that {@code REGARD_TEST_MONGODB} names, such as {@code mongodb://127.0.0.1:27017/regard_test}; its database is dropped. */
@EnabledIfEnvironmentVariable(named = "REGARD_TEST_MONGODB", matches = "mongodb.*/regard_test(\\?.*)?",
        disabledReason = "REGARD_TEST_MONGODB does not name a database called regard_test on a MongoDB")
class RealMongoStoreTest extends StoreContract {

    @Override
    protected Store openEmpty() {
        String uri = System.getenv("REGARD_TEST_MONGODB");
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(new ConnectionString(uri).getDatabase()).drop();
        }
        return MongoStore.open(uri, true);
    }
}
