package dev.regard.engine.store;

import dev.regard.engine.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Every event that was ever acknowledged, in the order of arrival. */
public interface Journal {

    /**
     * Files events. When it returns they survive the loss of the process and of the machine's power.
     *
     * @return for each event whether it was new; false for one whose source and id are already filed (also earlier in the
     *         same list), which stays as it was first filed
     * @throws StoreUnavailable nothing of the list may be taken as filed
     */
    List<Boolean> append(List<Event> events, Instant receivedAt);

    /** The earliest events that are not yet applied, in the order of arrival. */
    default List<Recorded> pending(int limit) {
        return pending(0, limit);
    }

    /** The earliest events behind a sequence number that are not yet applied: for whoever has those before it in hand. */
    List<Recorded> pending(long after, int limit);

    /** The event that is filed under a key ({@link Event#key}). */
    Optional<Recorded> find(String key);

    /** How many events wait to be applied; may be a moment old, but none is said only when everything acknowledged before is applied. */
    long waiting();

    /** Whether about more than so many events wait; asked for each request and each round, so it should cost nothing. */
    default boolean isLongerThan(long events) {
        return waiting() > events;
    }

    /** Marks events as applied that change no card. */
    void settle(List<Recorded> events);

    /** All events with a reception instant in [from, to), in the order of arrival. */
    void replay(Instant from, Instant to, Consumer<Recorded> each);

    /**
     * An event as filed.
     *
     * @param sequence grows with the order of arrival
     */
    record Recorded(long sequence, Instant receivedAt, Event event) { }
}
