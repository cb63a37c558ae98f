package dev.regard.connectors.json;

import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.util.List;

/** What came of a body: all of its events, or all of its problems; never a part of it. */
public sealed interface Reading {

    /**
     * The body is good. A batch may be empty.
     *
     * @param nothing why there are no events; of no meaning beside some
     */
    record Events(List<Event> events, String nothing) implements Reading {
        public Events {
            events = List.copyOf(events);
        }

        public Events(List<Event> events) {
            this(events, "the body holds no events");
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
