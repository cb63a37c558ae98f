package dev.regard.connectors.files;

import dev.regard.engine.event.Event;
import java.util.List;

/** Takes what a file holds, in the order of the file. Throwing from it ends the reading. */
public interface FileSink {

    /** @param batch checked events, at least one */
    void events(List<Event> batch);

    void bad(BadRow row);

    /** Told now and then: how much of the file has been read, from 0 to 1. */
    default void passed(double share) { }
}
