package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.util.List;
import java.util.Map;

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
 * <p>Touches and complaints may bear the name of another card that this one stands for. Then this card's version is later than any that the
 * other one had, so that of two versions of one record the one that came with the later version of a card is the later one.
 *
 * @param card       the next card; its version is later than the one it was made from
 * @param follows    the version that it was made from, the condition of the write; 0 for a card that was never stored
 * @param newKeys    keys that lead to the card from now on, unless they already lead to another
 * @param keysOfMembers keys that lead to another card from now on which this one stands for, by that card's id; on the same terms
 * @param decisions  new; one with a known id is left as it is
 * @param touches    new or changed; the copy for searching
 * @param complaints new or changed; the copy for searching
 * @param dispatches new, or changed after an attempt, or cancelled; another one with a known id is left out
 * @param applied    the events that are applied by this change
 * @param searchable whether something may have changed that lists of customers are narrowed by ({@link Searchable}); most changes leave it alone
 */
public record Change(Card card, long follows, List<String> newKeys, Map<String, String> keysOfMembers, List<Decision> decisions,
        List<Touch> touches, List<Complaint> complaints, List<Dispatch> dispatches, List<Journal.Recorded> applied,
        boolean searchable) {
    public Change {
        newKeys = List.copyOf(newKeys);
        keysOfMembers = Map.copyOf(keysOfMembers);
        decisions = List.copyOf(decisions);
        touches = List.copyOf(touches);
        complaints = List.copyOf(complaints);
        dispatches = List.copyOf(dispatches);
        applied = List.copyOf(applied);
    }

    /** The change of a card that stands for no other one. */
    public Change(Card card, List<String> newKeys, List<Decision> decisions, List<Touch> touches, List<Complaint> complaints,
            List<Dispatch> dispatches, List<Journal.Recorded> applied) {
        this(card, card.version() - 1, newKeys, Map.of(), decisions, touches, complaints, dispatches, applied, true);
    }
}
