package dev.regard.engine.memory;

import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreContract;

class MemoryStoreTest extends StoreContract {
    @Override
    protected Store openEmpty() {
        return new MemoryStore();
    }
}
