package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.store.Change;

/**
 * What came of planning all customers anew after a publication.
 *
 * @param customers whose cards changed
 * @param added     contacts that were not planned before
 * @param changed   contacts at another time, another way or in other words
 * @param withdrawn contacts that were planned and are no longer
 */
public record Replanned(long customers, long added, long changed, long withdrawn) {
    static final Replanned NOTHING = new Replanned(0, 0, 0, 0);

    /** With what became of one more card. */
    Replanned with(Card before, Change change) {
        long planned = 0;
        long other = 0;
        long gone = 0;
        for (Touch touch : change.touches()) {
            boolean known = before.touches().stream().anyMatch(t -> t.id().equals(touch.id()));
            if (touch.status() == Touch.Status.CANCELLED) {
                gone += known ? 1 : 0;
            } else {
                planned += known ? 0 : 1;
                other += known ? 1 : 0;
            }
        }
        return new Replanned(customers + 1, added + planned, changed + other, withdrawn + gone);
    }

    /** Whether any contact became another one. */
    public boolean isOfContacts() {
        return added + changed + withdrawn > 0;
    }
}
