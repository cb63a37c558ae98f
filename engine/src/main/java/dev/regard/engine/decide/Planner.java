package dev.regard.engine.decide;

import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Digest;
import dev.regard.engine.rule.Match;
import dev.regard.engine.time.ContactHours;
import dev.regard.engine.time.LocalDays;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Makes touches of rows: identity, moment, and what is too late already. */
final class Planner {
    /** A touch of an event that would have been due longer ago than this is recorded as missed. */
    static final Duration LATE = Duration.ofDays(2);
    private static final int ORDINARY_PRIORITY = 50;
    private static final int OUT_OF = 1_000;

    private Planner() { }

    /** The id of a touch: what it is about and the role as which it counts. */
    static String id(String customer, String occasion, String role) {
        return Digest.about(customer, "touch", occasion, Touch.countsAs(role));
    }

    /** Plans a touch at the first good minute of a local day or later; past days count from now on, once it is not too late. */
    static void onDayOrLater(Draft draft, Match match, String occasion, LocalDate day, Map<String, String> about) {
        Instant start = LocalDays.at(day, LocalTime.MIN, draft.zone());
        fromOn(draft, match, occasion, start, about);
    }

    /** Plans a touch at the first good minute from an instant on. */
    static void fromOn(Draft draft, Match match, String occasion, Instant from, Map<String, String> about) {
        if (draft.quiet || isKnown(draft, match, occasion)) {
            return;
        }
        How how = how(match);
        Instant due = goodMinute(draft, how, from);
        Touch touch = touch(draft, match, occasion, how, due, null, Touch.ANY_LATENESS, about);
        boolean tooLate = due.isBefore(draft.now.minus(LATE));
        file(draft, tooLate ? touch.withStatus(Touch.Status.MISSED, Cause.BEFORE_ITS_EVENT.words()) : touch, match);
    }

    /** Plans a touch at an instant that the matter itself demands, whatever the hours. */
    static void fixed(Draft draft, Match match, String occasion, Instant due, Map<String, String> about) {
        if (!draft.quiet && !isKnown(draft, match, occasion)) {
            file(draft, touch(draft, match, occasion, how(match), due, null, Touch.ANY_LATENESS, about), match);
        }
    }

    /** Whether what the row asks for in this occasion was ever planned. */
    static boolean isKnown(Draft draft, Match match, String occasion) {
        String role = match.row().role();
        return draft.knows(id(draft.nameFor(occasion, role), occasion, role));
    }

    /** Plans a touch that belongs to a local day and does not leave it. */
    static Touch bound(Draft draft, Match match, String occasion, LocalDate day, LocalTime at, Map<String, String> about) {
        How how = how(match);
        ContactHours hours = draft.book.hours(how, draft.kind());
        Instant due = hours.onDay(day, at, draft.zone(how), draft.book.calendar()).orElseGet(() -> LocalDays.at(day, at, draft.zone()));
        return touch(draft, match, occasion, how, due, day, match.has("tolerance") ? match.days("tolerance") : 0, about);
    }

    /**
     * Files a new touch with the decision that asks for it; for a customer of the row's control group as one that is left out. On a day that is to come
     * that is no history: under rules without the group the touch is planned after all.
     */
    static void file(Draft draft, Touch wanted, Match match) {
        boolean leftOut = (wanted.status() == Touch.Status.PLANNED || wanted.day() != null) && isControl(draft, match);
        Touch touch = leftOut ? wanted.withStatus(Touch.Status.CANCELLED, Cause.CONTROL_GROUP.words(match.table() + "/" + match.row().key())) : wanted;
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("touch", touch.id());
        detail.put("occasion", touch.occasion());
        detail.put("role", touch.role());
        detail.put("how", key(touch.how()));
        detail.put("purpose", key(touch.purpose()));
        detail.put("due", touch.due().toString());
        detail.put("status", key(touch.status()));
        draft.inNameOf(touch.customer(), () -> draft.decide("touch", plan(touch.id(), touch.role(), touch.how(), touch.due(), match), detail, Reason.of(match)));
        if (leftOut && touch.day() != null) {
            draft.withdraw(touch, touch.heldBecause());
        } else {
            draft.file(touch);
        }
    }

    /** What a decision to plan a touch is about. With a control group it is another one: what came of it is compared. */
    private static String plan(String touch, String role, How how, Instant due, Match match) {
        return touch + "/" + role + "/" + how + "/" + due + match.number("control").filter(share -> share.signum() > 0).map(share -> "/" + share.stripTrailingZeros().toPlainString()).orElse("");
    }

    /** Always the same customers for the same row. */
    static boolean isControl(Draft draft, Match match) {
        return match.number("control").filter(share -> Math.floorMod(Digest.of("control", match.table(), match.row().key(), draft.id).hashCode(), OUT_OF)
                < share.multiply(BigDecimal.valueOf(OUT_OF)).intValue()).isPresent();
    }

    /** The first good minute from the instant on; the instant itself when the tables leave none. */
    static Instant goodMinute(Draft draft, How how, Instant from) {
        return draft.book.hours(how, draft.kind()).firstGoodAtOrAfter(from, draft.zone(how), draft.book.calendar(), null).orElse(from);
    }

    /** What a row would plan now about an occasion; it is filed nowhere. */
    static Touch supposed(Draft draft, Match match, String occasion) {
        return touch(draft, match, occasion, how(match), draft.now, null, Touch.ANY_LATENESS, Map.of());
    }

    private static Touch touch(Draft draft, Match match, String occasion, How how, Instant due, LocalDate day, int tolerance,
            Map<String, String> about) {
        String role = match.row().role();
        String customer = draft.nameFor(occasion, role);
        String touchId = id(customer, occasion, role);
        String why = Digest.about(customer, "touch", plan(touchId, role, how, due, match));
        return new Touch(touchId, customer, how == How.MESSAGE ? Touch.Kind.MESSAGE : Touch.Kind.TASK, how, how.channel(), purpose(match),
                match.flag("cheerful"), occasion, role, due, day, tolerance,
                match.number("priority").map(BigDecimal::intValue).orElse(ORDINARY_PRIORITY), Touch.Status.PLANNED, why, null, null,
                how == How.MESSAGE ? null : draft.owner(), match.name("template").orElse(role), null, null, null, false, 0, about);
    }

    static How how(Match match) {
        return match.name("how").map(h -> How.valueOf(h.toUpperCase(Locale.ROOT))).orElse(How.CALL);
    }

    private static Purpose purpose(Match match) {
        return match.name("purpose").map(p -> Purpose.valueOf(p.toUpperCase(Locale.ROOT))).orElse(Purpose.CARE);
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
