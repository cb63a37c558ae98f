package dev.regard.connectors.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
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
}
