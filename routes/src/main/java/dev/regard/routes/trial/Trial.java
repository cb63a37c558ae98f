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

/** A back-test that was run. */
public final class Trial {
    private final Backtest backtest;
    private final Organisation company;
    private final Comparison comparison;
    private final List<String> notes;
    private final List<String> gaps;

    private Trial(Backtest backtest, Organisation company, Comparison comparison, List<String> notes, List<String> gaps) {
        this.backtest = backtest;
        this.company = company;
        this.comparison = comparison;
        this.notes = notes;
        this.gaps = gaps;
    }

    /**
     * @param events that were replayed
     * @param cost   of one contact, by channel
     * @param today  in the company's zone
     */
    public static Trial of(Backtest backtest, Difference difference, List<Recorded> events, Organisation company, Map<String, BigDecimal> cost, LocalDate today) {
        Comparison comparison = new Comparison(difference, cost);
        List<String> gaps = new ArrayList<>(backtest.gaps(events, today));
        if (gaps.isEmpty() && comparison.isOfNobody()) {
            gaps.add("no customer was known in the period");
        }
        return new Trial(backtest, company, comparison, backtest.notes(events, today), gaps);
    }

    /** What it found, in the company's language. */
    public BacktestReport report() {
        return new BacktestReport(backtest.from(), backtest.to(), notes, comparison, new Wording(company, Language.of(company.language())));
    }

    /** What it says of a gate. */
    public Verdict verdict(Policy.Gate gate) {
        TierLoss loss = new TierLoss(comparison.difference(), backtest.published().tiers(), backtest.draft().tiers());
        return new Verdict(gaps, new Budgets(gate, company.currency()).exceeded(comparison, loss), gate.cost().isPresent() ? comparison.unpriced() : List.of());
    }
}
