package dev.regard.rules;

import dev.regard.rules.table.TableText;
import dev.regard.rules.table.TableText.UnreadableTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is different in two rule sets, for a reader: rows of tables by their key, cells by their heading, other files by name with the lines that are others. */
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

    private record TableOfFile(String file, byte[] content) { }

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
            Map<String, Object> tree = TableText.tree(table.file, table.content);
            lines.add("%s: table %s: %s. %s".formatted(name, removed ? "removed" : "added", tree.get("title"), tree.get("sentence")));
            about(name, removed ? (Map<?, ?>) tree.get("about") : Map.of(), removed ? Map.of() : (Map<?, ?>) tree.get("about"));
            rows(name, removed ? rows(tree) : Map.of(), removed ? Map.of() : rows(tree));
        } catch (UnreadableTable e) {
            lines.add(name + ": table " + (removed ? "removed" : "added") + ": " + e.getMessage());
        }
    }

    private void table(String name, TableOfFile before, TableOfFile after) {
        try {
            Map<String, Object> one = TableText.tree(before.file, before.content);
            Map<String, Object> other = TableText.tree(after.file, after.content);
            for (String words : List.of("title", "sentence")) {
                if (!one.get(words).equals(other.get(words))) {
                    lines.add("%s: %s '%s' -> '%s'".formatted(name, words, one.get(words), other.get(words)));
                }
            }
            about(name, (Map<?, ?>) one.get("about"), (Map<?, ?>) other.get("about"));
            rows(name, rows(one), rows(other));
        } catch (UnreadableTable e) {
            lines.add(name + ": " + e.getMessage());
        }
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

    /** By key; a row without one is known by its content, so that it can only come and go. */
    private static Map<String, Map<String, String>> rows(Map<String, Object> tree) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Object row : (List<?>) tree.get("rows")) {
            Map<String, String> cells = new LinkedHashMap<>();
            ((Map<?, ?>) ((Map<?, ?>) row).get("cells")).forEach((heading, text) -> cells.put(heading.toString(), text.toString()));
            String key = cells.entrySet().stream().filter(c -> isKey(c.getKey())).map(Map.Entry::getValue)
                    .findFirst().orElse(cells.toString());
            rows.put(key, cells);
        }
        return rows;
    }

    private static boolean isKey(String heading) {
        return List.of("key", "键", "编号").contains(heading.toLowerCase(java.util.Locale.ROOT));
    }

    private void rows(String table, Map<String, Map<String, String>> from, Map<String, Map<String, String>> to) {
        from.forEach((key, cells) -> {
            if (!to.containsKey(key)) {
                lines.add("%s: row removed: %s".formatted(table, shown(key, cells)));
            }
        });
        to.forEach((key, cells) -> {
            if (!from.containsKey(key)) {
                lines.add("%s: row added: %s".formatted(table, shown(key, cells)));
            } else {
                cells(table, key, from.get(key), cells);
            }
        });
        List<String> before = new ArrayList<>(from.keySet());
        List<String> after = new ArrayList<>(to.keySet());
        before.retainAll(to.keySet());
        after.retainAll(from.keySet());
        if (!before.equals(after)) {
            lines.add("%s: rows in another order: %s".formatted(table, String.join(", ", after)));
        }
    }

    private void cells(String table, String key, Map<String, String> from, Map<String, String> to) {
        TreeSet<String> headings = new TreeSet<>(from.keySet());
        headings.addAll(to.keySet());
        for (String heading : headings) {
            String before = from.getOrDefault(heading, "-");
            String after = to.getOrDefault(heading, "-");
            if (!before.equals(after)) {
                lines.add("%s: row %s: %s: %s -> %s".formatted(table, key, heading, before, after));
            }
        }
    }

    private static String shown(String key, Map<String, String> cells) {
        String all = String.join(", ", cells.entrySet().stream().filter(c -> !isKey(c.getKey())).map(c -> c.getKey() + " " + c.getValue()).toList());
        return key.equals(cells.toString()) ? all : key + " (" + all + ")";
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
