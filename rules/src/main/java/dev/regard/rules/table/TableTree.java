package dev.regard.rules.table;

import dev.regard.rules.check.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a table that came as a tree, as {@link TableText#tree} gives it, into lines of cells. Nothing in it is left out without a word. */
public final class TableTree {
    private static final Set<String> PARTS = Set.of("title", "sentence", "about", "headings", "rows");
    private static final Set<String> OF_A_ROW = Set.of("cells", "line", "key", "sentence", "tested");
    private final Map<String, Object> tree;

    private TableTree(Map<String, Object> tree) {
        this.tree = tree;
    }

    /** The tree is no table. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String path;

        Malformed(String path, String why) {
            super(why);
            this.path = path;
        }

        /** Where, such as {@code rows[2].cells}. */
        public String path() {
            return path;
        }
    }

    /** The cells from top to bottom. */
    public static List<List<String>> lines(Map<String, Object> tree) throws Malformed {
        return new TableTree(tree).lines();
    }

    private List<List<String>> lines() throws Malformed {
        known(tree, "", PARTS);
        List<List<String>> lines = new ArrayList<>();
        for (String words : List.of("title", "sentence")) {
            lines.add(List.of(text(words, tree.get(words))));
        }
        for (Map.Entry<?, ?> said : map("about", tree.getOrDefault("about", Map.of())).entrySet()) {
            String label = said.getKey().toString();
            if (!Preface.labels().contains(label)) {
                throw new Malformed("about." + label, Nearest.unknown(label, Preface.labels()));
            }
            lines.add(List.of(label, text("about." + label, said.getValue())));
        }
        List<String> headings = headings();
        lines.add(headings);
        List<?> rows = list("rows", tree.get("rows"));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(row("rows[" + i + "]", rows.get(i), headings));
        }
        return lines;
    }

    private List<String> headings() throws Malformed {
        Set<String> headings = new LinkedHashSet<>();
        for (Object heading : list("headings", tree.get("headings"))) {
            if (!headings.add(text("headings", heading))) {
                throw new Malformed("headings", "'" + heading + "' is there twice");
            }
        }
        return List.copyOf(headings);
    }

    private static List<String> row(String path, Object row, List<String> headings) throws Malformed {
        Map<?, ?> parts = map(path, row);
        if (!parts.containsKey("cells")) {
            throw new Malformed(path, "a row has its cells under 'cells', as in {\"cells\": {\"" + (headings.isEmpty() ? "Key" : headings.get(0)) + "\": \"...\"}}");
        }
        known(parts, path + ".", OF_A_ROW);
        Map<?, ?> cells = map(path + ".cells", parts.get("cells"));
        known(cells, path + ".cells.", Set.copyOf(headings));
        List<String> line = new ArrayList<>();
        for (String heading : headings) {
            line.add(text(path + ".cells." + heading, cells.get(heading)));
        }
        checkKey(path + ".key", text(path + ".key", parts.get("key")), headings, line);
        return line;
    }

    /** A row's key is that of its cell; where that is empty it is made from the row's content, and comes back as it was made. */
    private static void checkKey(String path, String key, List<String> headings, List<String> line) throws Malformed {
        int column = 0;
        while (column < headings.size() && !Headings.isKey(headings.get(column))) {
            column++;
        }
        String typed = column < line.size() ? line.get(column).strip() : "";
        if (!key.isEmpty() && !key.equals(typed) && !(typed.isEmpty() && RowKeys.isMade(key))) {
            throw new Malformed(path, "'" + key + "' is not what the row's cells say" + (column == headings.size() ? ": a key stands in a column 'Key', which this table lacks"
                    : ": under '" + headings.get(column) + "' stands " + (typed.isEmpty() ? "nothing" : "'" + typed + "'")) + "; change the key there, and leave this one out");
        }
    }

    private static void known(Map<?, ?> parts, String path, Set<String> names) throws Malformed {
        for (Object part : parts.keySet()) {
            if (!names.contains(part.toString())) {
                throw new Malformed(path + part, Nearest.unknown(part.toString(), names));
            }
        }
    }

    private static Map<?, ?> map(String path, Object value) throws Malformed {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Malformed(path, "an object is expected here");
    }

    private static List<?> list(String path, Object value) throws Malformed {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Malformed(path, value == null ? "is missing" : "a list is expected here");
    }

    private static String text(String path, Object value) throws Malformed {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Map || value instanceof List) {
            throw new Malformed(path, "a text is expected here");
        }
        return value.toString();
    }
}
