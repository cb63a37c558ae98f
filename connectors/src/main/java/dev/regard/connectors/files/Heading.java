package dev.regard.connectors.files;

import dev.regard.engine.event.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of one table: where each field stands, and what the file calls it. */
final class Heading {
    static final String CUSTOMER = "customer";
    static final String TIME = "time";
    static final String ID = "id";

    private final List<String> titles;
    private final Map<String, Column> columns = new HashMap<>();
    private final List<Column> data;
    private final List<Column> sorted;

    /**
     * One column that has a name.
     *
     * @param name  the field, nested with dots
     * @param known the event's field of that name, null when it is none
     */
    record Column(int index, String name, String[] path, EventType.Field known) { }

    private Heading(TableKind kind, List<String> titles, Columns spellings) throws FileRefused {
        this.titles = titles;
        Map<String, EventType.Field> fields = kind.type().fields().stream().collect(Collectors.toMap(EventType.Field::name, f -> f));
        for (int i = 0; i < titles.size(); i++) {
            if (!titles.get(i).isEmpty()) {
                String name = spellings.field(kind, titles.get(i));
                add(new Column(i, name, name.split("\\."), fields.get(name)));
            }
        }
        sorted = columns.values().stream().sorted(Comparator.comparing(Column::name)).toList();
        data = columns.values().stream().filter(c -> !Set.of(CUSTOMER, TIME, ID).contains(c.name()))
                .sorted(Comparator.comparingInt(Column::index)).toList();
    }

    /** @throws FileRefused when two columns mean the same, or one that every row needs is not there */
    static Heading of(TableKind kind, List<String> titles, Columns spellings) throws FileRefused {
        Heading heading = new Heading(kind, titles, spellings);
        heading.need(CUSTOMER);
        for (EventType.Field field : kind.type().fields()) {
            if (field.required() && !(kind == TableKind.PURCHASES && field.name().equals(PurchaseRows.AMOUNT))) {
                heading.need(field.name());
            }
        }
        if (kind == TableKind.PURCHASES && !heading.has(PurchaseRows.TOTAL) && !heading.has(PurchaseRows.ITEM_AMOUNT)) {
            heading.need(PurchaseRows.AMOUNT);
        }
        return heading;
    }

    private void need(String name) throws FileRefused {
        if (!has(name)) {
            throw new FileRefused("it has no column '" + name + "'; its columns are " + String.join(", ", titles)
                    + (name.equals("customer") && titles.stream().anyMatch("id"::equalsIgnoreCase) ? "; 'id' is the event's: name the customer's own 'customer'" : ""));
        }
    }

    private void add(Column column) throws FileRefused {
        Column other = columns.put(column.name(), column);
        if (other != null) {
            throw new FileRefused("its columns '" + titles.get(other.index()) + "' and '" + titles.get(column.index())
                    + "' both mean '" + column.name() + "'");
        }
        for (Column one : columns.values()) {
            if (one.name().startsWith(column.name() + ".") || column.name().startsWith(one.name() + ".")) {
                throw new FileRefused("its columns '" + one.name() + "' and '" + column.name() + "' exclude each other");
            }
        }
    }

    boolean has(String field) {
        return columns.containsKey(field);
    }

    /** The titles of the columns that are neither among these names nor parts of one of them. */
    List<String> unknown(Set<String> known) {
        return data.stream().filter(c -> !known.contains(c.name()) && !known.contains(c.path()[0])).map(c -> titles.get(c.index())).toList();
    }

    /** The cell of a field; empty when the table has no such column. */
    String cell(TableRow.Cells row, String field) {
        Column column = columns.get(field);
        return column == null ? "" : row.cells()[column.index()];
    }

    /** All columns of {@code data}, from left to right. */
    List<Column> data() {
        return data;
    }

    /** What a row says, whatever the order of its columns and the language of its headings: names and cells in turn. */
    List<String> content(TableRow.Cells row) {
        List<String> content = new ArrayList<>(2 * sorted.size());
        for (Column column : sorted) {
            String cell = row.cells()[column.index()];
            if (!cell.isEmpty()) {
                content.add(column.name());
                content.add(cell);
            }
        }
        return content;
    }

    /** What the file calls the column that a problem's path is about; the path itself where it is about none. */
    String title(String path) {
        String field = path.equals("subject") ? CUSTOMER : path.startsWith("data.") ? path.substring("data.".length()) : path;
        String place = field.replaceAll("\\[\\d+]", "").replaceFirst("^items\\.", "");
        for (String name = place; !name.isEmpty(); name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "") {
            Column column = columns.get(name);
            if (column != null) {
                return titles.get(column.index());
            }
        }
        return columns.values().stream().filter(c -> c.name().startsWith(place + ".")).findFirst()
                .map(c -> titles.get(c.index())).orElse(place);
    }
}
