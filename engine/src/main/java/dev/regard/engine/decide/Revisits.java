package dev.regard.engine.decide;

import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contacts after something happened (R1, R4, R10): decided at the event, looked at once more when they are due. */
final class Revisits {
    private static final String AFTER = "after";
    private static final String CATEGORY = "category";
    static final String PURCHASE = "purchase";

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
                if (roles.add(match.row().role())) {
                    Planner.onDayOrLater(draft, match, about, draft.localDate(at).plusDays(match.days("daysAfter")),
                            about(after, category));
                }
            }
        }
    }

    /**
     * The kind of the customer was learnt after the purchases: what only the former kind asks for is taken back where nobody has acted on it, and what the
     * true one asks for is planned in its place. An order of which nothing is open is left alone.
     */
    static void kindChanged(Draft draft, String former) {
        List<Touch> open = draft.touches().stream().filter(t -> t.status().open() && t.tries() == 0 && PURCHASE.equals(t.about().get(AFTER))).toList();
        for (String occasion : open.stream().map(Touch::occasion).distinct().toList()) {
            draft.dealings().orders().stream().filter(o -> occasion.equals("order/" + o.id())).findFirst().ifPresent(order -> {
                Map<String, Wanted> before = wanted(draft, order, former, Map.of());
                Map<String, Wanted> now = wanted(draft, order, draft.kind(), Map.of());
                open.stream().filter(t -> t.occasion().equals(occasion) && before.containsKey(t.role()) && !now.containsKey(t.role())).forEach(t -> Upkeep.withdraw(draft, t, Cause.NO_ROW.words(),
                        Reason.engine("replanned", "occasion", occasion, "role", t.role(), Attribute.KIND.key(), draft.kind())));
                now.forEach((role, row) -> {
                    LocalDate day = draft.localDate(order.at()).plusDays(row.match.days("daysAfter"));
                    if (!before.containsKey(role) && !day.isBefore(draft.today())) {
                        Planner.onDayOrLater(draft, row.match, occasion, day, about(PURCHASE, row.category));
                    }
                });
            });
        }
    }

    /** The order became another one: what only its former version asks for is taken back where nobody has acted on it, and what both ask for speaks of what was bought. */
    static void replaced(Draft draft, Order former, Order order, Map<String, Object> extra) {
        String occasion = "order/" + order.id();
        List<Touch> open = draft.touches().stream().filter(t -> t.occasion().equals(occasion) && t.status().open() && t.tries() == 0 && PURCHASE.equals(t.about().get(AFTER))).toList();
        Map<String, Wanted> before = open.isEmpty() ? Map.of() : wanted(draft, former, draft.kind(), Map.of());
        Map<String, Wanted> now = open.isEmpty() ? Map.of() : wanted(draft, order, draft.kind(), extra);
        for (Touch touch : open) {
            String category = touch.about().get(CATEGORY);
            boolean gone = category != null && !order.categories().contains(category);
            if (now.containsKey(touch.role())) {
                if (gone) {
                    draft.file(touch.about(about(PURCHASE, now.get(touch.role()).category)));
                }
            } else if (gone || before.containsKey(touch.role())) {
                Upkeep.withdraw(draft, touch, Cause.ORDER_REPLACED.words(), Reason.engine("replanned", "occasion", occasion, "role", touch.role()));
            }
        }
    }

    private record Wanted(Match match, String category) { }

    private static Map<String, Wanted> wanted(Draft draft, Order order, String kind, Map<String, Object> extra) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        List<String> asked = order.categories().isEmpty() ? java.util.Collections.singletonList(null) : order.categories();
        for (String category : asked) {
            Facts facts = facts(draft, PURCHASE, category).toBuilder().set(Attribute.KIND, kind).set(Attribute.AMOUNT, order.amount()).extra(extra).build();
            draft.book.evaluate(Topic.REVISITS, facts).forEach(match -> wanted.putIfAbsent(match.row().role(), new Wanted(match, category)));
        }
        return wanted;
    }

    private static Map<String, String> about(String after, String category) {
        return category == null ? Map.of(AFTER, after) : Map.of(AFTER, after, CATEGORY, category);
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
                .filter(m -> m.row().role().equals(touch.role())).findFirst();
    }
}
