package dev.regard.engine.decide;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cards that say too little, or that nobody has confirmed for too long, are looked through by their owner (C3): one task for each time that
 * the card was confirmed, and none beside one that is still open. A task whose reason has gone is taken back.
 */
final class Upkeep {
    private static final String OCCASION = "card-upkeep/";

    private Upkeep() { }

    /** Asks the table, which is not done for every event: {@link Engagement#follow} says when. */
    static void keep(Draft draft) {
        if (draft.quiet || draft.book.rules().answering(Topic.UPKEEP).isEmpty()) {
            return;
        }
        Facts facts = facts(draft);
        Optional<Match> row = draft.book.first(Topic.UPKEEP, facts);
        List<Touch> open = new ArrayList<>(draft.touches().stream().filter(Upkeep::asks).toList());
        if (row.isEmpty()) {
            open.forEach(touch -> withdraw(draft, touch, "the card needs it no longer", done(facts)));
        } else if (open.isEmpty()) {
            Planner.fromOn(draft, row.get(), OCCASION + since(draft), draft.now, Map.of());
        } else {
            // two cards that were merged may have brought one each
            open.subList(1, open.size()).forEach(touch -> withdraw(draft, touch, "the card has such a task already", done(facts)));
        }
    }

    /** Whether the touch is a task of this kind. */
    static boolean asks(Touch touch) {
        return touch.occasion().startsWith(OCCASION);
    }

    private static Reason done(Facts facts) {
        return Reason.engine("upkeep-done", Attribute.COMPLETENESS.key(), facts.get(Attribute.COMPLETENESS),
                Attribute.DAYS_SINCE_CONFIRMED.key(), facts.get(Attribute.DAYS_SINCE_CONFIRMED));
    }

    /** Takes back a task about a card because the reason for it has gone. */
    static void withdraw(Draft draft, Touch touch, String reason, Reason because) {
        draft.inNameOf(touch.customer(), () -> draft.decide("cancel", touch.id() + "/" + draft.now, Map.of("touch", touch.id(), "occasion",
                touch.occasion(), "reason", reason), List.of(because)));
        draft.withdraw(touch, reason);
    }

    /** The facts of the card with those that are only worked out for this. */
    static Facts facts(Draft draft) {
        Facts facts = draft.facts();
        return facts.toBuilder()
                .set(Attribute.COMPLETENESS, Completeness.share(draft.book.rules(), draft.profile, facts))
                .set(Attribute.DAYS_SINCE_CONFIRMED, days(draft, since(draft)))
                .set(Attribute.DAYS_SINCE_MADE, days(draft, draft.localDate(draft.madeAt()))).build();
    }

    /** What a script names. */
    static Completeness completeness(Draft draft) {
        return Completeness.of(draft.book.rules(), draft.profile, facts(draft), draft.madeAt(), draft.now, draft.zone());
    }

    private static LocalDate since(Draft draft) {
        return Completeness.since(draft.profile, draft.madeAt(), draft.zone());
    }

    private static int days(Draft draft, LocalDate since) {
        return (int) ChronoUnit.DAYS.between(since, draft.today());
    }

    /** The next local day on which the card may be old enough. */
    static Optional<LocalDate> next(Draft draft) {
        Optional<LocalDate> confirmed = draft.nextBoundary(Topic.UPKEEP, Attribute.DAYS_SINCE_CONFIRMED, since(draft));
        Optional<LocalDate> made = draft.nextBoundary(Topic.UPKEEP, Attribute.DAYS_SINCE_MADE, draft.localDate(draft.madeAt()));
        return Stream.of(confirmed, made).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
