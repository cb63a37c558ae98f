package dev.regard.engine.decide;

import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The longest silence of each tier (R2), one contact for each silence; another contact near by covers it (R9). */
final class Rhythm {
    private Rhythm() { }

    static void keep(Draft draft) {
        if (draft.quiet) {
            return;
        }
        Optional<LocalDate> uncovered = Optional.empty();
        for (Match match : draft.ask(Topic.RHYTHM)) {
            String occasion = occasion(draft, match.required("silence"));
            if (!Planner.isKnown(draft, match, occasion)) {
                Optional<LocalDate> until = uncovered(draft, match.days("coveredWithin"));
                if (until.isEmpty()) {
                    Planner.fromOn(draft, match, occasion, draft.now, Map.of());
                } else {
                    uncovered = Stream.of(until, uncovered).flatMap(Optional::stream).min(Comparator.naturalOrder());
                }
            }
        }
        draft.silenceUncovered = uncovered;
    }

    /** Named by the company's day, which is the same wherever the customer moves: else a silence would be broken once more in another zone. */
    private static String occasion(Draft draft, String silence) {
        Instant since = silence.equals("visit") ? Situations.unvisitedFrom(draft) : Situations.silentFrom(draft);
        return (silence.equals("visit") ? "no-visit-since/" : "silence-since/") + LocalDate.ofInstant(since, draft.book.companyZone());
    }

    /** A contact that is planned for the next days, or was handed out in the last ones and not yet answered. */
    private static Optional<Touch> covering(Draft draft, int days) {
        Instant from = draft.now.minus(java.time.Duration.ofDays(days));
        Instant to = draft.now.plus(java.time.Duration.ofDays(days));
        return days == 0 || draft.touches().isEmpty() ? Optional.empty() : draft.touches().stream()
                .filter(t -> t.how() != How.GIFT && t.how().contact() && t.due().isAfter(from) && t.due().isBefore(to))
                .max(Comparator.comparing(Touch::due));
    }

    /** The first local day on which what covers a silence now is out of its reach. */
    private static Optional<LocalDate> uncovered(Draft draft, int days) {
        return covering(draft, days).map(touch -> draft.localDate(touch.due()).plusDays(days + 1L));
    }

    /** The next local day on which a silence may have lasted long enough, or what covers one that has is out of its reach. */
    static Optional<LocalDate> next(Draft draft) {
        Optional<LocalDate> contact = draft.nextBoundary(Topic.RHYTHM, Attribute.DAYS_SINCE_CONTACT, Situations.silenceSince(draft));
        Optional<LocalDate> visit = draft.nextBoundary(Topic.RHYTHM, Attribute.DAYS_SINCE_VISIT, Situations.visitSince(draft));
        Optional<LocalDate> uncovered = Optional.ofNullable(draft.silenceUncovered).orElseGet(() -> uncovered(draft, draft.book.shortestCover())).filter(draft.today()::isBefore);
        return Stream.of(contact, visit, uncovered).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
