package dev.regard.engine.decide;

import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.DeliveryReport;
import dev.regard.engine.event.DeliveryReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the outbox reports of its tries: sent, to be tried again, refused, uncertain, or not tried any more because its day was over. */
final class Deliveries {
    /** The pauses between tries grow; after the last one the dispatch is given up (two days in all). What an end of the process interrupted does not wait. */
    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(8), Duration.ofHours(12), Duration.ofHours(24));
    /** What is urgent is tried more often, in the end each {@link Dispatch.Lane#LONGEST_PAUSE}, and for a week. */
    private static final List<Duration> URGENT_PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(2),
            Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(10));
    private static final int URGENT_TRIES = 680;

    private Deliveries() { }

    /**
     * Takes over the report of one try.
     *
     * @param stored the dispatch as the outbox had claimed it
     */
    static void tried(Draft draft, DeliveryReport report, Dispatch stored, Instant at) {
        switch (report.outcome()) {
            case OVERDUE -> overdue(draft, stored, report.detail(), at);
            case HELD -> held(draft, stored, report.detail(), report.until().orElseThrow());
            case WITHDRAWN -> withdrawn(draft, stored, report.detail(), at);
            case UNANSWERED -> met(draft, report, stored.perhapsSent(), at);
            case SENT, DELAYED, FAILED, REFUSED, UNCERTAIN -> met(draft, report, stored, at);
        }
    }

    /** It was tried. What may have arrived by an earlier try is sent or in doubt in the end, whatever a later one met, and goes no other way. */
    private static void met(Draft draft, DeliveryReport report, Dispatch stored, Instant at) {
        Outcome outcome = report.outcome();
        String detail = report.detail();
        boolean again = outcome == Outcome.DELAYED || outcome == Outcome.UNANSWERED || outcome == Outcome.UNCERTAIN && stored.repeatable();
        Dispatch.Status status = again && stored.tries() <= most(stored.lane()) ? Dispatch.Status.READY : end(stored, outcome);
        Instant next = status == Dispatch.Status.READY ? next(report, stored, at) : at;
        draft.file(stored.with(status, next, detail.isEmpty() ? null : detail));
        boolean noAddress = outcome == Outcome.FAILED;
        if (noAddress && !stored.alert() && !stored.perhaps()) {
            draft.undeliverable(address(stored), true);
        }
        if (!stored.alert()) {
            boolean refused = outcome == Outcome.REFUSED;
            draft.touch(stored.about()).map(touch -> refused ? touch.cameBackFrom(address(stored)) : touch)
                    .ifPresent(touch -> settle(draft, touch, status, detail, at, noAddress || refused));
        } else if (status == Dispatch.Status.FAILED) {
            Alerts.bounced(draft, stored, detail); // refused at the door is as good as come back
        }
    }

    private static Dispatch.Status end(Dispatch stored, Outcome outcome) {
        return switch (outcome) {
            case SENT -> Dispatch.Status.SENT;
            case UNCERTAIN -> stored.repeatable() ? Dispatch.Status.FAILED : Dispatch.Status.UNCERTAIN;
            default -> stored.perhaps() && !stored.repeatable() ? Dispatch.Status.UNCERTAIN : Dispatch.Status.FAILED;
        };
    }

    /** What an end of the process interrupted does not wait. */
    private static Instant next(DeliveryReport report, Dispatch stored, Instant at) {
        Instant next = report.interrupted() ? at : at.plus(pause(stored.lane(), Math.max(0, stored.tries() - 1)));
        Instant asked = report.until().filter(next::isBefore).orElse(next);
        Instant latest = at.plus(Dispatch.Lane.LONGEST_PAUSE);
        return stored.lane() == Dispatch.Lane.URGENT && asked.isAfter(next) && asked.isAfter(latest) ? latest : asked;
    }

    private static String address(Dispatch dispatch) {
        return dispatch.recipient().toLowerCase(Locale.ROOT);
    }

    private static int most(Dispatch.Lane lane) {
        return lane == Dispatch.Lane.URGENT ? URGENT_TRIES : PAUSES.size();
    }

    private static Duration pause(Dispatch.Lane lane, int after) {
        return lane == Dispatch.Lane.ORDINARY ? PAUSES.get(after) : after < URGENT_PAUSES.size() ? URGENT_PAUSES.get(after) : Dispatch.Lane.LONGEST_PAUSE;
    }

    /** Its touch is looked at as if it had never been worded: it is worded as late, or missed; unless it may have arrived in time. */
    private static void overdue(Draft draft, Dispatch stored, String detail, Instant at) {
        if (stored.perhaps()) {
            inDoubt(draft, stored, detail, at);
            return;
        }
        draft.file(stored.with(Dispatch.Status.CANCELLED, at, detail));
        draft.touch(stored.about()).filter(t -> t.status() == Touch.Status.SENDING)
                .ifPresent(touch -> draft.file(touch.withStatus(Touch.Status.PLANNED, null)));
    }

    /** It is under way as before, and says what it waits for. */
    private static void held(Draft draft, Dispatch stored, String why, Instant until) {
        draft.file(stored.held(until, why));
        draft.touch(stored.about()).filter(t -> t.status() == Touch.Status.SENDING).ifPresent(touch -> draft.file(touch.withStatus(Touch.Status.SENDING, why)));
    }

    /** Looked at once more: should the customer have changed their mind again since it was stopped, it goes. */
    private static void withdrawn(Draft draft, Dispatch stored, String detail, Instant at) {
        Optional<Touch> sending = draft.touch(stored.about()).filter(t -> t.status() == Touch.Status.SENDING);
        if (stored.perhaps() && sending.filter(t -> Release.isBarred(draft, t)).isPresent()) {
            inDoubt(draft, stored, detail, at);
            return;
        }
        boolean goes = sending.map(t -> !Release.stop(draft, t)).orElse(false);
        draft.file(stored.with(goes ? Dispatch.Status.READY : Dispatch.Status.CANCELLED, at, goes ? null : detail));
    }

    private static void inDoubt(Draft draft, Dispatch stored, String detail, Instant at) {
        draft.file(stored.with(Dispatch.Status.UNCERTAIN, at, detail));
        draft.touch(stored.about()).ifPresent(touch -> settle(draft, touch, Dispatch.Status.UNCERTAIN, detail, at, false));
    }

    /** @param refused whether it is the address that is not taken, and not the patience that came to an end */
    private static void settle(Draft draft, Touch touch, Dispatch.Status status, String detail, Instant at, boolean refused) {
        switch (status) {
            case SENT -> {
                draft.file(touch.withStatus(Touch.Status.SENT, null));
                draft.contacts(draft.contacts().with(new Contact(at, Direction.OUT, touch.channel(), touch.id(), null, null, touch.subject())));
            }
            case FAILED -> {
                failed(draft, touch, "failed", touch.id(), detail, refused);
            }
            case UNCERTAIN -> {
                draft.decide("uncertain", touch.id(), Map.of("touch", touch.id(), "reason", detail),
                        List.of(Reason.engine("delivery", "status", "uncertain", "words", detail)));
                draft.file(touch.withStatus(Touch.Status.UNCERTAIN, Cause.PERHAPS_SENT.words(detail)));
            }
            default -> { }
        }
    }

    /** It did not arrive. Where the address is none, the message takes the next way, if there is time left for it: another address, a gateway, a person. */
    private static void failed(Draft draft, Touch touch, String type, String name, String detail, boolean anotherWay) {
        draft.decide(type, name, Map.of("touch", touch.id(), "occasion", touch.occasion(), "reason", detail), List.of(Reason.engine("delivery", "status", type, "words", detail)));
        draft.file(touch.withStatus(anotherWay ? Touch.Status.PLANNED : Touch.Status.FAILED, detail));
    }

    /** A mail came back after a server had taken it. Whoever reported that it was sent was wrong: there was no contact. */
    static void bounced(Draft draft, Data report, Filed filed, Instant at) {
        String id = report.text("dispatch").orElseThrow();
        String detail = Stream.of(report.text("status"), report.text("text")).flatMap(Optional::stream).collect(Collectors.joining(" "));
        Optional<Dispatch> mail = filed.dispatch(id).filter(d -> d.channel().equals(Way.MAIL));
        if (mail.isEmpty()) {
            draft.decide("ignored", draft.event, Map.of("dispatch", id), List.of(Reason.engine("unknown-dispatch", "dispatch", id)));
        } else if (mail.get().alert()) {
            Alerts.bounced(draft, mail.get(), detail);
        } else {
            String address = mail.get().recipient().toLowerCase(Locale.ROOT);
            if (report.flag("stops").orElse(false)) {
                draft.undeliverable(address, true);
            }
            Optional<Touch> carried = draft.quiet ? Optional.empty() : draft.filed(mail.get().about()).or(() -> filed.carriedBy(id));
            if (carried.isPresent() && carried.get().cameBackFrom().contains(address)) {
                return; // servers say it more than once, and the message has taken another way since
            }
            draft.contacts(draft.contacts().without(mail.get().about()));
            carried.filter(Deliveries::wasTakenForSent).ifPresent(touch -> draft.inNameOf(touch.customer(),
                    () -> failed(draft, touch.cameBackFrom(address), "bounced", id, detail, true)));
        }
    }

    private static boolean wasTakenForSent(Touch touch) {
        return touch.kind() == Touch.Kind.MESSAGE && (touch.status() == Touch.Status.SENT || touch.status() == Touch.Status.UNCERTAIN);
    }
}
