package dev.regard.rules.table;

import dev.regard.engine.rule.Charter;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import dev.regard.rules.table.Preface.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One pass over a sheet. Every problem is collected; a row that has one is left out of the table. */
final class Reading {
    private static final int MOST_PROBLEMS = 500;

    private final Sheet sheet;
    private final String name;
    private final boolean wasInForce;
    private final Map<Integer, Column> columns = new TreeMap<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private int headed = 1;

    /** @param wasInForce whether it decided before, so that a number that may be two is the one that it was then */
    Reading(Sheet sheet, String name, boolean wasInForce) {
        this.sheet = sheet;
        this.name = name;
        this.wasInForce = wasInForce;
    }

    ReadTable table() {
        sheet.others().forEach(other -> problems.add(sheet.place(1, 0).warning("only the first sheet is read, not '" + other + "'")));
        Deque<Line> lines = sheet.lines().stream().filter(l -> !l.isBlank() && !l.isRemark()).collect(Collectors.toCollection(ArrayDeque::new));
        sheet.lines().stream().filter(Line::isRemark).forEach(this::remark);
        String title = words(lines, "a title");
        String sentence = words(lines, "a sentence that says what the table decides");
        Preface preface = new Preface(sheet, problems, wasInForce);
        while (!lines.isEmpty() && Preface.isOf(lines.peek())) {
            preface.take(lines.remove());
        }
        Optional<Topic> own = Topic.ofTable(name);
        Topic topic = own.or(preface::addsTo).orElse(null);
        own.ifPresent(t -> List.of(Label.ADDS_TO, Label.VALID_FROM, Label.VALID_UNTIL)
                .forEach(label -> preface.refuse(label, "the table that answers " + name + " itself is always there; what counts for a time, or on top, is a table of another name")));
        HitPolicy policy = preface.policy(topic == null ? HitPolicy.FIRST : topic.hitPolicy());
        if (topic != null && topic.hitPolicy() == HitPolicy.FIRST && policy == HitPolicy.ALL) {
            preface.refuse(Label.HIT_POLICY, "one row has to answer here: first or priority");
        }
        List<Topic.Result> results = topic == null ? List.of() : topic.results();
        List<RuleProblem> soFar = List.copyOf(problems);
        boolean derives = false;
        if (lines.isEmpty()) {
            problems.add(sheet.place(1, 0).error("the table has no headings"));
        } else {
            Line line = lines.remove();
            headed = line.number();
            Headings headings = new Headings(topic, policy, line, List.copyOf(lines));
            results = readHeadings(headings);
            derives = headings.wantsToDerive();
        }
        if (topic == null && preface.says(Label.ADDS_TO)) {
            return unknown(soFar, preface.unknownTable());
        }
        if (topic == null && !derives) {
            List<String> known = Arrays.stream(Topic.values()).map(Topic::tableName).toList();
            String more = Nearest.to(name, known).isPresent() ? "" : ". A table of another name says 'Adds to' one of these under its sentence, or derives a fact in a column 'Then: derived.NAME'";
            return unknown(soFar, sheet.place(1, 0).error("there is no table of this name: " + Nearest.unknown(name, known) + more));
        }
        return read(title, sentence, topic, results, policy, preface.charter(), List.copyOf(lines));
    }

    /** Nothing can be said of headings and rows while it is not known what the table is for. */
    private ReadTable unknown(List<RuleProblem> above, RuleProblem problem) {
        List<RuleProblem> all = new ArrayList<>(above);
        all.add(problem);
        return new ReadTable(null, sheet.file(), sheet.name(), Map.of(), List.of(), all);
    }

    private ReadTable read(String title, String sentence, Topic topic, List<Topic.Result> results, HitPolicy policy, Charter charter, List<Line> rules) {
        if (topic == null && policy == HitPolicy.ALL) {
            columns.forEach((column, meaning) -> requireNumbers(column, meaning, rules));
        }
        List<Row> rows = new ArrayList<>();
        List<NameUse> names = new ArrayList<>();
        RowKeys keys = new RowKeys(rules.stream().map(this::typedKey).toList());
        for (Line line : rules) {
            if (problems.size() >= MOST_PROBLEMS) {
                problems.add(sheet.place(line.number(), 0).error("from here on nothing was read: there are too many problems above"));
                break;
            }
            RowReading row = new RowReading(sheet, topic, columns, keys, line, wasInForce);
            row.read().ifPresent(rows::add);
            names.addAll(row.names());
            problems.addAll(row.problems());
        }
        if (rows.isEmpty() && problems.stream().noneMatch(RuleProblem::isError)) {
            empty(topic, rules).ifPresent(problems::add);
        }
        return new ReadTable(new DecisionTable(name, title, sentence, topic, results, rows, policy, charter), sheet.file(), sheet.name(), answers(), names, problems);
    }

    private Map<String, Place> answers() {
        Map<String, Place> answers = new TreeMap<>();
        columns.forEach((column, meaning) -> {
            if (meaning instanceof Column.Answer answer) {
                answers.put(answer.result().name(), sheet.place(headed, column));
            }
        });
        return answers;
    }

    private void requireNumbers(int column, Column meaning, List<Line> rules) {
        if (meaning instanceof Column.Answer answer && answer.result().name().startsWith(Further.DERIVED) && answer.result().type() != ValueType.NUMBER) {
            List<Line> others = rules.stream().filter(line -> !line.cell(column).isUnfilled() && !Quantity.PLAIN.matches(Cells.plain(line.cell(column).text()))).toList();
            others.forEach(line -> problems.add(sheet.place(line.number(), column)
                    .error("where all rows answer, " + answer.result().name() + " is the sum of their numbers, and '" + line.cell(column).text() + "' is none")));
            if (others.isEmpty()) {
                problems.add(sheet.place(headed, column).error("where all rows answer, " + answer.result().name() + " is the sum of their numbers, and there is none"));
            }
        }
    }

    /** Rows that are all out of use were put so by somebody, and are as good as any. */
    private Optional<RuleProblem> empty(Topic topic, List<Line> rules) {
        Place headings = sheet.place(headed, 0);
        if (topic == Topic.TIER && topic.tableName().equals(name)) {
            return Optional.of(headings.error("no row is in use below the headings: there has to be a tier, since every customer has one"));
        }
        return rules.isEmpty() ? Optional.of(headings.warning("there is no row below the headings: the table decides nothing")) : Optional.empty();
    }

    /** Nothing is made of it, but it goes out with the table. */
    private void remark(Line line) {
        for (int column = 1; column < line.cells().size(); column++) {
            sheet.formula(line.number(), column, line.cell(column).text(), wasInForce).ifPresent(problems::add);
        }
    }

    private String words(Deque<Line> lines, String what) {
        if (lines.isEmpty()) {
            problems.add(sheet.place(1, 0).error("the table lacks " + what));
            return "";
        }
        Line line = lines.remove();
        Cell first = line.cell(0);
        if (first.text().isEmpty()) {
            problems.add(sheet.place(line.number(), 0)
                    .error(first.refusal().isEmpty() ? "here " + what + " is expected" : first.refusal()));
        }
        sheet.formula(line.number(), 0, first.text(), wasInForce).ifPresent(problems::add);
        for (int column = 1; column < line.cells().size(); column++) {
            if (!line.cell(column).isBlank()) {
                problems.add(sheet.place(line.number(), column).error("here " + what + " is expected, in the first cell alone"));
                break;
            }
        }
        return first.text();
    }

    /** What the columns are for; returns what the rows may answer. */
    private List<Topic.Result> readHeadings(Headings headings) {
        Line line = headings.line();
        Set<Column> seen = new HashSet<>();
        for (int column = 0; column < line.cells().size(); column++) {
            Cell cell = line.cell(column);
            try {
                if (!cell.isBlank()) {
                    columns.put(column, heading(headings, seen, cell, column));
                }
            } catch (CellRefused e) {
                columns.put(column, new Column.Unclear());
                problems.add(sheet.place(line.number(), column).error(e.getMessage()));
            }
        }
        for (Topic.Result result : headings.results()) {
            if (result.required() && !seen.contains(new Column.Answer(result))) {
                problems.add(sheet.place(line.number(), 0)
                        .error("the column '" + result.english() + "' (" + result.chinese() + ") is missing"));
            }
        }
        return headings.results();
    }

    private static Column heading(Headings headings, Set<Column> seen, Cell cell, int column) throws CellRefused {
        if (!cell.refusal().isEmpty()) {
            throw new CellRefused(cell.refusal());
        }
        Column meaning = headings.column(cell.text(), column);
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
