package dev.regard.connectors.json;

import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.util.List;

/** What came of a body: all of its events, or all of its problems; never a part of it. */
public sealed interface Reading {

    /** The body is good. A batch may be empty. */
    record Events(List<Event> events) implements Reading {
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * The body is refused.
     *
     * @param problems at least one; the first {@link CloudEventsJson#MOST_PROBLEMS} of them
     */
    record Refused(List<Problem> problems) implements Reading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
