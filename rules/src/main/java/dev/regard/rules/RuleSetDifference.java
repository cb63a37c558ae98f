package dev.regard.rules;

import dev.regard.rules.table.TableColumns;
import dev.regard.rules.table.TableText;
import dev.regard.rules.table.TableText.UnreadableTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is different in two rule sets, for a reader: rows of tables by their key, cells by what their column is for, other files by name with their other lines. */
public final class RuleSetDifference {
    private static final String TABLES = "tables/";
    private final List<String> lines = new ArrayList<>();

    private RuleSetDifference() { }

    /** One line for each difference, of a changed text one more for each line that is gone or new; none when the sets decide the same by the same words. */
    public static List<String> of(RuleSetFiles from, RuleSetFiles to) {
        RuleSetDifference difference = new RuleSetDifference();
        difference.tables(tables(from), tables(to));
        difference.others(from.files(), to.files());
        return difference.lines;
    }

    private record TableOfFile(String file, byte[] content) {
        Table read() throws UnreadableTable {
            return new Table(TableText.tree(file, content), TableColumns.of(file, content));
        }
    }

    /** A row with its filled cells by what their columns are for. */
    private record Row(String label, Map<String, String> cells) { }

    /** @param headings by what their columns are for */
    private record Table(Map<String, Object> tree, Map<String, String> headings) {

        Map<?, ?> about() {
            return (Map<?, ?>) tree.get("about");
        }

        /** By key; a row without one is known by its content, so that it can only come and go. */
        Map<String, Row> rows() {
            Map<String, Row> rows = new LinkedHashMap<>();
            for (Object row : (List<?>) tree.get("rows")) {
                Map<?, ?> typed = (Map<?, ?>) ((Map<?, ?>) row).get("cells");
                Map<String, String> cells = new LinkedHashMap<>();
                headings.forEach((column, heading) -> Optional.ofNullable(typed.get(heading)).ifPresent(text -> cells.put(column, text.toString())));
                String key = cells.get(TableColumns.KEY);
                rows.put(key == null ? new TreeMap<>(cells).toString() : key, new Row(key == null ? typed.toString() : key, cells));
            }
            return rows;
        }

        String shown(Row row) {
            String all = row.cells.entrySet().stream().filter(c -> !c.getKey().equals(TableColumns.KEY)).map(c -> headings.get(c.getKey()) + " " + c.getValue())
                    .collect(Collectors.joining(", "));
            return row.cells.containsKey(TableColumns.KEY) ? row.label + " (" + all + ")" : all;
        }
    }

    /** By name: a table may go from CSV to a workbook and back. */
    private static Map<String, TableOfFile> tables(RuleSetFiles files) {
        Map<String, TableOfFile> tables = new TreeMap<>();
        files.folder("tables").forEach((file, content) -> {
            if (file.lastIndexOf('.') > TABLES.length()) {
                tables.put(file.substring(TABLES.length(), file.lastIndexOf('.')), new TableOfFile(file, content));
            }
        });
        return tables;
    }

    private void tables(Map<String, TableOfFile> from, Map<String, TableOfFile> to) {
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        for (String name : names) {
            if (!from.containsKey(name) || !to.containsKey(name)) {
                whole(name, from.containsKey(name) ? from.get(name) : to.get(name), from.containsKey(name));
            } else if (!Arrays.equals(from.get(name).content, to.get(name).content)) {
                table(name, from.get(name), to.get(name));
            }
        }
    }

    /** A table that is in one of the sets alone, with all that it says. */
    private void whole(String name, TableOfFile table, boolean removed) {
        try {
            Table read = table.read();
            lines.add("%s: table %s: %s. %s".formatted(name, removed ? "removed" : "added", read.tree.get("title"), read.tree.get("sentence")));
            about(name, removed ? read.about() : Map.of(), removed ? Map.of() : read.about());
            read.rows().values().forEach(row -> lines.add("%s: row %s: %s".formatted(name, removed ? "removed" : "added", read.shown(row))));
        } catch (UnreadableTable e) {
            lines.add(name + ": table " + (removed ? "removed" : "added") + ": " + e.getMessage());
        }
    }

    private void table(String name, TableOfFile before, TableOfFile after) {
        try {
            Table one = before.read();
            Table other = after.read();
            for (String words : List.of("title", "sentence")) {
                if (!one.tree.get(words).equals(other.tree.get(words))) {
                    lines.add("%s: %s '%s' -> '%s'".formatted(name, words, one.tree.get(words), other.tree.get(words)));
                }
            }
            about(name, one.about(), other.about());
            headings(name, one.headings, other.headings);
            rows(name, one, other);
        } catch (UnreadableTable e) {
            lines.add(name + ": " + e.getMessage());
        }
    }

    private void headings(String table, Map<String, String> from, Map<String, String> to) {
        List<String> written = to.keySet().stream().filter(column -> from.containsKey(column) && !from.get(column).equals(to.get(column)))
                .map(column -> "'" + from.get(column) + "' -> '" + to.get(column) + "'").toList();
        if (!written.isEmpty()) {
            lines.add("%s: heading written differently: %s".formatted(table, String.join(", ", written)));
        }
        from.keySet().stream().filter(column -> !to.containsKey(column)).forEach(column -> lines.add("%s: column removed: %s".formatted(table, from.get(column))));
        to.keySet().stream().filter(column -> !from.containsKey(column)).forEach(column -> lines.add("%s: column added: %s".formatted(table, to.get(column))));
    }

    private void about(String table, Map<?, ?> before, Map<?, ?> after) {
        TreeSet<String> labels = new TreeSet<>();
        before.keySet().forEach(label -> labels.add(label.toString()));
        after.keySet().forEach(label -> labels.add(label.toString()));
        for (String label : labels) {
            if (!Objects.equals(before.get(label), after.get(label))) {
                lines.add("%s: %s: %s -> %s".formatted(table, label, Objects.requireNonNullElse(before.get(label), "-"), Objects.requireNonNullElse(after.get(label), "-")));
            }
        }
    }

    private void rows(String table, Table one, Table other) {
        Map<String, Row> from = one.rows();
        Map<String, Row> to = other.rows();
        Map<String, String> headings = new LinkedHashMap<>(one.headings);
        headings.putAll(other.headings);
        from.forEach((key, row) -> {
            if (!to.containsKey(key)) {
                lines.add("%s: row removed: %s".formatted(table, one.shown(row)));
            }
        });
        to.forEach((key, row) -> {
            if (!from.containsKey(key)) {
                lines.add("%s: row added: %s".formatted(table, other.shown(row)));
            } else {
                cells(table + ": row " + row.label, headings, from.get(key).cells, row.cells);
            }
        });
        List<String> before = new ArrayList<>(from.keySet());
        List<String> after = new ArrayList<>(to.keySet());
        before.retainAll(to.keySet());
        after.retainAll(from.keySet());
        if (!before.equals(after)) {
            lines.add("%s: rows in another order: %s".formatted(table, after.stream().map(key -> to.get(key).label).collect(Collectors.joining(", "))));
        }
    }

    private void cells(String row, Map<String, String> headings, Map<String, String> from, Map<String, String> to) {
        headings.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(column -> {
            String before = from.getOrDefault(column.getKey(), "-");
            String after = to.getOrDefault(column.getKey(), "-");
            if (!before.equals(after)) {
                lines.add("%s: %s: %s -> %s".formatted(row, column.getValue(), before, after));
            }
        });
    }

    private void others(Map<String, byte[]> from, Map<String, byte[]> to) {
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        names.removeIf(name -> name.startsWith(TABLES) || Arrays.equals(from.get(name), to.get(name)));
        for (String name : names) {
            boolean changed = from.containsKey(name) && to.containsKey(name);
            lines.add(name + (changed ? ": changed" : from.containsKey(name) ? ": removed" : ": added"));
            if (changed) {
                LineDifference.of(from.get(name), to.get(name)).forEach(line -> lines.add("  " + line));
            }
        }
    }
}
