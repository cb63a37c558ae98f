package dev.regard.connectors.files;

import dev.regard.engine.event.Event;
import java.util.List;

/** Takes what a file holds, in the order of the file. Throwing from it ends the reading. */
public interface FileSink {

    /** @param batch checked events, at least one */
    void events(List<Event> batch);

    void bad(BadRow row);

    /** Told of what is worth a second look and is taken. */
    default void remark(Remark remark) { }

    /** Whether {@link Remark.OfRow} are wanted: to find them takes time, and memory for up to {@value SeenOrders#MOST} orders. */
    default boolean wantsRemarksOfRows() {
        return false;
    }

    /** Told now and then: how much of the file has been read, from 0 to 1. */
    default void passed(double share) { }
}
