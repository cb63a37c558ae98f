package dev.regard.engine.store;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What people and programs look up. Filters that are null do not filter; pages are walked with the cursor of the one before. */
public interface Records {
    /** The longest page. */
    int LONGEST_PAGE = 1000;

    /**
     * One page of a list.
     *
     * @param after the cursor of the next page; null on the last
     */
    record Page<T>(List<T> items, String after) {
        public Page {
            items = List.copyOf(items);
        }

        /** The page made of the items that were found when asking for one more than the page may hold. */
        public static <T> Page<T> of(List<T> found, Paging paging, Function<T, String> cursor) {
            if (found.size() <= paging.limit()) {
                return new Page<>(found, null);
            }
            List<T> items = found.subList(0, paging.limit());
            return new Page<>(items, cursor.apply(items.get(items.size() - 1)));
        }
    }

    /**
     * Which part of a list: at most {@code limit} items behind the cursor (null for the beginning).
     *
     * @param limit at least 1 and at most {@link #LONGEST_PAGE}; others count as the nearer of the two
     * @param after as a {@link Page} gave it; lists ordered by instant refuse another with an {@code IllegalArgumentException}
     */
    record Paging(int limit, String after) {
        public Paging {
            limit = Math.max(1, Math.min(limit, LONGEST_PAGE));
        }
    }

    /** @param q finds cards whose name, id, e-mails or phones hold each of these words, without regard to case and width */
    record CustomerFilter(String tier, String kind, String owner, String stage, String q) { }

    /**
     * @param from      first instant, included
     * @param to        last instant, excluded
     * @param alsoNamed further names of the customer, under which records may be filed ({@link Card#names})
     */
    record DecisionFilter(String customer, String type, Instant from, Instant to, Set<String> alsoNamed) {
        public DecisionFilter(String customer, String type, Instant from, Instant to) {
            this(customer, type, from, to, Set.of());
        }

        /** All names of the customer; empty when it does not filter. */
        public Set<String> customers() {
            return names(customer, alsoNamed);
        }
    }

    /** {@code from} and {@code to} bound {@code due}: [from, to). */
    record TouchFilter(String customer, Touch.Status status, Touch.Kind kind, Instant from, Instant to, Set<String> alsoNamed) {
        public TouchFilter(String customer, Touch.Status status, Touch.Kind kind, Instant from, Instant to) {
            this(customer, status, kind, from, to, Set.of());
        }

        /** All names of the customer; empty when it does not filter. */
        public Set<String> customers() {
            return names(customer, alsoNamed);
        }
    }

    /** Complaints in a status, of a customer. */
    record ComplaintFilter(Complaint.Status status, String customer, Set<String> alsoNamed) {
        public ComplaintFilter(Complaint.Status status, String customer) {
            this(status, customer, Set.of());
        }

        /** All names of the customer; empty when it does not filter. */
        public Set<String> customers() {
            return names(customer, alsoNamed);
        }
    }

    private static Set<String> names(String customer, Set<String> alsoNamed) {
        Set<String> names = new LinkedHashSet<>(alsoNamed);
        if (customer != null) {
            names.add(customer);
        }
        return names;
    }

    /** Ordered by id; a card that was merged into another one is left out. */
    Page<Card> customers(CustomerFilter filter, Paging paging);

    /** Ordered by instant, then id. */
    Page<Decision> decisions(DecisionFilter filter, Paging paging);

    /** Ordered by due instant, then id. A touch whose dispatch is being sent shows as SENDING. */
    Page<Touch> touches(TouchFilter filter, Paging paging);

    /** Ordered by opening, then id. */
    Page<Complaint> complaints(ComplaintFilter filter, Paging paging);

    /** A decision about this customer. */
    Optional<Decision> decision(String customer, String id);

    /** A touch of this customer. */
    Optional<Touch> touch(String customer, String id);

    /** A dispatch, whatever it is about. */
    Optional<Dispatch> dispatch(String id);

    /** The dispatches about one touch or escalation. */
    List<Dispatch> dispatches(String about);

    /** How many cards there are of each tier ({@code ""} for none); one that was merged into another one does not count. */
    Map<String, Long> cardsByTier();

    /** How many touches there are in each status. */
    Map<Touch.Status, Long> touchesByStatus();
}
