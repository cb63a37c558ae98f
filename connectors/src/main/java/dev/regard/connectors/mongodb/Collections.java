package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import dev.regard.connectors.json.RecordJson;
import org.bson.Document;

/**
 * The collections and their indexes. A record lies as JSON text in {@code document}; beside it stand the fields that are
 * searched, {@code schemaVersion}, and {@code cipher}, which says how the document is to be read. Instants are nanoseconds.
 *
 * <p>To shard: {@code journal}, {@code keys} and {@code cards} by hashed {@code _id}, the others by {@code customer}. Each write
 * of a record names its customer, so that it goes to one shard, and ids of records are made from the customer, so that no other
 * shard can hold the same.
 *
 * <table>
 * <caption>Which question each index answers</caption>
 * <tr><th>index</th><th>question</th></tr>
 * <tr><td>journal {@code waiting} (sparse)</td><td>which events are not yet applied; the field goes when they are, and with it the entry</td></tr>
 * <tr><td>journal {@code received, seq}</td><td>the part of the journal that a replay reads</td></tr>
 * <tr><td>cards {@code wake} (sparse)</td><td>which cards are due, and when is the next; holds no card that never wakes</td></tr>
 * <tr><td>cards {@code relaying} (sparse)</td><td>whose effects were not handed on; nearly always empty</td></tr>
 * <tr><td>cards {@code tier, _id}</td><td>how many cards a tier has; the list of one tier</td></tr>
 * <tr><td>{@code customer, at | due | opened, _id}</td><td>what concerns one customer, in the order of the list</td></tr>
 * <tr><td>{@code at | due | opened, _id}</td><td>the same list over all customers</td></tr>
 * <tr><td>{@code type | status, at | due | opened, _id}</td><td>the list of one type or status, and how many there are</td></tr>
 * <tr><td>dispatches {@code about}</td><td>is this touch being sent? which mails did this escalation cause?</td></tr>
 * <tr><td>dispatches {@code status, urgent, try, _id}</td><td>what may be claimed</td></tr>
 * <tr><td>dispatches {@code status, try, _id}</td><td>what is next, what was left behind, what was sent lately</td></tr>
 * <tr><td>dispatches {@code claim} (sparse)</td><td>what a claim got</td></tr>
 * </table>
 */
record Collections(MongoCollection<Document> journal, MongoCollection<Document> cards, MongoCollection<Document> keys,
        MongoCollection<Document> decisions, MongoCollection<Document> touches, MongoCollection<Document> complaints,
        MongoCollection<Document> dispatches, MongoCollection<Document> notes, MongoCollection<Document> counters) {

    static Collections in(MongoDatabase database) {
        return new Collections(database.getCollection("journal"), database.getCollection("cards"), database.getCollection("keys"),
                database.getCollection("decisions"), database.getCollection("touches"), database.getCollection("complaints"),
                database.getCollection("dispatches"), database.getCollection("notes"), database.getCollection("counters"));
    }

    void makeIndexes() {
        sparse(journal, "waiting");
        index(journal, "received", "seq");
        sparse(cards, "wake");
        sparse(cards, "relaying");
        index(cards, "tier", "_id");
        index(decisions, "customer", "at", "_id");
        index(decisions, "at", "_id");
        index(decisions, "type", "at", "_id");
        index(touches, "customer", "due", "_id");
        index(touches, "due", "_id");
        index(touches, "status", "due", "_id");
        index(complaints, "customer", "opened", "_id");
        index(complaints, "opened", "_id");
        index(complaints, "status", "opened", "_id");
        index(dispatches, "about");
        index(dispatches, "status", "urgent", "try", "_id");
        index(dispatches, "status", "try", "_id");
        sparse(dispatches, "claim");
    }

    private static void index(MongoCollection<Document> in, String... fields) {
        in.createIndex(ascending(fields));
    }

    private static void sparse(MongoCollection<Document> in, String field) {
        in.createIndex(ascending(field), new IndexOptions().sparse(true));
    }

    /** What every stored record says about its form. */
    static Document written(Document fields, String document) {
        return fields.append("schemaVersion", RecordJson.SCHEMA_VERSION).append("cipher", RecordJson.NO_CIPHER).append("document", document);
    }
}
