package dev.regard.engine.decide;

import dev.regard.engine.customer.Contacts.Released;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** At most so many touches of a purpose in a rolling span (G7). */
final class Caps {
    private Caps() { }

    private static List<Match> rows(Draft draft, Touch touch) {
        return draft.book.evaluate(Topic.CAPS, draft.facts().toBuilder().set(Attribute.PURPOSE, Planner.key(touch.purpose()))
                .set(Attribute.HOW, Planner.key(touch.how())).build());
    }

    /** The row that caps this touch, without what comes on top. */
    static Optional<Match> row(Draft draft, Touch touch) {
        return rows(draft, touch).stream().filter(m -> !m.flag("extra")).findFirst();
    }

    /** When there is room for the touch again; empty when there is room now. */
    static Optional<Instant> freeAt(Draft draft, Touch touch) {
        List<Match> rows = touch.how().contact() ? rows(draft, touch) : List.of();
        Optional<Match> cap = rows.stream().filter(m -> !m.flag("extra")).findFirst();
        if (cap.isEmpty()) {
            return Optional.empty();
        }
        int allowed = max(cap.get()) + rows.stream().filter(m -> m.flag("extra")).mapToInt(Caps::max).sum();
        Duration span = Release.hours(cap.get().number("hours").orElse(BigDecimal.ZERO));
        List<Instant> counted = draft.contacts().released().stream().filter(r -> r.purpose() == touch.purpose())
                .map(Released::at).filter(at -> at.isAfter(draft.now.minus(span))).sorted(Comparator.naturalOrder()).toList();
        if (allowed < 1) {
            return Optional.of(draft.now.plus(span)); // never; it is asked again until it is cancelled
        }
        return counted.size() < allowed ? Optional.empty() : Optional.of(counted.get(counted.size() - allowed).plus(span));
    }

    private static int max(Match row) {
        return row.number("max").map(BigDecimal::intValue).orElse(0);
    }

    static String words(Match row) {
        return Cause.CAPPED.words(row.number("max").map(BigDecimal::toPlainString).orElse("0"),
                row.number("hours").map(BigDecimal::toPlainString).orElse("0"));
    }
}
