package dev.regard.connectors.mongodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.regard.engine.store.Dealer;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.StoreRefused;
import dev.regard.engine.store.StoreUnavailable;
import java.util.List;
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

    /** They were filed by their id alone, and so were effects that were not handed on yet. */
    @Test
    void complaintsOfTheFirstSchemaAreFiledUnderTheirCustomer() {
        try (MongoStore store = MongoStore.open(uri, true)) {
            store.cards().commit(List.of(Dealer.withComplaints(Dealer.change(Dealer.newCard("C-1")), Dealer.complaint("K-1", "C-1", Dealer.MONDAY))));
        }
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase regard = client.getDatabase("regard");
            Document filed = regard.getCollection("complaints").find().first();
            regard.getCollection("complaints").insertOne(new Document(filed).append("_id", "K-1"));
            regard.getCollection("complaints").deleteOne(new Document("_id", filed.get("_id")));
            regard.getCollection("meta").updateOne(new Document("_id", "schema"), new Document("$set", new Document("version", 1)));
        }
        for (int start = 1; start <= 2; start++) {
            try (MongoStore store = MongoStore.open(uri, true)) {
                assertEquals(List.of(Dealer.complaint("K-1", "C-1", Dealer.MONDAY)),
                        store.records().complaints(new Records.ComplaintFilter(null, "C-1"), new Records.Paging(10, null)).items(), "start " + start);
            }
        }
        try (MongoClient client = MongoClients.create(uri)) {
            assertEquals("C-1/K-1", client.getDatabase("regard").getCollection("complaints").find().first().get("_id"));
        }
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() {
        MongoStore.open(uri, true).close();
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase("regard").getCollection("meta").updateOne(new Document("_id", "schema"),
                    new Document("$set", new Document("version", MongoStore.SCHEMA + 1)));
        }

        StoreRefused refused = assertThrows(StoreRefused.class, () -> MongoStore.open(uri, true));

        assertTrue(refused.getMessage().contains("schema " + (MongoStore.SCHEMA + 1) + "; this one knows " + MongoStore.SCHEMA), refused.getMessage());
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
