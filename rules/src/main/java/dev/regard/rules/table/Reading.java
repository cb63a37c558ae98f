package dev.regard.rules.table;

import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One pass over a sheet. Every problem is collected; a row that has one is left out of the table. */
final class Reading {
    private static final int MOST_PROBLEMS = 500;

    private final Sheet sheet;
    private final String name;
    private final Topic topic;
    private final Map<Integer, Column> columns = new TreeMap<>();
    private final List<RuleProblem> problems = new ArrayList<>();

    Reading(Sheet sheet, String name, Topic topic) {
        this.sheet = sheet;
        this.name = name;
        this.topic = topic;
    }

    ReadTable table() {
        sheet.others().forEach(other -> problems.add(sheet.place(1, 0).warning("only the first sheet is read, not '" + other + "'")));
        Iterator<Line> lines = sheet.lines().stream().filter(l -> !l.isBlank() && !l.isRemark()).iterator();
        String title = words(lines, "a title");
        String sentence = words(lines, "a sentence that says what the table decides");
        if (lines.hasNext()) {
            readHeadings(lines.next());
        } else {
            problems.add(sheet.place(1, 0).error("the table has no headings"));
        }
        List<Line> rules = new ArrayList<>();
        lines.forEachRemaining(rules::add);
        List<Row> rows = new ArrayList<>();
        List<NameUse> names = new ArrayList<>();
        RowKeys keys = new RowKeys(rules.stream().map(this::typedKey).toList());
        for (Line line : rules) {
            if (problems.size() >= MOST_PROBLEMS) {
                problems.add(sheet.place(line.number(), 0).error("from here on nothing was read: there are too many problems above"));
                break;
            }
            RowReading row = new RowReading(sheet, topic, columns, keys, line);
            row.read().ifPresent(rows::add);
            names.addAll(row.names());
            problems.addAll(row.problems());
        }
        return new ReadTable(new DecisionTable(name, title, sentence, topic, rows), sheet.file(), sheet.name(), names, problems);
    }

    private String words(Iterator<Line> lines, String what) {
        if (!lines.hasNext()) {
            problems.add(sheet.place(1, 0).error("the table lacks " + what));
            return "";
        }
        Line line = lines.next();
        Cell first = line.cell(0);
        if (first.text().isEmpty()) {
            problems.add(sheet.place(line.number(), 0)
                    .error(first.refusal().isEmpty() ? "here " + what + " is expected" : first.refusal()));
        }
        for (int column = 1; column < line.cells().size(); column++) {
            if (!line.cell(column).isBlank()) {
                problems.add(sheet.place(line.number(), column).error("here " + what + " is expected, in the first cell alone"));
                break;
            }
        }
        return first.text();
    }

    private void readHeadings(Line line) {
        Headings headings = new Headings(topic);
        Set<Column> seen = new HashSet<>();
        for (int column = 0; column < line.cells().size(); column++) {
            Cell cell = line.cell(column);
            try {
                if (!cell.isBlank()) {
                    columns.put(column, heading(headings, seen, cell));
                }
            } catch (CellRefused e) {
                columns.put(column, new Column.Unclear());
                problems.add(sheet.place(line.number(), column).error(e.getMessage()));
            }
        }
        for (Topic.Result result : topic.results()) {
            if (result.required() && !seen.contains(new Column.Answer(result))) {
                problems.add(sheet.place(line.number(), 0)
                        .error("the column '" + result.english() + "' (" + result.chinese() + ") is missing"));
            }
        }
    }

    private static Column heading(Headings headings, Set<Column> seen, Cell cell) throws CellRefused {
        if (!cell.refusal().isEmpty()) {
            throw new CellRefused(cell.refusal());
        }
        Column meaning = headings.column(cell.text());
        if (!seen.add(meaning) && !(meaning instanceof Column.Asked)) {
            throw new CellRefused("the heading '" + cell.text() + "' stands over two columns");
        }
        return meaning;
    }

    private String typedKey(Line line) {
        return columns.entrySet().stream().filter(c -> c.getValue() instanceof Column.Key).findFirst()
                .map(c -> line.cell(c.getKey()).text()).orElse("");
    }
}
