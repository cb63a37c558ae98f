package dev.regard.engine.memory;

import dev.regard.engine.store.Notes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryNotes implements Notes {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void write(String name, String value) {
        values.put(name, value);
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String value) {
        return expected.map(before -> values.replace(name, before, value)).orElseGet(() -> values.putIfAbsent(name, value) == null);
    }
}
