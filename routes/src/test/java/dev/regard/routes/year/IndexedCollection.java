package dev.regard.routes.year;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** An index only says which documents may match: each of them still passes the whole query. */
final class IndexedCollection extends MemoryCollection {

    IndexedCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    /** From the wire each document has the names of its fields to itself, a tenth of the memory. */
    @Override
    protected Integer addDocumentInternal(Document document) {
        Document kept = new Document();
        document.forEach((field, value) -> kept.put(field.intern(), value));
        return super.addDocumentInternal(kept);
    }

    @Override
    public synchronized void addIndex(Index<Integer> index) {
        super.addIndex(index);
    }

    @Override
    protected synchronized QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        Conditions conditions = Conditions.of(query);
        Iterable<Integer> known = byId(conditions);
        if (known != null) {
            return matchDocuments(query, known, orderBy, skip, limit, batchSize, projection);
        }
        SortedIndex.Scan best = SortedIndex.Scan.ALL;
        for (Index<Integer> index : getIndexes()) {
            if (index instanceof SortedIndex sorted) {
                best = best.orBetter(sorted.scan(conditions, orderBy));
            }
        }
        return best == SortedIndex.Scan.ALL ? super.queryDocuments(query, orderBy, skip, limit, batchSize, projection)
                : matchDocuments(query, best.positions(), best.inOrder() ? null : orderBy, skip, limit, batchSize, projection);
    }

    private Iterable<Integer> byId(Conditions conditions) {
        List<Object> ids = conditions.among("_id");
        Document asked = new Document("_id", new Document("$in", ids));
        return ids == null ? null : getIndexes().stream().filter(index -> index.isUnique() && index.canHandle(asked)).findFirst()
                .map(index -> index.getPositions(asked)).orElse(null);
    }

    List<Document> matching(Document query) {
        return queryDocuments(query, null, 0, 0, 0, null).collectDocuments();
    }
}
