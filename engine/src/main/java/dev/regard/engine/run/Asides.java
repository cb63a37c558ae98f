package dev.regard.engine.run;

import dev.regard.engine.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the health check tells of events of which nothing could be made, since this process started and until they are taken again. */
final class Asides {
    /** More are no longer told apart: something is wrong with all of them. */
    private static final int MOST = 10_000;
    /** What is known of an event, by the key of the one that takes it again. */
    private final Map<String, String> open = new LinkedHashMap<>();

    synchronized void add(Event event, String circumstances) {
        if (open.size() < MOST) {
            open.put(event.again().key(), event.type() + " " + event.source() + "/" + event.id() + " " + circumstances);
        }
    }

    synchronized void takenAgain(List<Event> events) {
        if (!open.isEmpty()) {
            events.forEach(event -> open.remove(event.key()));
        }
    }

    /** Empty when there is none. */
    synchronized Optional<String> words() {
        return open.values().stream().reduce((earlier, later) -> later).map(words -> "since the start " + (open.size() == 1 ? "an event was" : open.size() + " events were")
                + " put aside, of which nothing could be made (regard events); the last was " + words);
    }
}
