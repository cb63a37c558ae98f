package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.backtest.Replay;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Two rule sets and a period.
 *
 * @param from the first day, in the company's zone
 * @param to   the last day
 */
public record Backtest(Rulebook published, Rulebook draft, LocalDate from, LocalDate to) {

    /**
     * Replays recorded events under both, at once: they have nothing in common but the events.
     *
     * @param step is run once for each event on each side, from two threads
     */
    public Difference run(List<Recorded> events, Runnable step) {
        ZoneId zone = published.companyZone();
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        try {
            CompletableFuture<Outcome> there = CompletableFuture.supplyAsync(() -> outcome(events, new Replay(published, Optional.of(draft), begin, end), step));
            Outcome here = outcome(events, new Replay(published, Optional.empty(), begin, end), step);
            return Difference.between(here, there.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /**
     * What a reader must know of the period beside the difference, in words; nothing where events happened in it, it is over, and all tables count on each of its days.
     *
     * @param today in the company's zone
     */
    public List<String> notes(List<Recorded> events, LocalDate today) {
        return new PeriodNotes(from, to).of(events, published.companyZone(), draft.rules(), today);
    }

    /** Those of the notes that say why the back-test proves nothing. */
    public List<String> gaps(List<Recorded> events, LocalDate today) {
        return new PeriodNotes(from, to).gaps(events, published.companyZone(), today);
    }

    private static Outcome outcome(List<Recorded> events, Replay replay, Runnable step) {
        try (replay) {
            for (Recorded recorded : events) {
                replay.take(recorded);
                step.run();
            }
            return replay.end();
        }
    }
}
