package dev.regard.engine.run;

import dev.regard.engine.event.Event;
import java.util.List;

/** The one door for events. Whoever brings them has parsed and checked them. */
public interface Intake {

    /**
     * Takes events. When it returns they are durable; they are applied soon after.
     *
     * @throws Busy when too many events wait for their decision; none was taken
     * @throws dev.regard.engine.store.StoreUnavailable when they could not be filed; bringing them again is safe
     */
    Receipt accept(List<Event> events);

    /** How many were new and how many had been there before. */
    record Receipt(int accepted, int repeated) {
        public Receipt plus(Receipt other) {
            return new Receipt(accepted + other.accepted, repeated + other.repeated);
        }
    }

    /** Too many events wait for their decision, or the engine that is asked cannot take any for a while. */
    final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Busy(long waiting) {
            super(waiting + " events wait for their decision");
        }

        /** @param why it takes none, in a line */
        public Busy(String why) {
            super(why);
        }
    }
}
