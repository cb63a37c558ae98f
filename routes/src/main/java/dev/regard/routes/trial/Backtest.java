package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.SplitReplay;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Two rule sets and a period.
 *
 * @param from the first day, in the company's zone
 * @param to   the last day
 */
public record Backtest(Rulebook published, Rulebook draft, LocalDate from, LocalDate to) {

    /**
     * Why a period cannot be replayed, in words; empty where it can be. Every night of it is lived through, so what lies far ahead costs time and tells nothing.
     *
     * @param today in the company's zone
     */
    public static Optional<String> refusal(LocalDate from, LocalDate to, LocalDate today) {
        return to.isBefore(from) ? Optional.of("The last day is before the first one.")
                : to.isAfter(today.plusYears(1)) ? Optional.of("The last day is more than a year ahead, and nothing was recorded there.") : Optional.empty();
    }

    /**
     * Replays recorded events under both.
     *
     * @param customer   the id of the only customer that is asked about; empty for all
     * @param processors how many it may keep busy
     * @param step is run once for each event on each side, from several threads
     */
    public Difference run(List<Recorded> events, Optional<String> customer, int processors, Runnable step) {
        ZoneId zone = published.companyZone();
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        SplitReplay.Outcomes outcomes = new SplitReplay(published, draft, begin, end).run(events, customer, processors, step);
        return Difference.between(outcomes.published(), outcomes.draft());
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
}
