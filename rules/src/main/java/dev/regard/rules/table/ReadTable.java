package dev.regard.rules.table;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table file as far as it could be read.
 *
 * @param table    the rows without a problem; null when the file as a whole is no table
 * @param file     relative to the rule-set folder
 * @param sheet    the sheet of a workbook; empty for CSV
 * @param headings where the heading of each result stands, by the result's name
 * @param names    the names in its cells
 * @param problems all that were found
 */
public record ReadTable(DecisionTable table, String file, String sheet, Map<String, Place> headings, List<NameUse> names, List<RuleProblem> problems) {
    public ReadTable {
        headings = Map.copyOf(headings);
        names = List.copyOf(names);
        problems = List.copyOf(problems);
    }

    /** Whether a heading is not understood: then nobody knows all that the rows ask for. */
    public boolean isUnclear() {
        return headings.values().stream().anyMatch(heading -> problems.stream().anyMatch(problem -> problem.isError() && problem.row() == heading.row()));
    }

    /** Whether a row is wrong: then nobody knows what it was to answer, and what no other row does may be just that. */
    public boolean isFlawed() {
        int headed = headings.values().stream().mapToInt(Place::row).findFirst().orElse(0);
        return problems.stream().anyMatch(problem -> problem.isError() && problem.row() >= headed);
    }

    /** The same with what else is wrong in its file. */
    public ReadTable with(List<RuleProblem> found) {
        return new ReadTable(table, file, sheet, headings, names, Stream.concat(problems.stream(), found.stream().filter(problem -> problem.file().equals(file))).toList());
    }

    /** Where the row of that number begins. */
    public Place row(int line) {
        return Place.inTable(file, sheet, line, 0);
    }

    /** A cell of the table. */
    public Place cell(int line, String column) {
        return new Place(file, sheet, line, column);
    }

    /** The cell of a result in the row of that number. */
    public Place result(int line, String result) {
        return headings.containsKey(result) ? cell(line, headings.get(result).column()) : row(line);
    }

    /** The same with other names in its cells, by what is known of each. */
    public ReadTable renamed(UnaryOperator<NameUse> meant) {
        DecisionTable renamed = table == null ? null : table.withRows(table.rows().stream().map(row -> renamed(row, meant)).toList());
        return new ReadTable(renamed, file, sheet, headings, names.stream().map(meant).toList(), problems);
    }

    private Row renamed(Row row, UnaryOperator<NameUse> meant) {
        List<Condition> conditions = row.conditions().stream().map(c -> new Condition(c.attribute(), c.name(), c.attribute() == null ? c.test()
                : c.test().renamed(name -> meant.apply(new NameUse(cell(row.line(), c.column()), table.topic(), c.attribute(), null, name)).name()), c.column())).toList();
        Map<String, Object> results = new HashMap<>(row.results());
        table.results().stream().filter(result -> results.get(result.name()) instanceof String).forEach(result -> results.computeIfPresent(result.name(),
                (key, name) -> meant.apply(new NameUse(row(row.line()), table.topic(), null, result, (String) name)).name()));
        return new Row(row.key(), row.line(), conditions, results);
    }
}
