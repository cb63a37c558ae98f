package dev.regard.connectors.files;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Purchases: consecutive rows of one order, customer and direction are one event.
 *
 * <p>The order's amount is its {@code total} where there is such a column, else its {@code amount} where items have a column
 * {@code itemAmount} of their own, both once or the same on each row; else the sum of the rows' {@code amount} (or
 * {@code itemAmount}). A {@code returned} row, or an order that sums to less than nothing, is a return with the amount's
 * absolute value. {@code cost} is that of the row's goods; an order of which one row does not say it has none. One bad row refuses its whole order: half an order would be a wrong amount that nobody sees.
 */
final class PurchaseRows implements RowTaker {
    static final String ORDER = "order";
    static final String AMOUNT = "amount";
    static final String TOTAL = "total";
    static final String ITEM_AMOUNT = "itemAmount";
    static final String RETURNED = "returned";
    static final String COST = "cost";
    /** The longest order, in rows and in characters. */
    static final int MOST_ROWS = 5_000;
    private static final int MOST_CHARACTERS = 1 << 21;
    private static final Set<String> OF_THE_ORDER = Set.of(ORDER, AMOUNT, TOTAL, RETURNED, COST);
    private static final Set<String> OF_THE_ITEM = Set.of("sku", "category", "quantity", ITEM_AMOUNT);

    private final RowEvents events;
    private final Heading heading;
    private final List<TableRow.Cells> rows = new ArrayList<>();
    private int characters;
    private boolean tooLong;

    PurchaseRows(RowEvents events) {
        this.events = events;
        this.heading = events.heading();
    }

    @Override
    public void row(TableRow.Cells row) {
        if (heading.cell(row, ORDER).isEmpty()) {
            PurchaseRows alone = new PurchaseRows(events);
            alone.rows.add(row);
            alone.end();
            return;
        }
        if (!rows.isEmpty() && !sameOrder(rows.get(0), row)) {
            end();
        }
        if (!tooLong && (rows.size() == MOST_ROWS || characters > MOST_CHARACTERS)) {
            tooLong = true;
            rows.forEach(this::refuseTooLong);
        }
        if (tooLong) {
            refuseTooLong(row);
        } else {
            rows.add(row);
            characters += row.raw().length();
        }
    }

    @Override
    public void end() {
        if (!rows.isEmpty() && !tooLong) {
            order();
        }
        rows.clear();
        characters = 0;
        tooLong = false;
    }

    private void refuseTooLong(TableRow.Cells row) {
        events.refuse(row, List.of(new Problem(ORDER, "has more than " + MOST_ROWS + " rows or " + MOST_CHARACTERS + " characters")));
    }

    /** Exports of merged cells name the customer on the first row only. */
    private boolean sameOrder(TableRow.Cells first, TableRow.Cells next) {
        String customer = heading.cell(next, Heading.CUSTOMER);
        return heading.cell(first, ORDER).equals(heading.cell(next, ORDER))
                && (customer.isEmpty() || customer.equals(heading.cell(first, Heading.CUSTOMER)))
                && events.cell(first, RETURNED).equals(events.cell(next, RETURNED));
    }

    private void order() {
        List<List<Problem>> problems = new ArrayList<>();
        rows.forEach(r -> problems.add(new ArrayList<>()));
        TableRow.Cells first = rows.get(0);
        CustomerKey customer = events.customer(first, problems.get(0));
        Instant time = events.time(first, problems.get(0));
        boolean returned = returned(first, problems.get(0));
        BigDecimal amount = amount(problems);
        Optional<BigDecimal> cost = cost(problems);
        boolean back = returned || amount.signum() < 0;
        Map<String, Object> data = data(back ? amount.abs() : amount);
        cost.filter(c -> !back).ifPresent(c -> data.put(COST, c));
        Event event = events.event(back ? EventType.PURCHASE_RETURNED : EventType.PURCHASE_MADE, id(), time, customer, data);
        events.problems(event).forEach(p -> events.add(problems.get(rowOf(p)), p));
        if (problems.stream().allMatch(List::isEmpty)) {
            events.take(event, first);
        } else {
            refuse(problems);
        }
    }

    private void refuse(List<List<Problem>> problems) {
        for (int bad = 0; bad < problems.size(); bad++) {
            if (problems.get(bad).isEmpty()) {
                continue;
            }
            for (int i = 0; i < rows.size(); i++) {
                List<Problem> own = problems.get(i);
                events.refuse(rows.get(i), own.isEmpty() ? List.of(new Problem(ORDER,
                        "is not taken because its row in line " + rows.get(bad).line() + " is bad")) : own);
            }
            return;
        }
    }

    private int rowOf(Problem problem) {
        String start = "data.items[";
        if (!problem.path().startsWith(start)) {
            return 0;
        }
        int item = Integer.parseInt(problem.path().substring(start.length(), problem.path().indexOf(']')));
        for (int i = 0; i < rows.size(); i++) {
            if (isItem(rows.get(i)) && item-- == 0) {
                return i;
            }
        }
        return 0;
    }

    private boolean returned(TableRow.Cells row, List<Problem> problems) {
        String cell = events.cell(row, RETURNED);
        Optional<Boolean> flag = cell.isEmpty() ? Optional.of(false) : Data.of(RETURNED, cell).flag(RETURNED);
        if (flag.isEmpty()) {
            problems.add(new Problem(RETURNED, "'" + RowEvents.shown(cell) + "' says neither purchase nor return"));
        }
        return flag.orElse(false);
    }

    private BigDecimal amount(List<List<Problem>> problems) {
        if (heading.has(TOTAL)) {
            return once(TOTAL, problems);
        }
        boolean ofTheOrder = heading.has(AMOUNT) && heading.has(ITEM_AMOUNT);
        return ofTheOrder ? once(AMOUNT, problems) : sum(heading.has(AMOUNT) ? AMOUNT : ITEM_AMOUNT, problems);
    }

    private Optional<BigDecimal> cost(List<List<Problem>> problems) {
        boolean said = rows.stream().noneMatch(row -> heading.cell(row, COST).isEmpty());
        return said ? Optional.of(sum(COST, problems)) : Optional.empty();
    }

    private BigDecimal sum(String field, List<List<Problem>> problems) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            sum = sum.add(number(field, rows.get(i), problems.get(i)));
        }
        return sum;
    }

    private BigDecimal once(String field, List<List<Problem>> problems) {
        BigDecimal only = null;
        for (int i = 0; i < rows.size(); i++) {
            if (heading.cell(rows.get(i), field).isEmpty()) {
                continue;
            }
            BigDecimal number = number(field, rows.get(i), problems.get(i));
            if (only != null && only.compareTo(number) != 0) {
                problems.get(i).add(new Problem(field, "differs from " + only + " in an earlier row of the same order"));
            }
            only = only == null ? number : only;
        }
        if (only == null) {
            problems.get(0).add(new Problem(field, "is missing"));
        }
        return only == null ? BigDecimal.ZERO : only;
    }

    private BigDecimal number(String field, TableRow.Cells row, List<Problem> problems) {
        String cell = heading.cell(row, field);
        return CellValue.decimal(cell, events.separator()).orElseGet(() -> {
            problems.add(new Problem(field, cell.isEmpty() ? "is missing" : "must be a decimal number, not '" + RowEvents.shown(cell) + "'"));
            return BigDecimal.ZERO;
        });
    }

    private Map<String, Object> data(BigDecimal amount) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(ORDER, heading.cell(rows.get(0), ORDER));
        data.put(AMOUNT, amount);
        List<Map<String, Object>> items = new ArrayList<>();
        for (TableRow.Cells row : rows) {
            if (isItem(row)) {
                items.add(item(row));
            }
        }
        for (Heading.Column column : heading.data()) {
            if (OF_THE_ORDER.contains(column.name()) || OF_THE_ITEM.contains(column.name())) {
                continue;
            }
            if (items.size() < rows.size() || sameOnAll(column)) {
                events.put(data, column, rows.get(0));
            } else {
                for (int i = 0; i < rows.size(); i++) {
                    events.put(items.get(i), column, rows.get(i));
                }
            }
        }
        if (!items.isEmpty()) {
            data.put("items", items);
        }
        return data;
    }

    private boolean sameOnAll(Heading.Column column) {
        String cell = rows.get(0).cells()[column.index()];
        return rows.stream().allMatch(row -> row.cells()[column.index()].equals(cell));
    }

    private boolean isItem(TableRow.Cells row) {
        return OF_THE_ITEM.stream().anyMatch(field -> !heading.cell(row, field).isEmpty());
    }

    private Map<String, Object> item(TableRow.Cells row) {
        Map<String, Object> item = new LinkedHashMap<>();
        for (String text : List.of("sku", "category")) {
            putText(item, text, events.cell(row, text));
        }
        putNumber(item, "quantity", heading.cell(row, "quantity"));
        boolean rowAmounts = !heading.has(ITEM_AMOUNT) && !(heading.has(TOTAL) && !heading.has(AMOUNT));
        putNumber(item, AMOUNT, heading.cell(row, rowAmounts ? AMOUNT : ITEM_AMOUNT));
        return item;
    }

    private static void putText(Map<String, Object> item, String field, String cell) {
        if (!cell.isEmpty()) {
            item.put(field, cell);
        }
    }

    private void putNumber(Map<String, Object> item, String field, String cell) {
        if (!cell.isEmpty()) {
            item.put(field, CellValue.decimal(cell, events.separator()).<Object>map(n -> n).orElse(cell));
        }
    }

    /** An id column is the event's only where the rows of the order agree; else it numbers rows. */
    private String id() {
        String given = heading.cell(rows.get(0), Heading.ID);
        boolean agreed = rows.stream().allMatch(row -> heading.cell(row, Heading.ID).equals(given));
        return !given.isEmpty() && agreed ? given : events.id(heading.cell(rows.get(0), ORDER), rows);
    }
}
