package dev.regard.routes.trial;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A difference between two rule sets as text for a person and as a tree for a program; both depend on nothing but the difference. */
public final class BacktestReport {
    private final LocalDate from;
    private final LocalDate to;
    private final List<String> notes;
    private final Comparison comparison;
    private final Wording wording;

    /** @param notes what {@link Backtest#notes} says; one more says which channels have no price, where others have one */
    BacktestReport(LocalDate from, LocalDate to, List<String> notes, Comparison comparison, Wording wording) {
        List<String> unpriced = comparison.cost().isEmpty() ? List.of() : comparison.unpriced();
        this.from = from;
        this.to = to;
        this.notes = unpriced.isEmpty() ? List.copyOf(notes) : Stream.concat(notes.stream(), Stream.of(Verdict.withoutPrice(unpriced))).toList();
        this.comparison = comparison;
        this.wording = wording;
    }

    /** @param customer whose differences alone are listed, beside the totals of all; empty for those of all */
    public Map<String, Object> tree(Optional<String> customer) {
        return new BacktestJson(from, to, notes, comparison, wording).tree(customer);
    }

    /** The totals, and what differs most. */
    public List<String> text() {
        return new BacktestText(from, to, notes, comparison, wording).lines();
    }

    /** Whether anything is known of a customer by the end of the period. */
    public boolean knows(String customer) {
        return comparison.knows(customer);
    }

    /** One customer, with the reasons of both sides. */
    public List<String> text(String customer) {
        return new CustomerText(customer, comparison.difference(), wording).lines();
    }
}
