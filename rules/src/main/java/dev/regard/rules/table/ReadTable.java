package dev.regard.rules.table;

import dev.regard.engine.rule.DecisionTable;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import java.util.List;

/**
 * A table file as far as it could be read.
 *
 * @param table    the rows without a problem; null when the file as a whole is no table
 * @param file     relative to the rule-set folder
 * @param sheet    the sheet of a workbook; empty for CSV
 * @param names    the names in its cells
 * @param problems all that were found
 */
public record ReadTable(DecisionTable table, String file, String sheet, List<NameUse> names, List<RuleProblem> problems) {
    public ReadTable {
        names = List.copyOf(names);
        problems = List.copyOf(problems);
    }

    /** Where the row of that number begins. */
    public Place row(int line) {
        return Place.inTable(file, sheet, line, 0);
    }

    /** A cell of the table. */
    public Place cell(int line, String column) {
        return new Place(file, sheet, line, column);
    }
}
