package dev.regard.routes.trial;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.run.Groups;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What customers did in the 30 days after the first contact that a row planned for them, beside those whom its control group left out. Who was meant to be contacted
 * counts as contacted, whatever came in between, so that the groups differ by chance alone.
 */
public final class RowOutcome {
    /** For so long after a contact its effect is looked for. */
    public static final Duration WINDOW = Duration.ofDays(30);
    private static final int AT_ONCE = 500;

    private final Groups groups = new Groups();
    private final Map<String, Contact> first = new HashMap<>();
    private long open;

    private record Contact(Instant due, boolean leftOut) { }

    /**
     * Looks through what was decided from a moment on.
     *
     * @param row    {@code TABLE/ROW}
     * @param counts which versions of the rules count: those without the control group contacted everybody
     */
    public RowOutcome(Store store, String row, Predicate<String> counts, Instant from, Instant now) {
        Records.DecisionFilter touches = new Records.DecisionFilter(null, "touch", from, null, Set.of());
        String after = null;
        do {
            Records.Page<Decision> page = store.records().decisions(touches, new Records.Paging(AT_ONCE, after));
            page.items().stream().filter(decision -> isOf(decision, row) && counts.test(decision.ruleSet())).forEach(this::note);
            after = page.after();
        } while (after != null);
        open = first.values().stream().filter(contact -> contact.due.plus(WINDOW).isAfter(now)).count();
        first.values().removeIf(contact -> contact.due.plus(WINDOW).isAfter(now));
        List<String> customers = first.keySet().stream().sorted().toList();
        for (int i = 0; i < customers.size(); i += AT_ONCE) {
            List<String> some = customers.subList(i, Math.min(customers.size(), i + AT_ONCE));
            Map<String, Card> cards = store.cards().load(some);
            some.stream().filter(cards::containsKey).forEach(id -> see(cards.get(id), first.get(id)));
        }
    }

    private static boolean isOf(Decision decision, String row) {
        Reason reason = decision.because().get(0);
        return row.equals(reason.table() + "/" + reason.row());
    }

    private void note(Decision decision) {
        Instant due = Instant.parse(decision.detail().get("due").toString());
        Contact contact = new Contact(due, "cancelled".equals(decision.detail().get("status")));
        first.merge(decision.customer(), contact, (one, other) -> other.due.isBefore(one.due) ? other : one);
    }

    private void see(Card card, Contact contact) {
        groups.see(card, !contact.leftOut, contact.due, contact.due.plus(WINDOW));
    }

    public Groups groups() {
        return groups;
    }

    /** Customers whose 30 days are not over, who do not count yet. */
    public long open() {
        return open;
    }
}
