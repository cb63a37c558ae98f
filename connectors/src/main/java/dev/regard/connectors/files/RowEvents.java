package dev.regard.connectors.files;

import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventCheck;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the rows of one table have in common on their way to events. */
final class RowEvents {
    /** An own key longer than this goes into the event's id as part of its hash only. */
    private static final int LONGEST_KEY = 200;

    private final TableKind kind;
    private final Heading heading;
    private final Columns spellings;
    private final char separator;
    private final Place place;
    private final Batches out;
    private final SeenOrders orders = new SeenOrders();

    /**
     * Where and when the table is read.
     *
     * @param digest the file's content in a few characters
     * @param zone   the company's, in which local times are meant
     */
    record Place(String digest, Arrival arrival, ZoneId zone) { }

    RowEvents(TableKind kind, Heading heading, Columns spellings, char separator, Place place, Batches out) {
        this.kind = kind;
        this.heading = heading;
        this.spellings = spellings;
        this.separator = separator;
        this.place = place;
        this.out = out;
    }

    Heading heading() {
        return heading;
    }

    char separator() {
        return separator;
    }

    /** The cell in the engine's words. */
    String cell(TableRow.Cells row, String field) {
        return spellings.value(field, heading.cell(row, field));
    }

    /** A bare value means {@code id:}; one that starts like a key but is none is refused. */
    CustomerKey customer(TableRow.Cells row, List<Problem> problems) {
        String cell = heading.cell(row, Heading.CUSTOMER);
        if (cell.isEmpty()) {
            problems.add(new Problem(Heading.CUSTOMER, "is missing"));
            return null;
        }
        String lower = cell.length() > 6 ? cell.substring(0, 6).toLowerCase(Locale.ROOT) : cell;
        boolean scheme = lower.startsWith("id:") || lower.startsWith("email:") || lower.startsWith("phone:") || lower.startsWith("ext:");
        return (scheme ? CustomerKey.parse(cell) : CustomerKey.id(cell)).orElseGet(() -> {
            problems.add(new Problem(Heading.CUSTOMER, "'" + shown(cell) + "' is no customer's id or key"));
            return null;
        });
    }

    Instant time(TableRow.Cells row, List<Problem> problems) {
        String cell = heading.cell(row, Heading.TIME);
        if (cell.isEmpty()) {
            return place.arrival().now();
        }
        return TableTime.instant(cell, place.zone()).orElseGet(() -> {
            problems.add(new Problem(Heading.TIME, "'" + shown(cell) + "' is no time; an example is 2026-03-01 09:30"));
            return place.arrival().now();
        });
    }

    /** Puts the column's cell, if there is one, where its name says. */
    void put(Map<String, Object> data, Heading.Column column, TableRow.Cells row) {
        String cell = row.cells()[column.index()];
        if (!cell.isEmpty()) {
            put(data, column.path(), CellValue.of(column.known(), spellings.value(column.name(), cell), separator));
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> data, String[] path, Object value) {
        Map<String, Object> at = data;
        for (int i = 0; i < path.length - 1; i++) {
            at = (Map<String, Object>) at.computeIfAbsent(path[i], p -> new LinkedHashMap<>());
        }
        at.put(path[path.length - 1], value);
    }

    /**
     * The id of a fact that has none of its own. With a key of the company's system, or at least a time, it is the same in
     * every file that repeats the row. Without either, two equal rows may be two facts, so that it is the place in this very content.
     */
    String id(String ownKey, List<TableRow.Cells> rows) {
        TableRow.Cells first = rows.get(0);
        boolean timed = !heading.cell(first, Heading.TIME).isEmpty();
        if (ownKey.isEmpty() && !timed) {
            return place.digest() + "/" + first.line();
        }
        List<String> parts = new ArrayList<>();
        parts.add(kind.word());
        rows.forEach(row -> parts.addAll(heading.content(row)));
        String hash = Digest.of(parts.toArray(String[]::new));
        String key = ownKey.isEmpty() ? heading.cell(first, Heading.CUSTOMER) : ownKey;
        return key.length() > LONGEST_KEY ? hash : key + "/" + hash;
    }

    Event event(EventType type, String id, Instant time, CustomerKey customer, Map<String, Object> data) {
        return new Event(kind.source(), id, type.typeName(), time, customer, new Data(data));
    }

    /** What is wrong with the event, without what {@link #customer} has said already. */
    List<Problem> problems(Event event) {
        return EventCheck.problems(event, place.arrival().told()).stream().filter(p -> event.subject() != null || !p.path().equals("subject")).toList();
    }

    /** Adds to a row's problems one about another column than they are about. */
    void add(List<Problem> problems, Problem problem) {
        String title = heading.title(problem.path());
        if (problems.stream().noneMatch(p -> heading.title(p.path()).equals(title))) {
            problems.add(problem);
        }
    }

    /** @param row the first one that the event was made of */
    void take(Event event, TableRow.Cells row) {
        out.add(event);
        if (!out.wantsRemarksOfRows()) {
            return;
        }
        if (kind.happened() && heading.cell(row, Heading.TIME).isEmpty()) {
            LocalDate today = LocalDate.ofInstant(place.arrival().now(), place.zone());
            remark(row, Heading.TIME, "is empty, so that the row counts as of today, " + today);
        }
        if (event.type().equals(EventType.PURCHASE_MADE.typeName())) {
            boolean full = orders.full();
            orders.again(row.line(), event).ifPresent(words -> remark(row, PurchaseRows.ORDER, words));
            if (orders.full() && !full) {
                remark(row, PurchaseRows.ORDER, "is the " + SeenOrders.MOST + "th one; whether those below come again is not looked for");
            }
        }
    }

    private void remark(TableRow.Cells row, String field, String words) {
        out.remark(new Remark.OfRow(row.line(), heading.title(field), words));
    }

    void refuse(TableRow.Cells row, List<Problem> problems) {
        String column = heading.title(problems.get(0).path());
        String reason = problems.size() == 1 ? problems.get(0).reason()
                : problems.stream().map(p -> heading.title(p.path()) + ": " + p.reason()).collect(Collectors.joining("; "));
        out.bad(new BadRow(row.line(), column, reason, row.raw()));
    }

    static String shown(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
