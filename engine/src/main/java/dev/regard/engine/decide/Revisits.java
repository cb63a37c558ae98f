package dev.regard.engine.decide;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contacts after something happened (R1, R4, R10): decided at the event, looked at once more when they are due. */
final class Revisits {
    private static final String AFTER = "after";
    private static final String CATEGORY = "category";

    private Revisits() { }

    /**
     * Plans what the table asks for after an event. It is asked once for each product category; one role makes one touch.
     *
     * @param about what the touches are about, such as {@code order/O-17}
     */
    static void plan(Draft draft, String after, String about, Instant at, List<String> categories, BigDecimal amount,
            Map<String, Object> extra) {
        if (draft.quiet) {
            return;
        }
        Set<String> roles = new HashSet<>();
        List<String> asked = categories.isEmpty() ? new ArrayList<>(java.util.Collections.singletonList(null)) : new ArrayList<>(categories);
        for (String category : asked) {
            Facts facts = facts(draft, after, category).toBuilder().set(Attribute.AMOUNT, amount)
                    .extra(extra).build();
            for (Match match : draft.book.evaluate(Topic.REVISITS, facts)) {
                if (roles.add(match.name("role").orElse(match.row().key()))) {
                    Planner.onDayOrLater(draft, match, about, draft.localDate(at).plusDays(match.days("daysAfter")),
                            category == null ? Map.of(AFTER, after) : Map.of(AFTER, after, CATEGORY, category));
                }
            }
        }
    }

    private static Facts facts(Draft draft, String after, String category) {
        return draft.facts().toBuilder().set(Attribute.AFTER, after).set(Attribute.CATEGORY, category)
                .set(Attribute.STOCK_COVER, draft.dealings().stockCover(category).orElse(null)).build();
    }

    /** The row that holds today for the same role: a reorder call becomes guidance when stock was reported in between. */
    static Optional<Match> today(Draft draft, Touch touch) {
        String after = touch.about().get(AFTER);
        if (after == null) {
            return Optional.empty();
        }
        return draft.book.evaluate(Topic.REVISITS, facts(draft, after, touch.about().get(CATEGORY))).stream()
                .filter(m -> m.name("role").orElse(m.row().key()).equals(touch.role())).findFirst();
    }
}
