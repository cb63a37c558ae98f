package dev.regard.connectors.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.connection.ClusterType;
import dev.regard.connectors.json.RecordJson;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreRefused;
import dev.regard.engine.store.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The store in a MongoDB database, for one process or several. What a call has written when it returns is in the journals of
 * a majority of the members. Needs no transactions: each change is one document ({@link MongoCards}), and its effects are
 * handed on from there ({@link Relay}).
 */
public final class MongoStore implements Store {
    static final int SCHEMA = 2;
    private static final int MIGRATED_AT_ONCE = 500;
    private static final String DEFAULT_DATABASE = "regard";
    private static final int CONNECT_SECONDS = 5;
    private static final int SELECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 30;
    private static final Set<ClusterType> LASTING = Set.of(ClusterType.REPLICA_SET, ClusterType.SHARDED, ClusterType.LOAD_BALANCED);

    private final MongoClient client;
    private final MongoDatabase database;
    private final Relay relay;
    private final MongoJournal journal;
    private final Cards cards;
    private final Outgoing outgoing;
    private final Records records;
    private final Notes notes;

    private MongoStore(MongoClient client, MongoDatabase database, Collections collections, Relay relay) {
        this.client = client;
        this.database = database;
        this.relay = relay;
        journal = new MongoJournal(collections, relay);
        cards = new MongoCards(collections, relay, journal);
        outgoing = new MongoOutgoing(collections, relay);
        records = new MongoRecords(collections);
        notes = new MongoNotes(collections.notes());
    }

    /**
     * Connects, makes indexes where they are missing, and completes what an earlier process left behind.
     *
     * @param uri             {@code mongodb://} or {@code mongodb+srv://}; without a database in it, {@code regard}
     * @param allowStandalone accepts a single server, which loses acknowledged writes when its disk goes
     * @throws StoreRefused     when the URI asks for less than majority and journal, the server is a standalone one, or a newer
     *                          program made the database
     * @throws StoreUnavailable when no server answers
     */
    public static MongoStore open(String uri, boolean allowStandalone) {
        return open(uri, allowStandalone, Relay.Steps.UNWATCHED);
    }

    /**
     * The same address, if it can be one at all; nobody is asked yet.
     *
     * @throws IllegalArgumentException that says what to write instead, without the password
     */
    public static String checked(String uri) {
        try {
            address(uri);
            return uri;
        } catch (StoreRefused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (MongoException e) {
            return uri; // mongodb+srv:// asks a name server, which may answer later
        }
    }

    static MongoStore open(String uri, boolean allowStandalone, Relay.Steps steps) {
        ConnectionString where = Calls.call("looking up its address", () -> address(uri));
        MongoClient client = MongoClients.create(settings(where));
        try {
            MongoDatabase database = client.getDatabase(where.getDatabase() == null ? DEFAULT_DATABASE : where.getDatabase());
            return Calls.call("connecting", () -> opened(client, database, allowStandalone, steps));
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static MongoStore opened(MongoClient client, MongoDatabase database, boolean allowStandalone, Relay.Steps steps) {
        database.runCommand(new Document("ping", 1));
        if (!allowStandalone && !LASTING.contains(client.getClusterDescription().getType())) {
            throw new StoreRefused("the MongoDB server is a standalone one; a replica set keeps what was acknowledged when a server is lost");
        }
        checkSchema(database);
        Collections collections = Collections.in(database);
        collections.makeIndexes();
        Relay relay = new Relay(collections, steps);
        relay.completeAll();
        bringUp(database, collections);
        return new MongoStore(client, database, collections, relay);
    }

    private static ConnectionString address(String uri) {
        ConnectionString where;
        try {
            where = new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            // the driver's message may quote the password
            throw new StoreRefused("the MongoDB URI cannot be read; it looks like mongodb://HOST:PORT,HOST:PORT/DATABASE?replicaSet=NAME");
        }
        WriteConcern asked = where.getWriteConcern();
        boolean weaker = asked != null && (asked.getWObject() != null && !"majority".equals(asked.getWObject()) || Boolean.FALSE.equals(asked.getJournal()));
        if (weaker) {
            throw new StoreRefused("the MongoDB URI asks for a weaker write concern than w=majority and journal=true");
        }
        return where;
    }

    private static MongoClientSettings settings(ConnectionString where) {
        return MongoClientSettings.builder().applyConnectionString(where).applicationName("regard")
                .writeConcern(WriteConcern.MAJORITY.withJournal(true).withWTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .readPreference(ReadPreference.primary()).readConcern(ReadConcern.LOCAL)
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(ANSWER_SECONDS + CONNECT_SECONDS, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECT_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(SELECT_SECONDS, TimeUnit.SECONDS))
                .build();
    }

    private static void checkSchema(MongoDatabase database) {
        Document id = new Document("_id", "schema");
        var meta = database.getCollection("meta");
        Document stored = meta.find(id).first();
        if (stored == null) {
            Calls.ignoringKnownIds(() -> meta.insertMany(List.of(new Document(id).append("version", SCHEMA)),
                    new InsertManyOptions().ordered(false)));
        } else if (stored.getInteger("version") > SCHEMA) {
            throw new StoreRefused("the MongoDB database %s was made by a newer program (schema %d; this one knows %d)"
                    .formatted(database.getName(), stored.getInteger("version"), SCHEMA));
        }
    }

    /** From 1 to 2: a complaint is filed under its customer too. Each is written before the former is removed, so that a stop in between loses none. */
    private static void bringUp(MongoDatabase database, Collections collections) {
        Document id = new Document("_id", "schema");
        var meta = database.getCollection("meta");
        if (meta.find(id).first().getInteger("version") == SCHEMA) {
            return;
        }
        for (Document complaint : collections.complaints().find().batchSize(MIGRATED_AT_ONCE)) {
            String key = RecordJson.COMPLAINT.read(complaint.getString("document")).key();
            if (!key.equals(complaint.getString("_id"))) {
                Document former = new Document("_id", complaint.getString("_id"));
                Calls.ignoringKnownIds(() -> collections.complaints().insertOne(new Document(complaint).append("_id", key)));
                collections.complaints().deleteOne(former);
            }
        }
        meta.updateOne(id, new Document("$set", new Document("version", SCHEMA)));
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Cards cards() {
        return cards;
    }

    @Override
    public Outgoing outgoing() {
        return outgoing;
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public Notes notes() {
        return notes;
    }

    /** Does what a process does that was held up in the middle, for tests. */
    void handOnAgain(List<Change> changes) {
        relay.handOn(changes.stream().map(Effects::of).toList(), "long ago");
    }

    /** Asks the server for an answer, and completes what an earlier failure left. */
    @Override
    public Optional<String> trouble() {
        try {
            Calls.call("asking MongoDB", () -> database.runCommand(new Document("ping", 1)));
            relay.completeWhatFailed();
            return Optional.empty();
        } catch (StoreUnavailable e) {
            return Optional.of(e.getMessage());
        } catch (MongoException | IllegalStateException e) {
            return Optional.of("MongoDB does not answer: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
