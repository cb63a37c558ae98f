package dev.regard.engine.run;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Lane;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.store.Store;
import dev.regard.engine.store.StoreUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The lanes on which messages go out, each with an outbox and a throttle that no other touches, so that each can have a thread of its own. A message goes
 * only if nothing that was said since it was written forbids it. One thread at a time for each lane.
 */
final class Lanes {
    private final Store store;
    private final Supplier<Rulebook> book;
    private final InstantSource clock;
    private final Troubles troubles;
    private final Map<Lane, Outbox> outboxes = new EnumMap<>(Lane.class);

    /**
     * @param pace    how fast ordinary mail may go out; what is urgent goes at any
     * @param process names this process in claims
     */
    Lanes(Store store, Carrier carrier, Pace pace, Supplier<Rulebook> book, String process, InstantSource clock, Troubles troubles) {
        this.store = store;
        this.book = book;
        this.clock = clock;
        this.troubles = troubles;
        for (Lane lane : Lane.values()) {
            Throttle throttle = new Throttle(lane == Lane.URGENT ? Pace.ANY : pace, store.outgoing(), () -> book.get().companyZone(), this::goodHour);
            outboxes.put(lane, new Outbox(lane, store, carrier, this::forbidden, throttle, process, clock));
        }
    }

    /** A colleague is told whatever the customer said. */
    private Optional<String> forbidden(Dispatch dispatch) {
        return dispatch.alert() ? Optional.empty() : Optional.ofNullable(store.cards().standing(List.of(dispatch.customer())).get(dispatch.customer()))
                .flatMap(card -> new Engagement(book.get()).forbids(card, dispatch, clock.instant()));
    }

    private Optional<Instant> goodHour(Dispatch dispatch, Instant now) {
        return Optional.ofNullable(store.cards().standing(List.of(dispatch.customer())).get(dispatch.customer()))
                .flatMap(card -> new Engagement(book.get()).goodHour(card, now));
    }

    /** Tries what is due on a lane, at most a batch; 0 when nothing is. */
    int step(Lane lane) {
        return outboxes.get(lane).step();
    }

    /**
     * Reports what was left in the middle of sending, on every lane.
     *
     * @param ended says of a process whether it has ended
     */
    void recover(Predicate<String> ended) {
        outboxes.get(Lane.URGENT).recover(ended);
    }

    /** The mail server is back: what is urgent has waited for that. */
    void hurry() {
        outboxes.get(Lane.URGENT).hurry();
    }

    /** What is being tried is tried, nothing after it. */
    void stop() {
        outboxes.values().forEach(Outbox::stop);
    }

    /**
     * Gives back what was claimed and not tried.
     *
     * @param over says of a lane whether nobody sends on it any more; where somebody does, the next start finds it
     */
    void giveBack(Predicate<Lane> over) {
        outboxes.keySet().stream().filter(over).forEach(lane -> {
            try {
                outboxes.get(lane).giveBack();
            } catch (StoreUnavailable e) {
                troubles.met(e);
            }
        });
    }
}
