package dev.regard.routes.year;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With indexes and without, the server answers the same. */
class IndexedBackendTest {
    private static final int STEPS = 120;
    private static final List<String> STATES = List.of("READY", "SENDING", "SENT", "CANCELLED");
    private final Random random = new Random(20_260_301);
    private final MongoServer scanning = new MongoServer(new MemoryBackend());
    private final MongoServer indexed = new MongoServer(new IndexedBackend());
    private final List<MongoClient> clients = new ArrayList<>();
    private final List<MongoCollection<Document>> both = new ArrayList<>();

    @BeforeEach
    void start() {
        for (MongoServer server : List.of(scanning, indexed)) {
            server.bind("127.0.0.1", 0);
            clients.add(MongoClients.create("mongodb://127.0.0.1:" + server.getLocalAddress().getPort()));
        }
        clients.forEach(client -> both.add(client.getDatabase("year").getCollection("records")));
    }

    @AfterEach
    void stop() {
        clients.forEach(MongoClient::close);
        scanning.shutdownNow();
        indexed.shutdownNow();
    }

    @Test
    void theAnswersAreThoseOfAServerThatLooksAtEveryDocument() {
        for (int i = 0; i < 100; i++) {
            write();
        }
        for (MongoCollection<Document> records : both) {
            records.createIndex(ascending("waiting"), new IndexOptions().sparse(true));
            records.createIndex(ascending("customer"));
            records.createIndex(ascending("customer", "try", "_id"));
            records.createIndex(ascending("status", "urgent", "try", "_id"));
            records.createIndex(ascending("status", "try", "_id"));
            records.createIndex(ascending("try", "_id"));
            records.createIndex(ascending("claim"), new IndexOptions().sparse(true));
        }
        for (int i = 0; i < STEPS; i++) {
            write();
            read();
        }
        same(records -> records.find().sort(ascending("_id")).batchSize(1_000).into(new ArrayList<>()));
    }

    private void write() {
        String id = id();
        Bson some = condition();
        switch (random.nextInt(8)) {
            case 0 -> same(inserting(Stream.generate(this::record).limit(4).toList()));
            case 1 -> same(updating(eq("_id", id), change(), false));
            case 2 -> same(updating(and(eq("_id", id), eq("customer", customer()), lt("version", random.nextInt(4))),
                    combine(change(), set("version", random.nextInt(4))), true));
            case 3 -> same(inOne(and(some, condition()), change()));
            case 4 -> same(inMany(and(in("_id", id, id(), id()), some), change()));
            case 5 -> same(records -> records.deleteOne(and(eq("_id", id), some)).getDeletedCount());
            case 6 -> same(inMany(and(some, and(condition(), condition())), combine(change(), inc("attempts", 1))));
            default -> {
                Bson rare = and(eq("customer", customer()), some, condition());
                same(records -> records.deleteMany(rare).getDeletedCount());
            }
        }
    }

    private static Function<MongoCollection<Document>, Object> inserting(List<Document> fresh) {
        return records -> records.insertMany(fresh.stream().map(Document::new).toList(), new InsertManyOptions().ordered(false)).getInsertedIds().size();
    }

    private static Function<MongoCollection<Document>, Object> updating(Bson which, Bson change, boolean upsert) {
        return records -> records.updateOne(which, change, new UpdateOptions().upsert(upsert)).toString();
    }

    private static Function<MongoCollection<Document>, Object> inOne(Bson which, Bson change) {
        return records -> records.findOneAndUpdate(which, change, new FindOneAndUpdateOptions().sort(ascending("try", "_id")));
    }

    private static Function<MongoCollection<Document>, Object> inMany(Bson which, Bson change) {
        return records -> records.updateMany(which, change).toString();
    }

    private void read() {
        List<Bson> parts = new ArrayList<>(Stream.generate(this::condition).limit(1 + random.nextInt(3)).toList());
        Bson which = parts.size() == 1 ? parts.get(0) : random.nextBoolean() ? and(parts) : and(parts.remove(0), and(parts));
        Bson order = pick(List.of(ascending("_id"), ascending("try", "_id"), ascending("waiting", "_id"), ascending("customer", "_id"),
                ascending("urgent", "try", "_id"), ascending("status", "try", "_id"), descending("try", "_id"), orderBy(descending("try"), ascending("_id"))));
        int limit = random.nextInt(6);
        int skip = random.nextInt(3);
        same(records -> records.find(which).sort(order).skip(skip).limit(limit).batchSize(1_000).into(new ArrayList<>()));
        same(records -> records.find().sort(order).limit(limit).into(new ArrayList<>()));
        same(records -> records.find(which).batchSize(1_000).into(new ArrayList<>()).stream().sorted(Comparator.comparing(record -> record.getString("_id")))
                .toList());
        same(records -> records.countDocuments(which));
        same(records -> records.aggregate(List.of(Aggregates.match(which), Aggregates.group("$status", Accumulators.sum("count", 1)),
                Aggregates.sort(ascending("_id")))).into(new ArrayList<>()));
    }

    /** Both answer, or both refuse. */
    private void same(Function<MongoCollection<Document>, Object> call) {
        assertEquals(answer(call, both.get(0)), answer(call, both.get(1)));
    }

    private static Object answer(Function<MongoCollection<Document>, Object> call, MongoCollection<Document> of) {
        try {
            return call.apply(of);
        } catch (MongoException e) {
            return e.getClass() + " " + e.getCode();
        }
    }

    private Bson condition() {
        return switch (random.nextInt(25)) {
            case 0 -> eq("_id", id());
            case 1 -> in("_id", id(), id(), id());
            case 2 -> eq("status", pick(STATES));
            case 3 -> in("status", pick(STATES), pick(STATES));
            case 4 -> ne("status", pick(STATES));
            case 5 -> nin("status", pick(STATES), null);
            case 6 -> eq(pick(List.of("status", "customer", "waiting", "claim")), null);
            case 7 -> exists(pick(List.of("waiting", "claim", "urgent")), random.nextBoolean());
            case 8 -> gt("waiting", time());
            case 9 -> and(gte("try", time()), lt("try", time()));
            case 10 -> lte("try", time());
            case 11 -> gte("try", Long.MIN_VALUE);
            case 12 -> eq("try", random.nextInt(20));
            case 13 -> not(gt("try", time()));
            case 14 -> or(eq("customer", customer()), gt("try", time()));
            case 21 -> after("try");
            case 22 -> after("customer");
            case 23 -> or(in("try", time(), time()), gte("try", time()));
            case 15 -> in("customer", customer(), customer(), null);
            case 16 -> regex("customer", "1");
            case 17 -> eq("claim", pick(STATES));
            case 18 -> eq("urgent", random.nextBoolean());
            case 19 -> ne("urgent", true);
            case 20 -> in("claim", List.of());
            default -> eq("customer", customer());
        };
    }

    private Bson after(String field) {
        Object place = field.equals("customer") ? customer() : time();
        return or(gt(field, place), and(eq(field, place), gt("_id", id())));
    }

    private Bson change() {
        return switch (random.nextInt(7)) {
            case 0 -> unset("waiting");
            case 1 -> set("waiting", time());
            case 2 -> set("try", time());
            case 3 -> combine(set("status", pick(STATES)), set("claim", pick(STATES)));
            case 4 -> combine(set("status", pick(STATES)), unset("claim"));
            case 5 -> set("urgent", random.nextBoolean());
            default -> set("status", null);
        };
    }

    private Document record() {
        Document record = new Document("_id", id()).append("customer", customer()).append("status", pick(STATES)).append("try", time()).append("version", 1L);
        if (random.nextBoolean()) {
            record.append("waiting", time());
        }
        if (random.nextBoolean()) {
            record.append("urgent", random.nextBoolean());
        }
        if (random.nextInt(5) == 0) {
            record.remove(pick(List.of("status", "customer", "try")));
        }
        return record;
    }

    private String id() {
        return "r" + random.nextInt(300);
    }

    private String customer() {
        return "c" + random.nextInt(30);
    }

    private Object time() {
        int time = random.nextInt(20);
        return random.nextBoolean() ? (Object) time : (Object) (long) time;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void anIndexLooksAtTheDocumentsThatMayMatchAndInItsOrder() {
        SortedIndex index = index(false, "status", "try");
        for (int i = 0; i < 40; i++) {
            index.add(mongo("_id", i).append("status", STATES.get(i % 4)).append("try", 100L - i), i, null);
        }
        index.remove(mongo("_id", 20).append("status", "READY").append("try", 80L));
        Conditions ready = Conditions.of(mongo("$and", List.of(mongo("status", "READY"), mongo("try", mongo("$lt", 90L)))));
        SortedIndex.Scan due = index.scan(ready, mongo("try", 1).append("_id", 1));
        assertEquals(List.of(36, 32, 28, 24, 16, 12), positions(due));
        assertEquals(new SortedIndex.Scan(due.positions(), 6, 3, true), due);
        assertEquals(20, positions(index.scan(Conditions.of(mongo("status", mongo("$in", List.of("SENT", "SENDING", "SENT")))), null)).size());
        assertEquals(39, positions(index.scan(Conditions.of(new de.bwaldvogel.mongo.bson.Document()), mongo("status", 1))).size());
    }

    @Test
    void anIndexIsNotAskedForWhatItCannotTell() {
        SortedIndex all = index(false, "status", "try");
        SortedIndex sparse = index(true, "waiting");
        assertSame(SortedIndex.Scan.ALL, all.scan(Conditions.of(mongo("try", 5)), null));
        assertSame(SortedIndex.Scan.ALL, all.scan(Conditions.of(mongo("status", null)), null));
        assertSame(SortedIndex.Scan.ALL, all.scan(Conditions.of(mongo("status", mongo("$ne", "SENT"))), mongo("try", 1)));
        assertSame(SortedIndex.Scan.ALL, sparse.scan(Conditions.of(mongo("waiting", mongo("$exists", false))), mongo("waiting", 1)));
        assertThrows(UnsupportedOperationException.class, () -> sparse.checkAdd(mongo("waiting", List.of(1)), null));
    }

    private static SortedIndex index(boolean sparse, String... fields) {
        return new SortedIndex("tested", Stream.of(fields).map(field -> new IndexKey(field, true)).toList(), sparse);
    }

    private static de.bwaldvogel.mongo.bson.Document mongo(String field, Object value) {
        return new de.bwaldvogel.mongo.bson.Document(field, value);
    }

    private static List<Integer> positions(SortedIndex.Scan scan) {
        List<Integer> positions = new ArrayList<>();
        scan.positions().forEach(positions::add);
        return positions;
    }
}
