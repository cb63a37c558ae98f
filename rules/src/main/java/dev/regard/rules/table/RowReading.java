package dev.regard.rules.table;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one rule from its row. A row that is not in use may be unfinished: nothing in it is a problem but what a spreadsheet program might run. */
final class RowReading {
    static final int LONGEST_VALUE = 2_000;

    private final Sheet sheet;
    private final Topic topic;
    private final Map<Integer, Column> columns;
    private final RowKeys keys;
    private final Line line;
    private final boolean wasInForce;

    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Object> results = new HashMap<>();
    private final Map<String, String> content = new TreeMap<>();
    private final List<NameUse> names = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    /** Of cells that are refused, or hold words for people. */
    private final List<RuleProblem> formulas = new ArrayList<>();
    private String key;
    private boolean inUse = true;

    RowReading(Sheet sheet, Topic topic, Map<Integer, Column> columns, RowKeys keys, Line line, boolean wasInForce) {
        this.sheet = sheet;
        this.topic = topic;
        this.columns = columns;
        this.keys = keys;
        this.line = line;
        this.wasInForce = wasInForce;
    }

    /** The rule; empty when something is wrong with it or it is not in use. */
    Optional<Row> read() {
        for (int column = 0; column < line.cells().size(); column++) {
            readCell(column, line.cell(column));
        }
        columns.forEach(this::requireFilled);
        if (!inUse) {
            names.clear();
            problems.clear();
            problems.addAll(formulas);
        }
        return problems.stream().noneMatch(RuleProblem::isError) && inUse
                ? Optional.of(new Row(key == null ? keys.made(content) : key, line.number(), conditions, results)) : Optional.empty();
    }

    /** The names in the row, also where another cell of it is wrong. */
    List<NameUse> names() {
        return names;
    }

    List<RuleProblem> problems() {
        return problems;
    }

    private void readCell(int column, Cell cell) {
        try {
            if (!cell.refusal().isEmpty()) {
                throw new CellRefused(cell.refusal());
            }
            if (!columns.containsKey(column)) {
                if (!cell.isBlank()) {
                    throw new CellRefused("this column has no heading");
                }
            } else if (!cell.isUnfilled()) {
                take(column, columns.get(column), cell.text());
            }
        } catch (CellRefused e) {
            formula(column, cell.text());
            Optional<String> before = wasInForce ? e.before(Cells.plain(cell.text())) : Optional.empty();
            problems.add(before.isPresent() ? sheet.place(line.number(), column).warning(e.getMessage() + "; until then it counts as '" + before.get() + "'")
                    : sheet.place(line.number(), column).error(e.getMessage()));
            before.ifPresent(text -> readCell(column, Cell.of(text)));
        }
    }

    private void take(int column, Column meaning, String text) throws CellRefused {
        boolean phrases = meaning instanceof Column.Asked asks && asks.type() == ValueType.TEXT;
        if (text.length() > LONGEST_VALUE && !phrases) {
            throw new CellRefused("the cell has " + text.length() + " characters, more than " + LONGEST_VALUE);
        }
        if (meaning instanceof Column.Note) {
            formula(column, text).ifPresent(problems::add);
        } else if (meaning instanceof Column.Key) {
            key = keys.typed(text);
        } else if (meaning instanceof Column.InUse) {
            inUse = Cells.flag(Cells.plain(text)).orElseThrow(() -> new CellRefused("'" + text + "' is neither yes nor no"));
        } else if (meaning instanceof Column.Asked asked) {
            if (phrases || asked.type() == null || !Cells.isAny(text)) {
                ask(column, asked, text);
            }
        } else if (meaning instanceof Column.Answer answer) {
            Object value = ResultCell.read(text, answer.result());
            results.put(answer.result().name(), value);
            content.put(answer.identity(), value.toString());
            if (answer.result().type() == ValueType.NAME) {
                names.add(new NameUse(sheet.place(line.number(), column), topic, null, answer.result(), value.toString()));
            }
        }
    }

    private Optional<RuleProblem> formula(int column, String text) {
        Optional<RuleProblem> formula = sheet.formula(line.number(), column, text, wasInForce);
        formula.ifPresent(formulas::add);
        return formula;
    }

    private void ask(int column, Column.Asked asked, String text) throws CellRefused {
        Test test = ConditionCell.read(text, asked.type());
        conditions.add(new Condition(asked.attribute(), asked.name(), test, Place.letters(column)));
        content.merge(asked.identity(), test.words(), (one, two) -> one + " and " + two);
        if (asked.type() == ValueType.NAME) {
            test.constants().map(Object::toString).sorted().distinct().forEach(n -> names.add(new NameUse(sheet.place(line.number(), column), topic, asked.attribute(), null, n)));
        }
    }

    private void requireFilled(int column, Column meaning) {
        if (meaning instanceof Column.Answer answer && answer.result().required() && line.cell(column).isUnfilled()) {
            problems.add(sheet.place(line.number(), column).error("'" + answer.result().english() + "' must be filled"));
        }
    }
}
