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
 * <p>A dispatch is written by the engine and by {@link Outgoing#claim}, so what is stored decides whether it is taken
 * ({@link Dispatch#replaces}): one with an unknown id always; else only the report of an attempt on the claimed one, or the
 * cancelling of one that nobody has claimed. A report carries at least the claimed one's number of attempts; what was made
 * before the claim carries fewer and is left out, however late it comes.
 *
 * <p>Values in details, facts and event data come back as JSON has them: text, {@code BigDecimal}, {@code Boolean}, lists, maps.
 *
 * @param card       the next card; its version is one more than the one it was made from, so 1 for a card that was never stored
 * @param newKeys    keys that lead to the card from now on, unless they already lead to another
 * @param decisions  new; one with a known id is left as it is
 * @param touches    new or changed; the copy for searching
 * @param complaints new or changed; the copy for searching
 * @param dispatches new, or changed after an attempt, or cancelled; another one with a known id is left out
 * @param applied    the events that are applied by this change
 * @param searchable whether something may have changed that lists of customers are narrowed by ({@link Searchable}); most changes leave it alone
 */
public record Change(Card card, List<String> newKeys, List<Decision> decisions, List<Touch> touches, List<Complaint> complaints,
        List<Dispatch> dispatches, List<Journal.Recorded> applied, boolean searchable) {
    public Change {
        newKeys = List.copyOf(newKeys);
        decisions = List.copyOf(decisions);
        touches = List.copyOf(touches);
        complaints = List.copyOf(complaints);
        dispatches = List.copyOf(dispatches);
        applied = List.copyOf(applied);
    }

    /** A change of which nothing is known about what lists are narrowed by. */
    public Change(Card card, List<String> newKeys, List<Decision> decisions, List<Touch> touches, List<Complaint> complaints,
            List<Dispatch> dispatches, List<Journal.Recorded> applied) {
        this(card, newKeys, decisions, touches, complaints, dispatches, applied, true);
    }
}
