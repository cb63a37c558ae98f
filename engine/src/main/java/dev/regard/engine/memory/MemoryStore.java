package dev.regard.engine.memory;

import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps everything on the heap, behind one lock, and holds the whole contract but durability. */
public final class MemoryStore implements Store {
    private final MemoryJournal journal;
    private final MemoryOutgoing outgoing = new MemoryOutgoing();
    private final MemoryRecords records;
    private final Cards cards;
    private final Notes notes = new MemoryNotes();

    public MemoryStore() {
        this(true, change -> { });
    }

    private MemoryStore(boolean past, Consumer<Change> written) {
        journal = new MemoryJournal(past);
        records = new MemoryRecords(outgoing, past);
        cards = new MemoryCards(journal, records, outgoing, written);
    }

    /**
     * Keeps what is needed to go on deciding, and neither decisions nor applied events: for many years in one go.
     *
     * @param written is given each change when it is written
     */
    public static MemoryStore ofThePresent(Consumer<Change> written) {
        return new MemoryStore(false, written);
    }

    /**
     * Keeps everything.
     *
     * @param written is given each change before it is written; what it throws keeps the change away
     */
    public static MemoryStore watched(Consumer<Change> written) {
        return new MemoryStore(true, written);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Cards cards() {
        return cards;
    }

    @Override
    public Outgoing outgoing() {
        return outgoing;
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() { }
}
