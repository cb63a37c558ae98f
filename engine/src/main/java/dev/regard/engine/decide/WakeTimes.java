package dev.regard.engine.decide;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.time.AnnualDate;
import dev.regard.engine.time.LocalDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

/** When a card must be looked at next though nothing arrives: the earliest of everything that time alone brings. */
final class WakeTimes {
    private final Draft draft;
    private Instant earliest;

    private WakeTimes(Draft draft) {
        this.draft = draft;
        this.earliest = draft.plannedThrough == null ? draft.now : at(nextOpening(draft.plannedThrough.minusDays(Rulebook.HORIZON)));
    }

    /** At once for a card that was never planned for. */
    static Instant next(Draft draft) {
        WakeTimes times = new WakeTimes(draft);
        times.touches();
        Ladder.next(draft).ifPresent(times::add);
        if (Classification.reviewed(draft)) {
            times.add(Classification.nextReview(draft));
        }
        Rhythm.next(draft).map(times::at).ifPresent(times::add);
        Upkeep.next(draft).map(times::at).ifPresent(times::add);
        times.dormancy();
        draft.book.nextTurn(draft.today()).map(times::at).ifPresent(times::add);
        return times.earliest;
    }

    private void add(Instant at) {
        earliest = at.isBefore(earliest) ? at : earliest;
    }

    /** The first moment of a day of the customer's. */
    private Instant at(LocalDate day) {
        return LocalDays.at(day, LocalTime.MIN, draft.zone());
    }

    private void touches() {
        for (Touch touch : draft.touches()) {
            if (touch.status().open()) {
                add(touch.due());
            }
            if (touch.status() == Touch.Status.HELD) {
                add(touch.heldSince().plus(Duration.ofDays(Release.holdingDays(draft))));
            }
        }
    }

    private void dormancy() {
        draft.dealings().lastPurchase().flatMap(last -> draft.nextBoundary(Topic.STAGE, Attribute.DAYS_SINCE_PURCHASE, draft.localDate(last.at())))
                .map(this::at).ifPresent(this::add);
    }

    /** When planning of the next festival or own date opens. */
    private LocalDate nextOpening(LocalDate looked) {
        LocalDate next = draft.book.nextFestivalOpening(looked).orElse(looked.plusYears(1));
        for (Map.Entry<String, AnnualDate> own : draft.ownDates().entrySet()) {
            Optional<LocalDate> opening = draft.book.nextOpening(own.getKey(), own.getValue(), looked);
            next = opening.filter(next::isAfter).orElse(next);
        }
        return next;
    }
}
