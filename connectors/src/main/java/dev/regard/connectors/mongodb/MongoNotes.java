package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import dev.regard.engine.store.Notes;
import java.util.Optional;
import org.bson.Document;

final class MongoNotes implements Notes {
    private final MongoCollection<Document> notes;

    MongoNotes(MongoCollection<Document> notes) {
        this.notes = notes;
    }

    @Override
    public Optional<String> read(String name) {
        return Calls.call("reading a note", () -> Optional.ofNullable(notes.find(eq("_id", name)).first()).map(note -> note.getString("value")));
    }

    @Override
    public void write(String name, String value) {
        Calls.call("writing a note", () -> notes.replaceOne(eq("_id", name), new Document("_id", name).append("value", value),
                new ReplaceOptions().upsert(true)));
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String value) {
        return Calls.call("replacing a note", () -> expected
                .map(before -> notes.updateOne(and(eq("_id", name), eq("value", before)), set("value", value)).getMatchedCount() == 1)
                .orElseGet(() -> notes.updateOne(eq("_id", name), setOnInsert("value", value), new UpdateOptions().upsert(true)).getUpsertedId() != null));
    }
}
