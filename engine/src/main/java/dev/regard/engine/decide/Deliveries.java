package dev.regard.engine.decide;

import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the outbox reports of its tries: sent, to be tried again, refused, or uncertain. */
final class Deliveries {
    /** The pauses between tries grow; after the last one the dispatch is given up (two days in all). */
    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(8), Duration.ofHours(12), Duration.ofHours(24));

    private Deliveries() { }

    static void tried(Draft draft, Data report, Instant at) {
        String dispatchId = report.text("dispatch").orElseThrow();
        int attempts = report.decimal("attempts").map(BigDecimal::intValue).orElse(1);
        String result = report.text("result").orElseThrow();
        String detail = report.text("detail").orElse("");
        boolean alert = report.flag("alert").orElse(false);
        boolean again = result.equals("delayed") || result.equals("uncertain") && report.flag("repeatable").orElse(false);
        Dispatch.Status status = switch (result) {
            case "sent" -> Dispatch.Status.SENT;
            case "failed" -> Dispatch.Status.FAILED;
            case "uncertain" -> again ? Dispatch.Status.READY : Dispatch.Status.UNCERTAIN;
            default -> attempts > PAUSES.size() ? Dispatch.Status.FAILED : Dispatch.Status.READY;
        };
        Instant next = status == Dispatch.Status.READY && attempts <= PAUSES.size() ? at.plus(PAUSES.get(Math.max(0, attempts - 1))) : at;
        draft.file(outcome(report, dispatchId, draft.id, status, next, attempts, detail, alert));
        if (!alert) {
            draft.touch(dispatchId).ifPresent(touch -> settle(draft, touch, status, detail, at));
        }
        if (status == Dispatch.Status.FAILED && result.equals("failed") && !alert) {
            report.text("recipient").ifPresent(a -> draft.undeliverable().add(a.toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** The dispatch's new state; the text stays as it was filed, so it is not carried here. */
    private static Dispatch outcome(Data report, String id, String customer, Dispatch.Status status, Instant next, int attempts,
            String detail, boolean alert) {
        return new Dispatch(id, customer, id, alert, report.flag("repeatable").orElse(false), report.text("channel").orElse("email"),
                report.text("recipient").orElse(""), "", "", "", Map.of(), status, next, attempts, detail.isEmpty() ? null : detail, null);
    }

    private static void settle(Draft draft, Touch touch, Dispatch.Status status, String detail, Instant at) {
        switch (status) {
            case SENT -> {
                draft.file(touch.withStatus(Touch.Status.SENT, null));
                draft.contacts(draft.contacts().with(new Contact(at, Direction.OUT, touch.channel(), touch.id(), null, null, touch.subject())));
            }
            case FAILED -> {
                draft.decide("failed", touch.id(), Map.of("touch", touch.id(), "reason", detail),
                        List.of(Reason.engine("delivery", "status", "failed", "words", detail)));
                draft.file(touch.withStatus(Touch.Status.FAILED, detail));
            }
            case UNCERTAIN -> {
                draft.decide("uncertain", touch.id(), Map.of("touch", touch.id(), "reason", detail),
                        List.of(Reason.engine("delivery", "status", "uncertain", "words", detail)));
                draft.file(touch.withStatus(Touch.Status.UNCERTAIN, "may have been sent: " + detail));
            }
            default -> { }
        }
    }
}
