package dev.regard.engine.store;

import dev.regard.engine.customer.Dispatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dispatches that wait to be sent. */
public interface Outgoing {

    /**
     * Takes dispatches of a lane that are READY and due ({@link Dispatch#isDue}), the earliest first, and makes them SENDING for
     * this process, durably and each for exactly one caller.
     *
     * @throws StoreUnavailable what is taken then is not known; it is among those that the next claim of this process gives
     */
    List<Dispatch> claim(Dispatch.Lane lane, Instant now, int limit, String process);

    /** Dispatches that are SENDING for another process than this one: left behind when it ended. */
    List<Dispatch> abandoned(String process, int limit);

    /** How many mails of the ordinary lane were sent from an instant on, by the domain of their recipients in small letters; the reports that are applied count. */
    Map<String, Long> sentByDomain(Instant from);

    /** The earliest {@code tryAt} of all READY dispatches. */
    Optional<Instant> nextTry();
}
