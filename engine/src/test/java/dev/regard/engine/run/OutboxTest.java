package dev.regard.engine.run;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.dispatch;
import static dev.regard.engine.store.Dealer.minutesLater;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.withDispatches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final MemoryStore store = new MemoryStore();
    private final List<String> handedOver = new ArrayList<>();

    /** The process ends: nothing in it goes on. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void threeMessagesAreDue() {
        store.cards().commit(List.of(withDispatches(change(newCard("C-1")), dispatch("m-1", "C-1", "t-1", MONDAY),
                dispatch("m-2", "C-1", "t-2", minutesLater(1)), dispatch("m-3", "C-1", "t-3", minutesLater(2)))));
    }

    private Carrier endingAt(String last) {
        return dispatch -> {
            handedOver.add(dispatch.id());
            if (dispatch.id().equals(last)) {
                throw new Ended();
            }
            return new Carrier.Attempt(Carrier.Result.SENT, "");
        };
    }

    private List<String> reports() {
        return store.journal().pending(9).stream().map(r -> r.event().data()).map(OutboxTest::words).toList();
    }

    private static String words(Data report) {
        return report.text("dispatch").orElseThrow() + " " + report.text("result").orElseThrow()
                + (report.flag("interrupted").orElse(false) ? ", interrupted" : "");
    }

    @Test
    void aProcessThatEndsLeavesOneMessageInDoubt() {
        Outbox ending = new Outbox(store, endingAt("m-2"), "p1");
        assertThrows(Ended.class, () -> ending.step(minutesLater(5)));

        Outbox next = new Outbox(store, endingAt("none"), "p2");

        next.recover(minutesLater(5));
        next.step(minutesLater(5));

        assertEquals(List.of("m-1 sent", "m-2 uncertain, interrupted", "m-3 sent"), reports());
        assertEquals(List.of("m-1", "m-2", "m-3"), handedOver);
    }

    @Test
    void whatTheStoreDidNotTakeIsFiledLaterAndNotSentAgain() {
        Refusing refusing = new Refusing(store);
        Outbox outbox = new Outbox(refusing, endingAt("none"), "p1");
        refusing.refuses = true;
        assertThrows(StoreUnavailable.class, () -> outbox.step(minutesLater(5)));
        assertThrows(StoreUnavailable.class, () -> outbox.step(minutesLater(5)));

        refusing.refuses = false;

        assertEquals(3, outbox.step(minutesLater(6)));
        assertEquals(List.of("m-1 sent", "m-2 sent", "m-3 sent"), reports());
        assertEquals(List.of("m-1", "m-2", "m-3"), handedOver);
    }

    /** A store whose journal takes nothing for a while. */
    private static final class Refusing implements Store {
        private final Store store;
        private boolean refuses;

        Refusing(Store store) {
            this.store = store;
        }

        @Override
        public Journal journal() {
            Journal journal = store.journal();
            return new Journal() {
                @Override
                public List<Boolean> append(List<Event> events, Instant receivedAt) {
                    if (refuses) {
                        throw new StoreUnavailable("filing events: the disk is full", null);
                    }
                    return journal.append(events, receivedAt);
                }

                @Override
                public List<Recorded> pending(long after, int limit) {
                    return journal.pending(after, limit);
                }

                @Override
                public long waiting() {
                    return journal.waiting();
                }

                @Override
                public void settle(List<Recorded> events) {
                    journal.settle(events);
                }

                @Override
                public void replay(Instant from, Instant to, Consumer<Recorded> each) {
                    journal.replay(from, to, each);
                }
            };
        }

        @Override
        public Cards cards() {
            return store.cards();
        }

        @Override
        public Outgoing outgoing() {
            return store.outgoing();
        }

        @Override
        public Records records() {
            return store.records();
        }

        @Override
        public Notes notes() {
            return store.notes();
        }

        @Override
        public Optional<String> trouble() {
            return store.trouble();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
