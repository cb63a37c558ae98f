package dev.regard.engine.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contact ledger: when the company and the customer last heard of each other, and what may not be repeated yet.
 *
 * @param recent       the latest contacts, newest first, at most {@link #KEPT}
 * @param lastContact  the latest in either direction; null before the first
 * @param lastVisit    null before the first
 * @param variantsUsed template variants by key with the instant of their last use, for 12 months
 * @param released     touches handed out lately, for the caps
 */
public record Contacts(List<Contact> recent, Instant lastContact, Instant lastVisit, Map<String, Instant> variantsUsed,
        List<Released> released) {
    static final int KEPT = 40;
    /** No variant twice within this time. */
    public static final Duration VARIANT_REST = Duration.ofDays(366);
    private static final Duration RELEASED_KEPT = Duration.ofDays(31);
    public static final Contacts NONE = new Contacts(List.of(), null, null, Map.of(), List.of());

    public Contacts {
        recent = List.copyOf(recent);
        variantsUsed = Map.copyOf(variantsUsed);
        released = List.copyOf(released);
    }

    /** Who began. */
    public enum Direction { IN, OUT }

    /**
     * One contact.
     *
     * @param touch   the touch that it carried out; null for others
     * @param outcome reached, not-reached, refused; null where that makes no sense
     */
    public record Contact(Instant at, Direction direction, String channel, String touch, String outcome, String mood, String text) { }

    /** A touch that was handed out. */
    public record Released(Instant at, Purpose purpose, How how) { }

    /** The same contact once more, such as with each update of one order, is none of its own. */
    public Contacts with(Contact contact) {
        if (recent.contains(contact)) {
            return this;
        }
        List<Contact> next = new ArrayList<>(recent);
        next.add(contact);
        next.sort((a, b) -> b.at().compareTo(a.at()));
        boolean met = !"not-reached".equals(contact.outcome());
        return new Contacts(next.size() > KEPT ? next.subList(0, KEPT) : next,
                met ? latest(lastContact, contact.at()) : lastContact,
                met && "visit".equals(contact.channel()) ? latest(lastVisit, contact.at()) : lastVisit, variantsUsed, released);
    }

    /** Without the contact that a touch was taken for; the latest one is the latest of those that are left. */
    public Contacts without(String touch) {
        List<Contact> left = recent.stream().filter(c -> !touch.equals(c.touch())).toList();
        if (left.size() == recent.size()) {
            return this;
        }
        Instant latest = left.stream().filter(c -> !"not-reached".equals(c.outcome())).map(Contact::at).findFirst().orElse(null);
        return new Contacts(left, latest, lastVisit, variantsUsed, released);
    }

    public Contacts withVariant(String variant, Instant at) {
        Map<String, Instant> next = new TreeMap<>(variantsUsed);
        next.values().removeIf(used -> used.isBefore(at.minus(VARIANT_REST)));
        next.put(variant, at);
        return new Contacts(recent, lastContact, lastVisit, next, released);
    }

    /** Nobody heard it after all. */
    public Contacts withoutVariant(String variant) {
        Map<String, Instant> next = new TreeMap<>(variantsUsed);
        return variant == null || next.remove(variant) == null ? this : new Contacts(recent, lastContact, lastVisit, next, released);
    }

    public Contacts withReleased(Released touch) {
        List<Released> next = new ArrayList<>(released.stream().filter(r -> r.at().isAfter(touch.at().minus(RELEASED_KEPT))).toList());
        next.add(touch);
        return new Contacts(recent, lastContact, lastVisit, variantsUsed, next);
    }

    /** With what another card had; a wording that either customer got rests for both. */
    public Contacts joined(Contacts other) {
        List<Contact> all = new ArrayList<>(recent);
        all.addAll(other.recent);
        all.sort(Comparator.comparing(Contact::at).reversed());
        List<Released> out = new ArrayList<>(released);
        out.addAll(other.released);
        out.sort(Comparator.comparing(Released::at));
        return new Contacts(all.size() > KEPT ? all.subList(0, KEPT) : all, latest(lastContact, other.lastContact), latest(lastVisit, other.lastVisit),
                latest(variantsUsed, other.variantsUsed), out);
    }

    /** With the limits that a time together has left: its wordings rest, its touches count for the caps; the contacts stay what they are. */
    public Contacts resting(Contacts together) {
        return new Contacts(recent, lastContact, lastVisit, latest(variantsUsed, together.variantsUsed), together.released);
    }

    private static Map<String, Instant> latest(Map<String, Instant> mine, Map<String, Instant> others) {
        Map<String, Instant> all = new TreeMap<>(mine);
        others.forEach((variant, at) -> all.merge(variant, at, (a, b) -> latest(a, b)));
        return all;
    }

    private static Instant latest(Instant a, Instant b) {
        return b == null ? a : a == null || b.isAfter(a) ? b : a;
    }
}
