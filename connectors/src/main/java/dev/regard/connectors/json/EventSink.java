package dev.regard.connectors.json;

import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.util.List;

/** Takes the events of a long text one by one, the refused among them. */
public interface EventSink {

    /** @param line the line on which the event starts, from 1 */
    void event(long line, Event event);

    /** @param line the line on which the refused event starts, from 1 */
    void refused(long line, List<Problem> problems);
}
