package dev.regard.connectors.sqlite;

import dev.regard.engine.store.Notes;
import java.util.Optional;

final class SqliteNotes implements Notes {
    private final Writer writer;
    private final Readers readers;

    SqliteNotes(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<String> read(String name) {
        return readers.read("reading a note", s -> s.first("SELECT value FROM notes WHERE name = ?", row -> row.getString(1), name));
    }

    @Override
    public void write(String name, String value) {
        writer.write("writing a note", s -> s.update("""
                INSERT INTO notes (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value""", name, value));
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String value) {
        return writer.write("replacing a note", s -> expected.isPresent()
                ? s.update("UPDATE notes SET value = ? WHERE name = ? AND value = ?", value, name, expected.get())
                : s.update("INSERT INTO notes (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, value)) == 1;
    }
}
