package dev.regard.routes.year;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** mongo-java-server's backend with secondary indexes; its own looks at each document of a collection unless it is asked for an {@code _id}. */
final class IndexedBackend extends MemoryBackend {
    @Override
    public IndexedDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name, getCursorRegistry());
    }
}
