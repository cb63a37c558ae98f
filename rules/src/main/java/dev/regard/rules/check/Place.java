package dev.regard.rules.check;

import dev.regard.rules.check.RuleProblem.Severity;

/** Where in a rule set something stands; the parts are those of {@link RuleProblem}. */
public record Place(String file, String sheet, int row, String column) {

    /** A line of a text file; both numbers are 1-based. */
    public static Place inText(String file, int line, int column) {
        return new Place(file, "", line, String.valueOf(column));
    }

    /** A cell of a table. */
    public static Place inTable(String file, String sheet, int row, int zeroBasedColumn) {
        return new Place(file, sheet, row, letters(zeroBasedColumn));
    }

    public RuleProblem error(String words) {
        return new RuleProblem(file, sheet, row, column, Severity.ERROR, words);
    }

    public RuleProblem warning(String words) {
        return new RuleProblem(file, sheet, row, column, Severity.WARNING, words);
    }

    /** Nobody knows, and the words say why. */
    public RuleProblem undecided(String words) {
        return new RuleProblem(file, sheet, row, column, Severity.UNDECIDED, words);
    }

    /** The letters over a column as spreadsheet programs count: A to Z, then AA. */
    public static String letters(int zeroBasedColumn) {
        StringBuilder letters = new StringBuilder();
        for (int rest = zeroBasedColumn; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }
}
