package dev.regard.engine.backtest;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Lets recorded events happen once more to all customers together: from the first one on under the published rules, and from the beginning of the
 * period under the draft, if there is one, as if it had been published then. Every message counts as sent, and nothing stands in it. Nothing outside is
 * read or written; the same events and rules give the same outcome. For one thread at a time.
 */
public final class Replay implements AutoCloseable {
    private final Course course;
    private final Course.Sides sides;
    private long events;
    private long inPeriod;

    /**
     * @param from first instant of the period, included
     * @param to   last instant, excluded
     */
    public Replay(Rulebook published, Optional<Rulebook> draft, Instant from, Instant to) {
        this.sides = new Course.Sides(published.withoutTexts(), draft.map(Rulebook::withoutTexts), from, to);
        this.course = new Course(sides);
    }

    /** The next event of the {@link Tape}. */
    public void take(Recorded recorded) {
        if (recorded.receivedAt().isBefore(sides.to())) {
            course.happen(recorded);
            events++;
            inPeriod += recorded.receivedAt().isBefore(sides.from()) ? 0 : 1;
        }
    }

    /** Lets the rest of the period pass, and tells what came of it. */
    public Outcome end() {
        Findings findings = new Findings(sides);
        findings.add(course.end());
        return findings.outcome(sides.last().rules().version(), events, inPeriod);
    }

    /** The card that one of these keys led to in the end. */
    public Optional<Card> card(Collection<String> keys) {
        return course.card(keys);
    }

    @Override
    public void close() {
        course.close();
    }
}
