package dev.regard.connectors.sqlite;

import static dev.regard.connectors.json.RecordJson.CARD;
import static dev.regard.connectors.json.RecordJson.COMPLAINT;
import static dev.regard.connectors.json.RecordJson.DECISION;
import static dev.regard.connectors.json.RecordJson.DISPATCH;
import static dev.regard.connectors.json.RecordJson.TOUCH;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.store.Cursor;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Searchable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class SqliteRecords implements Records {
    private final Readers readers;

    SqliteRecords(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Page<Card> customers(CustomerFilter filter, Paging paging) {
        Conditions conditions = new Conditions().where("s.id > ?", paging.after()).where("s.tier = ?", filter.tier())
                .where("s.kind = ?", filter.kind()).where("s.owner = ?", filter.owner()).where("s.stage = ?", filter.stage());
        Searchable.wordsOf(filter.q()).forEach(word -> conditions.where("instr(s.words, ?) > 0", word));
        List<Card> found = readers.read("listing customers", s -> s.list(
                "SELECT c.document FROM searchable s CROSS JOIN cards c ON c.id = s.id" + conditions.sql() + " ORDER BY s.id LIMIT ?",
                row -> CARD.read(row.getBytes(1)), conditions.and(paging.limit() + 1)));
        return Page.of(found, paging, Card::id);
    }

    @Override
    public Page<Decision> decisions(DecisionFilter filter, Paging paging) {
        String at = time("at", filter.customers());
        Conditions conditions = new Conditions().among("customer", filter.customers()).where("type = ?", filter.type())
                .where(at + " >= ?", filter.from()).where(at + " < ?", filter.to());
        return page("decisions", at, conditions, paging, row -> DECISION.read(row.getBytes(1)), d -> new Cursor(d.at(), d.id()));
    }

    @Override
    public Page<Touch> touches(TouchFilter filter, Paging paging) {
        String due = time("due", filter.customers());
        boolean all = filter.customers().isEmpty() && filter.status() == null;
        List<Conditions> parts = Stream.of(all ? Touch.Status.values() : new Touch.Status[] {filter.status()})
                .map(status -> new Conditions().where("shown = ?", status).among("customer", filter.customers())
                        .where("kind = ?", filter.kind()).where(due + " >= ?", filter.from()).where(due + " < ?", filter.to())).toList();
        return page("touches", due, parts, paging, SqliteRecords::shown, t -> new Cursor(t.due(), t.id()));
    }

    @Override
    public Page<Complaint> complaints(ComplaintFilter filter, Paging paging) {
        Conditions conditions = new Conditions().among("customer", filter.customers()).where("status = ?", filter.status());
        return page("complaints", "opened", conditions, paging, row -> COMPLAINT.read(row.getBytes(1)), c -> new Cursor(c.openedAt(), c.key()));
    }

    /** A page of a table that is ordered by a column of instants, then id. */
    private <T> Page<T> page(String table, String time, Conditions conditions, Paging paging, Session.RowReader<T> reader,
            Function<T, Cursor> place) {
        return page(table, time, List.of(conditions), paging, reader, place);
    }

    /** Of several parts that are each in order one list is merged. */
    private <T> Page<T> page(String table, String time, List<Conditions> parts, Paging paging, Session.RowReader<T> reader,
            Function<T, Cursor> place) {
        if (paging.after() != null) {
            Cursor after = Cursor.parse(paging.after());
            parts.forEach(part -> part.where("(" + time + ", id) > (?, ?)", after.at(), after.id()));
        }
        String columns = "SELECT document, " + (table.equals("touches") ? "shown, " : "") + time + " AS place, id FROM " + table;
        String sql = parts.stream().map(part -> columns + part.sql()).collect(Collectors.joining(" UNION ALL ")) + " ORDER BY place, id LIMIT ?";
        List<Object> arguments = new ArrayList<>();
        parts.forEach(part -> arguments.addAll(part.arguments()));
        arguments.add(paging.limit() + 1);
        List<T> found = readers.read("listing " + table, s -> s.list(sql, reader, arguments.toArray()));
        return Page.of(found, paging, place.andThen(Cursor::text));
    }

    /** What one customer has is found by the customer and put in order afterwards: the sign keeps the index by time out of it. */
    private static String time(String column, Set<String> customers) {
        return customers.isEmpty() ? column : "+" + column;
    }

    private static Touch shown(ResultSet row) throws SQLException {
        Touch touch = TOUCH.read(row.getBytes(1));
        return Touch.Status.valueOf(row.getString(2)) == touch.status() ? touch : touch.withStatus(Touch.Status.SENDING, touch.heldBecause());
    }

    @Override
    public Optional<Decision> decision(String customer, String id) {
        return readers.read("reading a decision", s -> s.first("SELECT document FROM decisions WHERE customer = ? AND id = ?",
                row -> DECISION.read(row.getBytes(1)), customer, id));
    }

    @Override
    public Optional<Touch> touch(String customer, String id) {
        return readers.read("reading a touch", s -> s.first("SELECT document, shown FROM touches WHERE customer = ? AND id = ?",
                SqliteRecords::shown, customer, id));
    }

    @Override
    public Optional<Dispatch> dispatch(String id) {
        return readers.read("reading a dispatch", s -> s.first("SELECT document FROM dispatches WHERE id = ?", row -> DISPATCH.read(row.getBytes(1)), id));
    }

    @Override
    public List<Dispatch> dispatches(String about) {
        return readers.read("reading dispatches", s -> s.list("SELECT document FROM dispatches WHERE about = ? ORDER BY id",
                row -> DISPATCH.read(row.getBytes(1)), about));
    }

    @Override
    public Map<String, Long> cardsByTier() {
        return counts("SELECT ifnull(tier, ''), count(*) FROM searchable GROUP BY tier", name -> name);
    }

    @Override
    public Map<Touch.Status, Long> touchesByStatus() {
        return counts("SELECT shown, count(*) FROM touches GROUP BY shown", Touch.Status::valueOf);
    }

    private <K> Map<K, Long> counts(String sql, Function<String, K> key) {
        return readers.read("counting", s -> {
            Map<K, Long> counts = new HashMap<>();
            s.list(sql, row -> counts.put(key.apply(row.getString(1)), row.getLong(2)));
            return counts;
        });
    }
}
