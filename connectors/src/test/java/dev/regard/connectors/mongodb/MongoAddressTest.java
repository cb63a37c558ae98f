package dev.regard.connectors.mongodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.regard.engine.store.StoreRefused;
import dev.regard.engine.store.StoreUnavailable;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers are taken, and what is said of those that are not. */
class MongoAddressTest {
    private final MongoServer server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
    private String uri;

    @BeforeEach
    void start() {
        uri = server.bindAndGetConnectionString() + "/regard";
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() {
        MongoStore.open(uri, true).close();
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase("regard").getCollection("meta").updateOne(new Document("_id", "schema"),
                    new Document("$set", new Document("version", 2)));
        }

        StoreRefused refused = assertThrows(StoreRefused.class, () -> MongoStore.open(uri, true));

        assertTrue(refused.getMessage().contains("schema 2; this one knows 1"), refused.getMessage());
    }

    @Test
    void aStandaloneServerIsRefusedUnlessItIsAllowed() {
        assertTrue(assertThrows(StoreRefused.class, () -> MongoStore.open(uri, false)).getMessage().contains("standalone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?w=1", "?w=0", "?w=2", "?journal=false", "?w=majority&journal=false"})
    void aWeakerWriteConcernIsRefused(String options) {
        assertTrue(assertThrows(StoreRefused.class, () -> MongoStore.open(uri + options, true)).getMessage().contains("weaker"));
    }

    @Test
    void theStrongestWriteConcernIsWelcome() {
        MongoStore.open(uri + "?w=majority&journal=true", true).close();
    }

    @Test
    void anUnreadableAddressIsRefusedWithoutRepeatingThePassword() {
        String message = assertThrows(StoreRefused.class, () -> MongoStore.open("mongodb://me:se/cret@host:port", true)).getMessage();

        assertTrue(message.contains("cannot be read") && !message.contains("cret"), message);
    }

    @Test
    void aServerThatIsGoneIsToldPlainly() {
        try (MongoStore store = MongoStore.open(uri, true)) {
            assertEquals(Optional.empty(), store.trouble());

            server.shutdownNow();

            String trouble = store.trouble().orElseThrow();
            assertTrue(trouble.startsWith("asking MongoDB: "), trouble);
            assertThrows(StoreUnavailable.class, () -> store.notes().write("clock", "noon"));
        }
    }
}
