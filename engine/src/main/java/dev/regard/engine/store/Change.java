package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.util.List;

/**
 * Everything that one look at one customer changes; written whole or not at all.
 *
 * @param card       the next card; its version is one more than the one it was made from (0 for a new card)
 * @param newKeys    keys that lead to the card from now on, unless they already lead to another
 * @param decisions  new; one with a known id is left as it is
 * @param touches    new or changed; the copy for searching
 * @param complaints new or changed; the copy for searching
 * @param dispatches new, or changed after an attempt; a new one with a known id is left as it is
 * @param applied    the events that are applied by this change
 */
public record Change(Card card, List<String> newKeys, List<Decision> decisions, List<Touch> touches, List<Complaint> complaints,
        List<Dispatch> dispatches, List<Journal.Recorded> applied) {
    public Change {
        newKeys = List.copyOf(newKeys);
        decisions = List.copyOf(decisions);
        touches = List.copyOf(touches);
        complaints = List.copyOf(complaints);
        dispatches = List.copyOf(dispatches);
        applied = List.copyOf(applied);
    }
}
