package dev.regard.engine.run;

import java.time.Instant;

/** The hand on a virtual clock. */
public interface VirtualTime {

    /**
     * Applies every acknowledged event, then visits each due instant in order up to the given one.
     *
     * @return the clock afterwards
     * @throws Backwards when the instant lies before the clock
     */
    Instant advanceTo(Instant instant);

    /** A clock does not go back. */
    final class Backwards extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Backwards(Instant now, Instant wanted) {
            super("the clock says " + now + " and does not go back to " + wanted);
        }
    }
}
