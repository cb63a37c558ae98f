package dev.regard.engine.decide;

import static java.util.Comparator.comparing;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Identity;
import dev.regard.engine.customer.Identity.Member;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.customer.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A merged card as the sum of its members, and each member as what is left of it alone. What lives on a card (touches, complaints,
 * promises) bears the name of the member that it belongs to, so it can be told apart again at any time.
 */
final class Members {
    private static final int SCORES_KEPT = 20;

    private Members() { }

    /** What is known of one member alone: what was told under its keys, and what lives in its name. */
    static Card alone(Card whole, Member member) {
        Card card = member.card();
        Set<String> names = Set.copyOf(card.names());
        return with(whole, card).with(owned(whole.touches(), card.touches(), Touch::id, t -> names.contains(t.customer())),
                owned(whole.complaints(), card.complaints(), Complaint::id, c -> names.contains(c.customer())),
                whole.promises().stream().filter(p -> names.contains(Promises.customer(p, whole.effectNames()))).toList());
    }

    /** What lives, then what waits aside and is not among it. */
    private static <T> List<T> owned(List<T> living, List<T> aside, java.util.function.Function<T, String> id, Predicate<T> mine) {
        Map<String, T> all = new LinkedHashMap<>();
        living.stream().filter(mine).forEach(t -> all.put(id.apply(t), t));
        aside.forEach(t -> all.putIfAbsent(id.apply(t), t));
        return List.copyOf(all.values());
    }

    /** The member's facts in the time of the whole: what was done and looked at in the whole's name was done and looked at. */
    private static Card with(Card whole, Card card) {
        return new Card(card.id(), card.version(), card.madeAt(), card.keys(), card.profile(), card.standing(), card.dealings(), card.contacts(),
                card.satisfaction(), card.touches(), card.complaints(), card.promises(), card.consents(), whole.plannedThrough(), whole.settled(),
                card.undeliverable(), null, card.identity());
    }

    /** The member after something was told to it: its facts, while what waits aside stays. */
    static Member told(Member member, Card after) {
        Card card = member.card();
        return member.with(new Card(card.id(), card.version(), card.madeAt(), after.keys(), after.profile(), after.standing(), after.dealings(),
                after.contacts(), after.satisfaction(), card.touches(), card.complaints(), card.promises(), after.consents(), null, Map.of(),
                after.undeliverable(), null, after.identity()));
    }

    /** A card as a member of another one: its facts, without what lives. */
    static Member member(Card card, Instant since, String by) {
        return new Member(new Card(card.id(), card.version(), card.madeAt(), card.keys(), card.profile(), card.standing(), card.dealings(),
                card.contacts(), card.satisfaction(), List.of(), List.of(), List.of(), card.consents(), null, Map.of(), card.undeliverable(), null,
                card.identity().standing()), since, by);
    }

    /** The members of a card; one to which nothing was merged is its own only one. */
    static List<Member> of(Card card) {
        return card.identity().members().isEmpty() ? List.of(member(card, card.madeAt(), null)) : card.identity().members();
    }

    /** Two cards as one: the first one's id, version and stage, the facts and what lives of both. */
    static Card joined(Card mine, Card its, Rulebook book, Identity identity) {
        Map<String, Instant> settled = new TreeMap<>(mine.settled());
        its.settled().forEach((id, at) -> settled.merge(id, at, (a, b) -> a.isAfter(b) ? a : b));
        List<Card.Score> scores = new ArrayList<>(mine.satisfaction());
        scores.addAll(its.satisfaction());
        scores.sort(comparing(Card.Score::at).reversed());
        return new Card(mine.id(), mine.version(), mine.madeAt().isBefore(its.madeAt()) ? mine.madeAt() : its.madeAt(), union(mine.keys(), its.keys()),
                mine.profile().joined(its.profile()), joined(mine.standing(), its.standing(), book), mine.dealings().joined(its.dealings()),
                mine.contacts().joined(its.contacts()), scores.size() > SCORES_KEPT ? scores.subList(0, SCORES_KEPT) : scores,
                concat(mine.touches(), its.touches()), complaints(mine.complaints(), its.complaints()), concat(mine.promises(), its.promises()),
                Consent.stricter(mine.consents(), its.consents()), mine.plannedThrough() != null ? mine.plannedThrough() : its.plannedThrough(),
                settled, union(mine.undeliverable(), its.undeliverable()), null, identity);
    }

    /** The better tier with what belongs to it; the later review; the better class until the next night. */
    private static Standing joined(Standing mine, Standing its, Rulebook book) {
        Standing tier = its.tier() != null && (mine.tier() == null || book.better(its.tier(), mine.tier())) ? its : mine;
        String abc = mine.abc() == null || its.abc() != null && its.abc().compareTo(mine.abc()) < 0 ? its.abc() : mine.abc();
        String stage = mine.stage().equals(Standing.NEW.stage()) ? its.stage() : mine.stage();
        return new Standing(stage, tier.tier(), tier.tierSince(), tier.lowReviews(), later(mine.reviewedAt(), its.reviewedAt()), abc,
                mine.vital() || its.vital());
    }

    static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    /** In the order in which they came, because the third one counts. */
    private static List<Complaint> complaints(List<Complaint> mine, List<Complaint> its) {
        Map<String, Complaint> all = new LinkedHashMap<>();
        mine.forEach(c -> all.put(c.id(), c));
        its.forEach(c -> all.merge(c.id(), c, (a, b) -> !a.unsolved() && b.unsolved() ? b : a));
        return all.values().stream().sorted(comparing(Complaint::openedAt).thenComparing(Complaint::id)).toList();
    }

    private static <T> List<T> concat(List<T> mine, List<T> its) {
        List<T> all = new ArrayList<>(mine);
        all.addAll(its);
        return all;
    }

    private static List<String> union(Collection<String> mine, Collection<String> its) {
        Set<String> all = new LinkedHashSet<>(mine);
        all.addAll(its);
        return List.copyOf(all);
    }

    /** All members' facts as one card, under the id of the first. */
    static Card sum(List<Member> members, Rulebook book) {
        Card sum = members.get(0).card();
        for (Member member : members.subList(1, members.size())) {
            sum = joined(sum, member.card(), book, sum.identity());
        }
        return sum.with(List.of(), List.of(), List.of());
    }

    /** Members with what is to wait aside for each of them; whatever waited before is replaced. */
    static List<Member> aside(List<Member> members, List<Touch> touches, List<Complaint> complaints) {
        return members.stream().map(m -> {
            Set<String> names = Set.copyOf(m.card().names());
            return m.with(m.card().with(touches.stream().filter(t -> names.contains(t.customer())).toList(),
                    complaints.stream().filter(c -> names.contains(c.customer())).toList(), List.<Promise>of()));
        }).toList();
    }

    /** What waits aside for members. */
    static List<Touch> aside(List<Member> members) {
        return members.stream().flatMap(m -> m.card().touches().stream()).toList();
    }

    /** Complaints that another member has under the same id. */
    static List<Complaint> asideComplaints(List<Member> members, Card kept) {
        Map<String, Complaint> all = new HashMap<>();
        members.forEach(m -> m.card().complaints().forEach(c -> all.put(c.id(), c)));
        all.keySet().removeIf(id -> kept.complaint(id).isPresent() && kept.complaint(id).get().customer().equals(all.get(id).customer()));
        return List.copyOf(all.values());
    }
}
