package dev.regard.rules.check;

import dev.regard.engine.rule.Facts;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that is wrong in a rule set.
 *
 * @param file     relative to the rule-set folder, with {@code /}
 * @param sheet    the sheet of a workbook; empty for other files
 * @param row      1-based
 * @param column   letters for a table ({@code D}), a 1-based number for other files
 * @param severity an error refuses the rule set
 * @param words    for the person who wrote it
 * @param gap      whether a customer may be in the case that no row of the table answers, by the facts of the customer with those that tables derive of them; empty
 *                 where the problem is none of that kind, or the case is none of customers
 */
public record RuleProblem(String file, String sheet, int row, String column, Severity severity, String words, Optional<Predicate<Facts>> gap) {

    public RuleProblem(String file, String sheet, int row, String column, Severity severity, String words) {
        this(file, sheet, row, column, severity, words, Optional.empty());
    }

    /** Whether the rule set can be used in spite of it. */
    public enum Severity {
        ERROR, WARNING,
        /** A check that was not worked out to its end. */
        UNDECIDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same where it does not refuse the rule set. */
    public RuleProblem asWarning() {
        return new RuleProblem(file, sheet, row, column, isError() ? Severity.WARNING : severity, words, gap);
    }

    /** The same about a case that no row answers. */
    public RuleProblem inGap(Optional<Predicate<Facts>> customer) {
        return new RuleProblem(file, sheet, row, column, severity, words, customer);
    }

    /** {@code FILE[!SHEET]:ROW:COLUMN}. */
    public String place() {
        return "%s%s:%d:%s".formatted(file, sheet.isEmpty() ? "" : "!" + sheet, row, column);
    }

    /** {@code FILE[!SHEET]:ROW:COLUMN: severity: plain words}, always one line. */
    @Override
    public String toString() {
        return "%s: %s: %s".formatted(place(), severity, words).replaceAll("\\R", " ");
    }
}
