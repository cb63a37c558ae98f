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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When a card must be looked at next though nothing arrives: the earliest of everything that time alone brings. */
final class WakeTimes {
    private WakeTimes() { }

    static Instant next(Draft draft) {
        List<Instant> all = new ArrayList<>();
        for (Touch touch : draft.touches()) {
            if (touch.status().open()) {
                all.add(touch.due());
            }
            if (touch.status() == Touch.Status.HELD) {
                all.add(touch.heldSince().plus(Duration.ofDays(Release.holdingDays(draft))));
            }
        }
        Ladder.next(draft).ifPresent(all::add);
        if (Classification.reviewed(draft)) {
            all.add(Classification.nextReview(draft));
        }
        Rhythm.next(draft).ifPresent(all::add);
        Upkeep.next(draft).ifPresent(all::add);
        dormancy(draft, all);
        draft.book.nextTurn(draft.today()).ifPresent(day -> all.add(LocalDays.at(day, LocalTime.MIN, draft.zone())));
        all.add(nextOpening(draft));
        return all.stream().min(Instant::compareTo).orElseThrow();
    }

    private static void dormancy(Draft draft, List<Instant> all) {
        draft.dealings().lastPurchase().ifPresent(last -> draft.book.boundaries(Topic.STAGE, Attribute.DAYS_SINCE_PURCHASE).stream()
                .map(days -> LocalDays.at(draft.localDate(last.at()).plusDays(days), LocalTime.MIN, draft.zone()))
                .filter(at -> at.isAfter(draft.now)).forEach(all::add));
    }

    /** When planning of the next festival or own date opens; at once for a card that was never planned for. */
    private static Instant nextOpening(Draft draft) {
        LocalDate through = draft.plannedThrough;
        if (through == null) {
            return draft.now;
        }
        LocalDate looked = through.minusDays(Rulebook.HORIZON);
        LocalDate next = draft.book.nextFestivalOpening(looked).orElse(looked.plusYears(1));
        for (Map.Entry<String, AnnualDate> own : Occasions.own(draft).entrySet()) {
            Optional<LocalDate> opening = draft.book.nextOpening(own.getKey(), own.getValue(), looked);
            next = opening.filter(next::isAfter).orElse(next);
        }
        return LocalDays.at(next, LocalTime.MIN, draft.zone());
    }
}
