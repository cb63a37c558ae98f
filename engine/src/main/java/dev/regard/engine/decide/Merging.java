package dev.regard.engine.decide;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Identity;
import dev.regard.engine.customer.Identity.Member;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two cards that turn out to be one customer, and one customer who turns out to be two (C7). Each step is one change of one card and can be
 * repeated: the card that is given up says so and keeps its content, then the survivor takes it over; or the survivor puts the card that
 * leaves beside itself, then that one is written, then the survivor lets go of it. Pure.
 */
public final class Merging {
    /** More cards than this are not one customer, but a mistake in whatever proposes mergers. */
    public static final int MOST = 50;
    private static final String SUPERFLUOUS = Cause.SUPERFLUOUS.words();
    private final Rulebook book;
    private final Engagement engagement;

    Merging(Rulebook book, Engagement engagement) {
        this.book = book;
        this.engagement = engagement;
    }

    /**
     * Why an event that merges or un-merges cannot be followed; empty when it can.
     *
     * @param subject the card that stands for the event's subject
     * @param other   the card that the event's other key leads to, itself and not the one that stands for it; null when it leads nowhere
     */
    public static Optional<String> objection(Event event, Card subject, Card other) {
        if (subject.version() == 0 || other == null) {
            return Optional.of(Cause.NO_SUCH_CUSTOMER.words(subject.version() == 0 ? event.subject() : event.data().text("other").orElse("")));
        }
        return event.type().equals(EventType.CUSTOMER_MERGED.typeName()) ? objectionToMerging(subject, other) : objectionToUnmerging(subject, other);
    }

    private static Optional<String> objectionToMerging(Card subject, Card other) {
        if (other.id().equals(subject.id())) {
            return Optional.of(Cause.WITH_ITSELF.words());
        }
        if (other.givenUp()) {
            return Optional.of(Cause.ALREADY_MERGED.words(other.id(), other.identity().mergedInto()));
        }
        return subject.names().size() + other.names().size() > MOST
                ? Optional.of(Cause.TOO_MANY.words(MOST)) : Optional.empty();
    }

    private static Optional<String> objectionToUnmerging(Card subject, Card other) {
        if (!other.givenUp()) {
            return Optional.of(Cause.NOT_MERGED.words(other.id()));
        }
        return other.identity().mergedInto().equals(subject.id()) ? Optional.empty()
                : Optional.of(Cause.MERGED_ELSEWHERE.words(other.id(), other.identity().mergedInto(), subject.id()));
    }

    /** Files the event as applied, with a decision that says why nothing came of it. */
    public Change refuse(Card subject, Recorded event, String reason, Instant now) {
        Draft draft = draft(subject, event, now);
        draft.decide("refused", draft.event, detail(event, "reason", reason), List.of(Reason.engine("merging-refused", "reason", reason)));
        if (draft.standing().tier() == null) {
            Classification.promote(draft);
        }
        return draft.finish(List.of(event));
    }

    /** Merging, first step: the other card says which one stands for it from now on. It keeps its content and is not looked at any more. */
    public Change giveUp(Card other, Card survivor, Recorded event, Instant now) {
        Draft draft = draft(other, event, now);
        draft.decide("merged-into", draft.event, Map.of("card", survivor.id()), List.of(Reason.engine("merged", "card", survivor.id())));
        draft.identity = draft.identity.givenUp(survivor.id(), draft.event);
        return draft.finish(List.of());
    }

    /**
     * Merging, second and last step: the survivor takes over what the other card has.
     *
     * @param onTheWay the dispatches of touches of either card that are being sent, by touch
     * @param problem  what went wrong in working out what follows from the merged card, to leave that to a later look; null at first
     */
    public Change absorb(Card survivor, Card other, Map<String, Dispatch> onTheWay, Recorded event, Instant now, String problem) {
        List<Member> members = new ArrayList<>(Members.of(survivor));
        members.add(Members.member(other, now, event.event().key()));
        Map<String, Instant> aliases = new TreeMap<>(survivor.identity().aliases());
        aliases.putAll(other.identity().aliases());
        Card joined = Members.joined(survivor, other, book, survivor.identity().withMembers(members).withAliases(aliases));
        Contest contest = Contest.of(joined.touches(), survivor.id(), joined.history(now), joined.effectNames(), onTheWay);
        Card merged = divided(joined, contest, members, Stream.concat(survivor.complaints().stream(), other.complaints().stream()).toList());
        Draft draft = draft(merged, event, now);
        draft.laterThan(other.version());
        draft.decide("merge", other.id() + "/" + draft.event, detail(event, "card", other.id(), "name", other.name()),
                List.of(Reason.engine("merged", "card", other.id())));
        contest.aside().forEach(t -> takeBack(draft, t));
        contest.dropped().forEach(t -> takeBack(draft, t, onTheWay.get(t.id())));
        after(draft, survivor.standing(), problem);
        return draft.finish(List.of(event));
    }

    /** Shows a touch that waits aside as cancelled. It is no history: separated again, the card may need it. */
    private static void takeBack(Draft draft, Touch touch) {
        draft.inNameOf(touch.customer(), () -> draft.decide("superfluous", touch.id() + "/" + draft.event, Map.of("touch", touch.id(),
                "occasion", touch.occasion(), "reason", SUPERFLUOUS), List.of(Reason.engine("merged", "card", touch.customer()))));
        draft.note(touch.withStatus(Touch.Status.CANCELLED, SUPERFLUOUS));
    }

    /** Takes back a touch that was handed out already; it counts as made. */
    private static void takeBack(Draft draft, Touch touch, Dispatch dispatch) {
        takeBack(draft, touch);
        draft.file(touch.withStatus(Touch.Status.CANCELLED, SUPERFLUOUS));
        if (dispatch != null) {
            draft.file(dispatch.with(Dispatch.Status.CANCELLED, dispatch.tryAt(), SUPERFLUOUS));
        }
    }

    /** The joined card with the touches that are kept, and what is not kept waiting aside. */
    private static Card divided(Card joined, Contest contest, List<Member> members, List<Complaint> complaints) {
        List<Touch> aside = new ArrayList<>(Members.aside(members));
        aside.addAll(contest.aside());
        List<Complaint> doubles = new ArrayList<>(Members.asideComplaints(members, joined));
        complaints.stream().filter(c -> joined.complaint(c.id()).filter(k -> !k.customer().equals(c.customer())).isPresent()).forEach(doubles::add);
        return joined.with(contest.kept(), joined.complaints(), joined.promises())
                .with(joined.identity().withMembers(Members.aside(members, aside, doubles)));
    }

    /** Un-merging, first step: the card that leaves is made up of what belongs to it and put beside the survivor, which keeps the rest. */
    public Change takeOut(Card merged, String other, Recorded event, Instant now, String problem) {
        Member member = merged.identity().member(other).orElseThrow();
        List<Member> staying = merged.identity().members().stream().filter(m -> m != member).toList();
        Set<String> gone = Set.copyOf(member.card().names());
        Card leaving = leaving(merged, member, now);
        Card rest = rest(merged, staying, gone, now).with(new Identity(null, null, null, staying.size() == 1 ? List.of() : staying,
                until(merged.identity().aliases(), gone, now), new Member(leaving, now, event.event().key())));
        List<Touch> back = Members.aside(staying);
        Contest contest = Contest.of(rest.touches(), rest.id(), rest.history(now), rest.effectNames(), Map.of());
        Card settled = rest.with(contest.kept(), rest.complaints(), rest.promises()).with(rest.identity().withMembers(
                Members.aside(rest.identity().members(), contest.aside(), Members.asideComplaints(staying, rest))));
        Draft draft = draft(settled, event, now);
        draft.decide("unmerge", other + "/" + draft.event, detail(event, "card", other, "name", member.card().name()),
                List.of(Reason.engine("unmerged", "card", other)));
        contest.kept().stream().filter(back::contains).forEach(draft::note);
        after(draft, merged.standing(), problem);
        return draft.finish(List.of());
    }

    /** What stays, whose touches may be needed again that waited aside because of the one that leaves. */
    private Card rest(Card merged, List<Member> staying, Set<String> gone, Instant now) {
        Card sum = Members.sum(staying, book);
        List<Touch> touches = new ArrayList<>(merged.touches().stream().filter(t -> !gone.contains(t.customer())).toList());
        touches.addAll(Members.aside(staying));
        List<Complaint> complaints = new ArrayList<>(
                merged.complaints().stream().filter(c -> !gone.contains(c.customer())).toList());
        staying.forEach(m -> m.card().complaints().stream().filter(c -> complaints.stream().noneMatch(k -> k.id().equals(c.id()))).forEach(complaints::add));
        return apart(merged, sum, merged.version(), gone::contains, now).with(touches, complaints,
                merged.promises().stream().filter(p -> !gone.contains(Promises.customer(p, merged.effectNames()))).toList());
    }

    /** The card that leaves, as it will be written. */
    private static Card leaving(Card merged, Member member, Instant now) {
        Set<String> names = Set.copyOf(member.card().names());
        Card alone = Members.alone(merged, member);
        Identity identity = member.card().identity();
        Map<String, Instant> aliases = new TreeMap<>(merged.identity().aliases());
        aliases.putAll(identity.aliases());
        Card card = apart(merged, alone, 0, n -> !names.contains(n), now).with(alone.touches(), alone.complaints(), alone.promises())
                .with(new Identity(null, null, null, identity.members(),
                        until(aliases, merged.names().stream().filter(n -> !names.contains(n)).collect(Collectors.toSet()), now), null));
        Contest contest = Contest.of(card.touches(), card.id(), card.history(now), card.effectNames(), Map.of());
        return card.with(contest.kept(), card.complaints(), card.promises());
    }

    /** A part's facts, with what the time together leaves: what was handed out by the others then counts as done, texts and caps rest. */
    private static Card apart(Card merged, Card part, long version, Predicate<String> others, Instant now) {
        Map<String, Instant> settled = new TreeMap<>(merged.settled());
        merged.touches().stream().filter(t -> !t.status().open() && others.test(t.customer())).forEach(t -> settled.put(t.id(), now));
        Standing own = part.standing();
        Standing standing = own.reviewed(Members.later(own.reviewedAt(), merged.standing().reviewedAt()), own.lowReviews());
        return new Card(part.id(), version, part.madeAt(), part.keys(), part.profile(), standing, part.dealings(),
                part.contacts().resting(merged.contacts()), part.satisfaction(), List.of(), List.of(), List.of(), part.consents(),
                merged.plannedThrough(), settled, part.undeliverable(), null, part.identity());
    }

    private static Map<String, Instant> until(Map<String, Instant> aliases, Set<String> names, Instant now) {
        Map<String, Instant> all = new TreeMap<>(aliases);
        names.forEach(n -> all.put(n, now));
        return all;
    }

    /** Un-merging, second step: the card that was put beside the survivor stands for itself again. */
    public Change restore(Card givenUp, Card survivor, Recorded event, Instant now, String problem) {
        Card card = survivor.identity().leaving().card();
        Draft draft = draft(card.asleep(givenUp.version()), event, now);
        draft.laterThan(survivor.version());
        draft.identity = draft.identity.left(survivor.id(), draft.event);
        draft.decide("unmerged-from", draft.event, Map.of("card", survivor.id()), List.of(Reason.engine("unmerged", "card", survivor.id())));
        card.touches().forEach(draft::note);
        card.complaints().forEach(draft::file);
        after(draft, givenUp.standing(), problem);
        return draft.finish(List.of());
    }

    /** Un-merging, last step: the survivor lets go of the card that has left. */
    public Change letGo(Card survivor, Recorded event, Instant now) {
        Draft draft = draft(survivor, event, now);
        draft.identity = draft.identity.withLeaving(null);
        return draft.finish(List.of(event));
    }

    private Draft draft(Card card, Recorded event, Instant now) {
        Draft draft = new Draft(book.of(card.id()), card, now);
        draft.event = event.event().key();
        draft.quiet = event.event().history();
        draft.otherwiseListed = true;
        return draft;
    }

    private static Map<String, Object> detail(Recorded event, String... namesAndValues) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", event.event().type());
        event.event().data().text("other").ifPresent(other -> detail.put("other", other));
        event.event().data().text("reason").ifPresent(reason -> detail.put("stated", reason));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            detail.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return detail;
    }

    /** A tier that comes or goes with the other card is a decision of its own; then the sales count, upwards. Falling is left to the reviews. */
    private void grade(Draft draft, Standing before) {
        String tier = draft.standing().tier();
        if (tier != null && !tier.equals(before.tier())) {
            String direction = before.tier() == null || book.better(tier, before.tier()) ? "up" : "down";
            BigDecimal sales = draft.dealings().sales12m(draft.now);
            draft.decide(TierChange.TYPE, draft.event + "/merging", TierChange.detail(before.tier(), tier, direction, sales), List.of(Reason.engine("merging", "sales12m", sales)));
        }
        Classification.promote(draft);
        if (draft.dealings().lastPurchase().isPresent()) {
            Classification.stage(draft);
        }
    }

    /** What follows from the card as it now is; nothing of the rules is asked when they have failed before. */
    private void after(Draft draft, Standing before, String problem) {
        if (problem != null) {
            Engagement.putOff(draft, problem);
        } else {
            grade(draft, before);
            draft.occasionsChanged = true;
            Release.review(draft);
            if (!draft.quiet) {
                engagement.follow(draft);
            }
        }
        draft.event = null;
    }
}
