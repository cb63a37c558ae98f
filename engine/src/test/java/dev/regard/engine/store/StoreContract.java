package dev.regard.engine.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** What every store has to hold; an adapter's test extends this and says how an empty one is opened. */
public abstract class StoreContract {
    private Store store;

    protected abstract Store openEmpty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class TheJournal extends JournalContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class TheCards extends CardsContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class WhatGoesOut extends OutgoingContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class TheRecords extends RecordsContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Merging extends MergingContract {
        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class TheNotes extends NotesContract {
        @Override
        Store store() {
            return store;
        }
    }
}
