package dev.regard.routes.year;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;

final class IndexedDatabase extends MemoryDatabase {

    IndexedDatabase(String name, CursorRegistry cursors) {
        super(name, cursors);
    }

    @Override
    protected IndexedCollection openOrCreateCollection(String name, CollectionOptions options) {
        return new IndexedCollection(this, name, options, cursorRegistry);
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        return SortedIndex.canHave(keys) ? new SortedIndex(name, keys, sparse) : super.openOrCreateSecondaryIndex(collection, name, keys, sparse);
    }

    /** A pipeline reads the whole collection; one that begins with {@code $match}, such as a count, need not. */
    @Override
    public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        if (command.equals("aggregate") && query.get(command) instanceof String name
                && resolveCollection(name, false) instanceof IndexedCollection collection) {
            List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
            if (!pipeline.isEmpty() && pipeline.get(0).get("$match") instanceof Document match) {
                Aggregation rest = Aggregation.fromPipeline(pipeline.subList(1, pipeline.size()), resolver, this, collection, oplog);
                rest.validate(query);
                return answer(name, rest.runStages(collection.matching(match).stream()));
            }
        }
        return super.handleCommand(channel, command, query, resolver, oplog);
    }

    private Document answer(String collection, List<Document> documents) {
        Document answer = new Document("cursor", new Document("id", 0L).append("ns", getFullCollectionNamespace(collection)).append("firstBatch", documents));
        Utils.markOkay(answer);
        return answer;
    }
}
