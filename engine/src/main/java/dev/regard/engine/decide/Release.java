package dev.regard.engine.decide;

import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Contacts.Released;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Digest;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Organisation.Addressee;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Wording;
import dev.regard.engine.time.ContactHours;
import dev.regard.engine.time.LocalDays;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a touch when its minute has come: permission, lateness, hours, caps and wording are looked at now, because all of
 * them may have changed since it was planned. Each touch leaves with another status or a later moment.
 */
final class Release {
    private static final Duration ON_TIME = Duration.ofMinutes(1);
    private static final String ORDER = "order/";

    private Release() { }

    /** Hands out, holds, moves, misses or cancels every touch that is due, the most important (highest priority number) first. */
    static void due(Draft draft) {
        draft.touches().stream().filter(t -> t.status().open() && !lookAt(draft, t).isAfter(draft.now))
                .sorted(Comparator.comparingInt(Touch::priority).reversed().thenComparing(Touch::due).thenComparing(Touch::id))
                .forEach(touch -> draft.inNameOf(touch.customer(), () -> release(draft, touch)));
    }

    private static Instant lookAt(Draft draft, Touch touch) {
        Instant end = touch.heldSince() == null ? touch.due() : touch.heldSince().plus(Duration.ofDays(holdingDays(draft)));
        return end.isBefore(touch.due()) ? end : touch.due();
    }

    private static void release(Draft draft, Touch planned) {
        Touch touch = asOfToday(draft, planned);
        Optional<Match> verdict = permission(draft, touch);
        switch (verdict.map(m -> m.required("verdict")).orElse("send")) {
            case "cancel" -> cancel(draft, touch, verdict.get(), reason(verdict.get()));
            case "hold" -> hold(draft, touch, verdict.get(), draft.now.plus(Duration.ofDays(1)));
            case "next-day" -> {
                LocalDate tomorrow = draft.today().plusDays(1);
                move(draft, touch, Planner.goodMinute(draft, touch.how(), LocalDays.at(tomorrow, LocalTime.MIN, draft.zone())), verdict.get());
            }
            default -> permitted(draft, touch);
        }
    }

    private static String reason(Match verdict) {
        return verdict.name("reason").orElse(verdict.row().key());
    }

    /** A revisit follows the row that holds today; one that was tried already goes on the way that the tries led to. */
    private static Touch asOfToday(Draft draft, Touch touch) {
        return touch.tries() > 0 ? touch : Revisits.today(draft, touch).map(match -> {
            How how = Planner.how(match);
            String template = match.name("template").orElse(touch.template());
            return how == touch.how() && template.equals(touch.template()) ? touch
                    : touch.by(how, match.name("purpose").map(p -> Purpose.valueOf(p.toUpperCase(java.util.Locale.ROOT))).orElse(touch.purpose()), template);
        }).orElse(touch);
    }

    /** The row that says whether the customer may be contacted for this now. */
    static Optional<Match> permission(Draft draft, Touch touch) {
        Facts facts = draft.facts().toBuilder().set(Attribute.PURPOSE, Planner.key(touch.purpose()))
                .set(Attribute.HOW, Planner.key(touch.how())).set(Attribute.CHEERFUL, touch.cheerful())
                .set(Attribute.OCCASION, touch.occasion().substring(0, Math.max(0, touch.occasion().indexOf('/'))))
                .set(Attribute.CONSENT, consent(draft, touch)).set(Attribute.QINGMING, draft.book.qingming(draft.today())).set(Attribute.RETURNED, returned(draft, touch))
                .set(Attribute.OPEN_COMPLAINT_MAIL, touch.purpose() == Purpose.SERVICE && aboutOpenComplaint(draft, touch)).build();
        return draft.book.first(Topic.PERMISSION, facts);
    }

    /** Whether the touch follows an order of which everything came back. */
    private static boolean returned(Draft draft, Touch touch) {
        return touch.occasion().startsWith(ORDER) && draft.dealings().orders().stream().anyMatch(o -> touch.occasion().equals(ORDER + o.id()) && o.returned().signum() > 0 && o.net().signum() <= 0);
    }

    /** Who wants no more mail of a kind does not want it as a text message either, unless they said that they do. */
    static String consent(Draft draft, Touch touch) {
        String purpose = Planner.key(touch.purpose()) + "/";
        String channel = channel(draft, touch);
        Optional<Consent> said = Optional.ofNullable(draft.consents().get(purpose + channel)).or(() -> Optional.ofNullable(draft.consents().get(purpose + "any")))
                .or(() -> Way.written(channel) ? withdrawnElsewhere(draft, purpose) : Optional.empty());
        return said.map(c -> c.granted() ? "granted" : "withdrawn").orElse("none");
    }

    private static Optional<Consent> withdrawnElsewhere(Draft draft, String purpose) {
        return draft.consents().entrySet().stream().filter(e -> e.getKey().startsWith(purpose) && Way.written(e.getKey().substring(purpose.length())))
                .map(Map.Entry::getValue).filter(c -> !c.granted()).findFirst();
    }

    /** The one that a message would go by now, or goes by; only then it is known. */
    private static String channel(Draft draft, Touch touch) {
        return touch.kind() == Touch.Kind.MESSAGE && touch.status().open() ? Way.of(draft, touch).map(Way::channel).orElse(touch.channel()) : touch.channel();
    }

    private static boolean aboutOpenComplaint(Draft draft, Touch touch) {
        return draft.complaintOf(touch).filter(c -> !c.closed()).isPresent();
    }

    private static void permitted(Draft draft, Touch touch) {
        How how = isACallInstead(touch) ? How.CALL : touch.how();
        ContactHours hours = draft.book.hours(how, draft.kind());
        long daysLate = touch.day() == null ? 0 : ChronoUnit.DAYS.between(touch.day(), draft.today());
        if (touch.toleranceDays() != Touch.ANY_LATENESS && daysLate > touch.toleranceDays()) {
            miss(draft, touch, daysLate);
            return;
        }
        Optional<Instant> good = hours.firstGoodAtOrAfter(draft.now, draft.zone(how), draft.book.calendar(), null);
        if (good.isEmpty()) {
            hold(draft, touch, Cause.NO_HOURS.words(), List.of(Reason.engine("no-hours", "how", Planner.key(how), "kind", draft.kind())), draft.now.plus(Duration.ofDays(1)));
            return;
        }
        boolean onTime = !draft.now.isAfter(touch.due().plus(ON_TIME));
        if ((!onTime || movable(touch)) && good.get().isAfter(draft.now)) {
            draft.file(touch.dueAt(good.get()));
            return;
        }
        Optional<Instant> free = Caps.freeAt(draft, touch);
        if (free.isPresent()) {
            Match cap = Caps.row(draft, touch).orElseThrow();
            hold(draft, touch, cap, free.get());
            return;
        }
        handOut(draft, touch, daysLate > 0);
    }

    /** Bound neither to a day nor to an instant that its matter demands: what was a good minute when it was planned may be none since the customer moved. */
    private static boolean movable(Touch touch) {
        return touch.day() == null && !touch.about().containsKey("complaint") && !touch.about().containsKey("promise");
    }

    private static void handOut(Draft draft, Touch touch, boolean belated) {
        List<Wording.Variant> variants = draft.book.rules().wording().variants(touch.template(), draft.language());
        Optional<Wording.Variant> again = variants.stream().filter(v -> v.key().equals(touch.variant()) && touch.tries() == 0).findFirst();
        Optional<Wording.Variant> fresh = again.or(() -> variants.stream().filter(v -> !draft.contacts().variantsUsed().containsKey(v.key())
                || draft.contacts().variantsUsed().get(v.key()).isBefore(draft.now.minus(dev.regard.engine.customer.Contacts.VARIANT_REST)))
                .min(Comparator.comparing(v -> rotation(draft, touch, variants, v))));
        Optional<Way> way = Way.of(draft, touch);
        boolean message = touch.kind() == Touch.Kind.MESSAGE && fresh.isPresent() && way.isPresent();
        Optional<Instant> later = message || touch.kind() == Touch.Kind.TASK ? Optional.empty() : hourOfACall(draft, touch);
        if (later.isPresent()) {
            draft.file(touch.dueAt(later.get()).withStatus(Touch.Status.PLANNED, insteadOfAMessage(way)));
            return;
        }
        Optional<Wording.Variant> chosen = fresh.or(() -> touch.kind() == Touch.Kind.TASK
                ? variants.stream().min(Comparator.comparing(v -> draft.contacts().variantsUsed().get(v.key()))) : Optional.empty());
        if (message || touch.kind() == Touch.Kind.TASK && touch.how().contact()) {
            chosen.ifPresent(v -> draft.contacts(draft.contacts().withVariant(v.key(), draft.now)));
        }
        Optional<WayOut> wayOut = message ? WayOut.of(draft, touch, way.get().channel()) : Optional.empty();
        Wording.Text text = chosen.map(v -> text(draft, touch, v, belated, wayOut)).orElse(new Wording.Text(touch.template(), ""));
        if (message) {
            draft.file(touch.worded(Touch.Kind.MESSAGE, way.get().channel(), null, chosen.get().key(), text.subject(), text.body(), belated)
                    .withStatus(Touch.Status.SENDING, null));
            draft.file(dispatch(draft, touch, way.get(), text, belated, wayOut.map(WayOut::headers).orElse(Map.of())));
        } else {
            String note = touch.kind() == Touch.Kind.TASK ? null : insteadOfAMessage(way);
            String channel = touch.kind() == Touch.Kind.TASK ? touch.channel() : How.CALL.channel();
            draft.file(touch.worded(Touch.Kind.TASK, channel, assignee(draft, touch), chosen.map(Wording.Variant::key).orElse(null), text.subject(),
                    text.body(), belated).withStatus(Touch.Status.SENT, note));
        }
        if (touch.how().contact()) {
            draft.contacts(draft.contacts().withReleased(new Released(draft.now, touch.purpose(), touch.how())));
        }
    }

    private static String insteadOfAMessage(Optional<Way> way) {
        return way.isEmpty() ? Cause.NO_ADDRESS.words() : Cause.ALL_WORDINGS_USED.words();
    }

    /** A message that was put off to an hour for calls: that hour need not be one for messages. */
    private static boolean isACallInstead(Touch touch) {
        return touch.kind() == Touch.Kind.MESSAGE && touch.status() == Touch.Status.PLANNED
                && (Cause.NO_ADDRESS.words().equals(touch.heldBecause()) || Cause.ALL_WORDINGS_USED.words().equals(touch.heldBecause()));
    }

    /** When a customer may be called who cannot be written to; empty where that is now, or where the day or the matter leaves no such hour. */
    private static Optional<Instant> hourOfACall(Draft draft, Touch touch) {
        ContactHours hours = draft.book.hours(How.CALL, draft.kind());
        ZonedDateTime now = draft.now.atZone(draft.zone());
        if (touch.day() == null && !movable(touch) || hours.isGood(now, draft.book.calendar())) {
            return Optional.empty();
        }
        return (touch.day() == null ? hours.firstGoodAtOrAfter(draft.now, draft.zone(), draft.book.calendar(), null)
                : hours.onDay(draft.today(), now.toLocalTime(), draft.zone(), draft.book.calendar())).filter(hour -> hour.isAfter(draft.now));
    }

    private static Wording.Text text(Draft draft, Touch touch, Wording.Variant variant, boolean belated, Optional<WayOut> wayOut) {
        Wording.Text text = draft.book.rules().wording().render(variant, () -> {
            Map<String, Object> words = Words.of(draft, touch, variant.language(), belated);
            wayOut.ifPresent(way -> words.put("unsubscribe", way.link()));
            return words;
        });
        return wayOut.map(way -> way.named(text, variant.language())).orElse(text);
    }

    /** Variants rotate by customer and occasion, so that neighbours do not all get the first one. */
    private static int rotation(Draft draft, Touch touch, List<Wording.Variant> variants, Wording.Variant variant) {
        int start = Math.floorMod((draft.id + touch.occasion()).hashCode(), variants.size());
        return Math.floorMod(variants.indexOf(variant) - start, variants.size());
    }

    private static String assignee(Draft draft, Touch touch) {
        String level = touch.about().getOrDefault(SpotChecks.LEVEL, Organisation.OWNER);
        Addressee to = draft.book.organisation().addressee(level, draft.owner(), draft.region());
        return to.person().isEmpty() ? to.address() : to.person();
    }

    private static Dispatch dispatch(Draft draft, Touch touch, Way way, Wording.Text text, boolean belated, Map<String, String> headers) {
        boolean repeatable = touch.purpose() == Purpose.SERVICE && touch.about().containsKey("complaint");
        // what was worded for the day itself and not sent then has the touch's own id, and so has what came back from another address
        String id = belated ? Digest.of(touch.id(), "belated") : touch.id();
        return new Dispatch(draft.undeliverable().isEmpty() && touch.cameBackFrom().isEmpty() ? id : Digest.of(id, way.address()), touch.customer(), touch.id(), false, repeatable, way.channel(), way.address(),
                text.subject(), text.body(), draft.language(), way.channel().equals(Way.MAIL) ? headers : Map.of(), Dispatch.Status.READY, draft.now, 0, null, null,
                goodUntil(draft, touch, belated));
    }

    /** Until the day is over that the words are about; belated ones as long as the touch may be late. */
    private static Instant goodUntil(Draft draft, Touch touch, boolean belated) {
        if (touch.day() == null || belated && touch.toleranceDays() == Touch.ANY_LATENESS) {
            return null;
        }
        LocalDate last = belated ? touch.day().plusDays(touch.toleranceDays()) : touch.day();
        return LocalDays.at(last.plusDays(1), LocalTime.MIN, draft.zone());
    }

    private static void miss(Draft draft, Touch touch, long daysLate) {
        String reason = Cause.TOO_LATE.words(daysLate, touch.toleranceDays());
        draft.decide("missed", touch.id(), Map.of("touch", touch.id(), "occasion", touch.occasion(), "reason", reason),
                List.of(Reason.engine("too-late", "day", touch.day().toString(), "today", draft.today().toString())));
        draft.file(touch.withStatus(Touch.Status.MISSED, reason));
    }

    private static void cancel(Draft draft, Touch touch, Match verdict, String reason) {
        cancel(draft, touch, reason, Reason.of(verdict));
    }

    private static void cancel(Draft draft, Touch touch, String reason, List<Reason> because) {
        cancelled(draft, touch, reason, because);
        draft.file(touch.withStatus(Touch.Status.CANCELLED, reason));
    }

    private static void cancelled(Draft draft, Touch touch, String reason, List<Reason> because) {
        draft.decide("cancel", touch.id(), Map.of("touch", touch.id(), "occasion", touch.occasion(), "reason", reason), because);
    }

    /** Cancels ahead of time. A greeting whose day has not come is no history by that: should the customer change their mind, it is planned again. */
    private static void cancelAhead(Draft draft, Touch touch, Match verdict) {
        if (touch.day() == null) {
            cancel(draft, touch, verdict, reason(verdict));
        } else {
            cancelled(draft, touch, reason(verdict), Reason.of(verdict));
            draft.withdraw(touch, reason(verdict));
        }
    }

    private static void move(Draft draft, Touch touch, Instant to, Match verdict) {
        draft.decide("move", touch.id() + "/" + to, Map.of("touch", touch.id(), "due", to.toString(), "reason", reason(verdict)),
                Reason.of(verdict));
        draft.file(touch.dueAt(to));
    }

    private static void hold(Draft draft, Touch touch, Match because, Instant nextLook) {
        hold(draft, touch, because.name("reason").orElseGet(() -> Caps.words(because)), Reason.of(because), nextLook);
    }

    /** Holds a touch until another look; what was held for too long is cancelled. */
    private static void hold(Draft draft, Touch touch, String reason, List<Reason> because, Instant nextLook) {
        Instant since = touch.heldSince() == null ? draft.now : touch.heldSince();
        Instant end = since.plus(Duration.ofDays(holdingDays(draft)));
        if (!end.isAfter(draft.now)) {
            cancel(draft, touch, Cause.HELD_TOO_LONG.words(holdingDays(draft), reason), because);
            return;
        }
        Instant at = Planner.goodMinute(draft, touch.how(), nextLook);
        if (touch.heldSince() == null) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("touch", touch.id());
            detail.put("occasion", touch.occasion());
            detail.put("reason", reason);
            draft.decide("hold", touch.id(), detail, because);
        }
        draft.file(touch.held(since, at.isBefore(end) ? at : end, reason));
    }

    static int holdingDays(Draft draft) {
        return draft.book.first(Topic.HOLDING, draft.facts()).map(m -> m.days("cancelAfter")).orElse(7);
    }

    /** Why a message that was handed out must not go any more: what the customer or the family said since; empty when it may go. */
    static Optional<String> forbidden(Draft draft, Touch touch) {
        return barred(draft, touch).map(Release::reason);
    }

    private static Optional<Match> barred(Draft draft, Touch touch) {
        return permission(draft, touch).filter(m -> m.required("verdict").equals("cancel") && lasting(m));
    }

    /** Whether a message must not go any more because of what the customer or the family said. */
    static boolean isBarred(Draft draft, Touch touch) {
        return barred(draft, touch).isPresent();
    }

    /** Cancels a message that was handed out and must not go any more; false when by now it may go. */
    static boolean stop(Draft draft, Touch touch) {
        Optional<Match> bar = barred(draft, touch);
        bar.ifPresent(m -> draft.inNameOf(touch.customer(), () -> cancel(draft, touch, m, reason(m))));
        return bar.isPresent();
    }

    /** Looks at what is open after something changed: what may never go any more is cancelled at once. */
    static void review(Draft draft) {
        for (Touch touch : draft.touches()) {
            if (touch.status().open()) {
                barred(draft, touch).ifPresent(m -> draft.inNameOf(touch.customer(), () -> cancelAhead(draft, touch, m)));
            }
        }
    }

    /** Cancels what is open about a matter that has taken another turn. */
    static void drop(Draft draft, String occasion, String reason) {
        for (Touch touch : draft.touches()) {
            if (touch.occasion().equals(occasion) && touch.status().open()) {
                draft.inNameOf(touch.customer(), () -> draft.decide("cancel", touch.id(), Map.of("touch", touch.id(), "occasion", occasion,
                        "reason", reason), List.of(Reason.engine("overtaken", "occasion", occasion))));
                draft.file(touch.withStatus(Touch.Status.CANCELLED, reason));
            }
        }
    }

    /** Whether a refusal rests on what the customer or the family said, not on the day or on a missing consent that may still come. */
    private static boolean lasting(Match match) {
        return match.row().conditions().stream().anyMatch(c -> c.attribute() == Attribute.DECEASED && c.holds(match.facts())
                || c.attribute() == Attribute.DO_NOT_CONTACT
                || c.attribute() == Attribute.CONSENT && c.test().holds("withdrawn") && "withdrawn".equals(c.met(match.facts())));
    }

    /** Numbers of rows are exact; hours of a cap are whole. */
    static Duration hours(BigDecimal hours) {
        return Duration.ofMinutes(hours.multiply(BigDecimal.valueOf(60)).longValue());
    }
}
