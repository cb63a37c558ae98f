package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.decision.Language;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.store.Journal.Recorded;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A back-test that was run.
 *
 * @param gaps why it proves nothing, in words; empty where it does
 */
public record Trial(Backtest backtest, BacktestReport report, List<String> gaps) {
    public Trial {
        gaps = List.copyOf(gaps);
    }

    /**
     * @param events that were replayed
     * @param cost   of one contact, by channel
     * @param today  in the company's zone
     */
    public static Trial of(Backtest backtest, Difference difference, List<Recorded> events, Organisation company, Map<String, BigDecimal> cost, LocalDate today) {
        BacktestReport report = new BacktestReport(difference, backtest.from(), backtest.to(), company, Language.of(company.language()), cost, backtest.notes(events, today));
        List<String> gaps = new ArrayList<>(backtest.gaps(events, today));
        if (gaps.isEmpty() && report.isOfNobody()) {
            gaps.add("no customer was known in the period");
        }
        return new Trial(backtest, report, gaps);
    }

    /** What it says of a gate. */
    public Verdict verdict(Policy.Gate gate) {
        return new Verdict(gaps, report.exceeding(gate, backtest.published().tiers(), backtest.draft().tiers()), gate.cost().isPresent() ? report.unpriced() : List.of());
    }
}
