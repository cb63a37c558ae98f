package dev.regard.engine.backtest;

import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Recorded events in the order in which a replay lets them happen: when they arrived. What was brought in as history arrives when it happened, as if
 * the engine had been there, and what it says of who the customers are comes first. What the engine itself reported is left out: it happens again.
 * Holds all events in memory.
 */
public final class Tape {
    private static final Set<String> ABOUT_CUSTOMERS = Set.of(EventType.CUSTOMER_CHANGED.typeName(), EventType.CONSENT_CHANGED.typeName());
    static final Comparator<Recorded> ARRIVAL = Comparator.comparing(Recorded::receivedAt).thenComparing(Recorded::sequence);
    private final List<Recorded> lived = new ArrayList<>();
    private final List<Recorded> told = new ArrayList<>();
    private Instant earliest = Instant.MAX;

    public void add(Recorded recorded) {
        Event event = recorded.event();
        if (event.type().startsWith(EventType.RESERVED) || event.wasTakenBefore()) {
            return; // of a fact that was taken again the first event happens
        }
        if (event.history() && ABOUT_CUSTOMERS.contains(event.type())) {
            told.add(recorded);
            return;
        }
        boolean past = event.history() && event.time().isBefore(recorded.receivedAt());
        Recorded arriving = past ? new Recorded(recorded.sequence(), event.time(), live(event, event.time())) : recorded;
        earliest = arriving.receivedAt().isBefore(earliest) ? arriving.receivedAt() : earliest;
        lived.add(arriving);
    }

    /** All of them, in their order; none arrives before the one before it. */
    public List<Recorded> events() {
        List<Recorded> all = new ArrayList<>(told.size() + lived.size());
        for (Recorded recorded : told) {
            Instant at = recorded.receivedAt().isBefore(earliest) ? recorded.receivedAt() : earliest;
            all.add(new Recorded(recorded.sequence(), at, live(recorded.event(), at)));
        }
        all.sort(ARRIVAL);
        lived.sort(ARRIVAL);
        all.addAll(lived);
        return all;
    }

    private static Event live(Event event, Instant at) {
        return new Event(event.source(), event.id(), event.type(), event.time().isAfter(at) ? at : event.time(), event.subject(), event.data(), false);
    }
}
