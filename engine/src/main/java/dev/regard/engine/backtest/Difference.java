package dev.regard.engine.backtest;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a draft would have made different.
 *
 * @param tiers    customers who end in another tier, by id
 * @param contacts contacts that only one of them makes, or makes at another time or another way; by due instant and id
 * @param alerts   alerts that only one of them gives
 */
public record Difference(Outcome published, Outcome draft, List<Tier> tiers, List<Contact> contacts, List<Alert> alerts) {

    /** @param published the tier under the published rules; null for none */
    public record Tier(String customer, String published, String draft) { }

    /** How a contact differs. */
    public enum Change { ADDED, GONE, MOVED }

    /** @param published null when it does not happen there */
    public record Contact(Change change, Touch published, Touch draft) {
        /** As it happens, under the draft where it does. */
        public Touch touch() {
            return draft != null ? draft : published;
        }
    }

    /** @param change never MOVED */
    public record Alert(Change change, Decision decision) { }

    public static Difference between(Outcome published, Outcome draft) {
        List<Tier> tiers = new ArrayList<>();
        TreeSet<String> customers = new TreeSet<>(published.tiers().keySet());
        customers.addAll(draft.tiers().keySet());
        for (String customer : customers) {
            Tier tier = new Tier(customer, published.tiers().get(customer), draft.tiers().get(customer));
            if (!Objects.equals(tier.published(), tier.draft())) {
                tiers.add(tier);
            }
        }
        return new Difference(published, draft, tiers, contacts(published, draft), alerts(published, draft));
    }

    private static List<Contact> contacts(Outcome published, Outcome draft) {
        List<Contact> contacts = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>(published.touches().keySet());
        ids.addAll(draft.touches().keySet());
        for (String id : ids) {
            Touch before = published.touches().get(id);
            Touch after = draft.touches().get(id);
            change(before, after).map(change -> new Contact(change, change == Change.ADDED ? null : before, change == Change.GONE ? null : after))
                    .filter(contact -> published.isDue(contact.published()) || draft.isDue(contact.draft())).ifPresent(contacts::add);
        }
        contacts.sort(Comparator.comparing((Contact c) -> c.touch().due()).thenComparing(c -> c.touch().id()));
        return contacts;
    }

    private static boolean same(Touch one, Touch other) {
        return one.due().equals(other.due()) && one.channel().equals(other.channel()) && one.kind() == other.kind()
                && Objects.equals(one.assignee(), other.assignee()) && one.template().equals(other.template());
    }

    /** What becomes of a touch on one side that does not on the other; null for a side that has none, empty where both do the same. */
    static Optional<Change> change(Touch published, Touch draft) {
        boolean before = published != null && Outcome.happens(published);
        boolean after = draft != null && Outcome.happens(draft);
        return before != after ? Optional.of(after ? Change.ADDED : Change.GONE) : before && !same(published, draft) ? Optional.of(Change.MOVED) : Optional.empty();
    }

    private static List<Alert> alerts(Outcome published, Outcome draft) {
        List<Alert> alerts = new ArrayList<>();
        draft.alerts().values().stream().filter(a -> !published.alerts().containsKey(a.id())).forEach(a -> alerts.add(new Alert(Change.ADDED, a)));
        published.alerts().values().stream().filter(a -> !draft.alerts().containsKey(a.id())).forEach(a -> alerts.add(new Alert(Change.GONE, a)));
        alerts.sort(Comparator.comparing((Alert a) -> a.decision().at()).thenComparing(a -> a.decision().id()));
        return alerts;
    }
}
