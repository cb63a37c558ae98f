package dev.regard.rules.table;

import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import java.util.List;
import java.util.Optional;

/**
 * The cells of a table before anything is made of them.
 *
 * @param file  relative to the rule-set folder
 * @param name  the sheet of a workbook; empty for CSV
 * @param lines from top to bottom, blank ones too where the file has them
 * @param others the names of further sheets that show something
 */
record Sheet(String file, String name, List<Line> lines, List<String> others) {
    static final int MOST_ROWS = 5_000;
    static final int MOST_COLUMNS = 60;
    /** What spreadsheet programs allow. Phrases take that much; other cells {@link RowReading#LONGEST_VALUE}. */
    static final int LONGEST_CELL = 32_767;
    static final int LARGEST_FILE = 5_000_000;

    Place place(int row, int column) {
        return Place.inTable(file, name, row, column);
    }

    /** That words for people begin like a formula: an error, and a warning in a table that decided before anybody asked. */
    Optional<RuleProblem> formula(int row, int column, String text, boolean wasInForce) {
        Place place = place(row, column);
        return !Cells.isFormula(text) ? Optional.empty() : Optional.of(wasInForce ? place.warning(Cells.formula(text)) : place.error(Cells.formula(text)));
    }

    /** One row of the sheet; the number is 1-based. */
    record Line(int number, List<Cell> cells) {

        Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        boolean isBlank() {
            return cells.stream().allMatch(Cell::isBlank);
        }

        boolean isRemark() {
            return cell(0).text().startsWith("#");
        }
    }

    /** What a cell shows, stripped; or why it can not be used, which is empty for a good cell. */
    record Cell(String text, String refusal) {
        static final Cell EMPTY = new Cell("", "");

        /** A cell that shows this text. A text that a spreadsheet program would calculate is refused. */
        static Cell of(String shown) {
            String text = shown.strip();
            if (text.length() > LONGEST_CELL) {
                return refused("the cell has " + text.length() + " characters, more than " + LONGEST_CELL);
            }
            if (text.startsWith("=")) {
                return refused("formulas are not read; paste the value");
            }
            return new Cell(text, "");
        }

        static Cell refused(String why) {
            return new Cell("", why);
        }

        boolean isBlank() {
            return text.isEmpty() && refusal.isEmpty();
        }

        /** Empty and a dash alone mean "any" in a condition and "nothing" in a result. */
        boolean isUnfilled() {
            return refusal.isEmpty() && (text.isEmpty() || text.matches("[-\u2013\u2014\uFF0D]{1,2}"));
        }
    }
}
