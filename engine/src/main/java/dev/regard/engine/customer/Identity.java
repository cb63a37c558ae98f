package dev.regard.engine.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which other cards a card stands for, or which one stands for it.
 *
 * @param mergedInto the id of the card that stands for this one; null for a card that stands for itself
 * @param leftFrom   the id of the card that this one was separated from last; null for one that was never separated, or was merged again
 * @param by         the key of the event that gave this card up, or separated it; null for a card that neither happened to
 * @param members    what is known of each card that was merged, the survivor's own first; empty for a card that nothing was merged into
 * @param aliases    ids of cards that this one was merged with, until when: what was done for them then was done for this one too
 * @param leaving    the card that is just being taken out again; null at all other times
 */
public record Identity(String mergedInto, String leftFrom, String by, List<Member> members, Map<String, Instant> aliases, Member leaving) {
    public static final Identity NONE = new Identity(null, null, null, List.of(), Map.of(), null);

    public Identity {
        members = List.copyOf(members);
        aliases = Map.copyOf(aliases);
    }

    /**
     * One of the cards that were merged: what would be known of it alone, by what arrived under its own keys. What still lives of it
     * (touches, complaints, promises) is on the merged card; only what the merger made superfluous waits here.
     *
     * @param since when it was merged
     * @param by    the key of the event that merged it
     */
    public record Member(Card card, Instant since, String by) {
        public Member with(Card next) {
            return new Member(next, since, by);
        }
    }

    /** The member with this id. */
    public Optional<Member> member(String id) {
        return members.stream().filter(m -> m.card().id().equals(id)).findFirst();
    }

    /** The member that this id is, or was merged into before. */
    public Optional<Member> covering(String id) {
        return members.stream().filter(m -> m.card().names().contains(id)).findFirst();
    }

    public Identity withMembers(List<Member> next) {
        return new Identity(mergedInto, leftFrom, by, next, aliases, leaving);
    }

    /** With another state of one of the members. */
    public Identity with(Member member) {
        List<Member> next = new ArrayList<>(members);
        next.replaceAll(m -> m.card().id().equals(member.card().id()) ? member : m);
        return withMembers(next);
    }

    public Identity withAliases(Map<String, Instant> next) {
        return new Identity(mergedInto, leftFrom, by, members, next, leaving);
    }

    public Identity withLeaving(Member next) {
        return new Identity(mergedInto, leftFrom, by, members, aliases, next);
    }

    /** Given up for another card. */
    public Identity givenUp(String survivor, String event) {
        return new Identity(survivor, null, event, members, aliases, leaving);
    }

    /** Standing for itself again, after an event separated it from another card. */
    public Identity left(String survivor, String event) {
        return new Identity(null, survivor, event, members, aliases, leaving);
    }

    /** Standing for itself. */
    public Identity standing() {
        return new Identity(null, null, null, members, aliases, leaving);
    }
}
