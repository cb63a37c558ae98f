package dev.regard.connectors.files;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of which each row is one event. */
final class SingleRows implements RowTaker {
    private final TableKind kind;
    private final RowEvents events;

    SingleRows(TableKind kind, RowEvents events) {
        this.kind = kind;
        this.events = events;
    }

    @Override
    public void row(TableRow.Cells row) {
        List<Problem> problems = new ArrayList<>();
        CustomerKey customer = events.customer(row, problems);
        Instant time = events.time(row, problems);
        Map<String, Object> data = new LinkedHashMap<>();
        for (Heading.Column column : events.heading().data()) {
            events.put(data, column, row);
        }
        Event event = events.event(kind.type(), id(row), time, customer, data);
        events.problems(event).forEach(p -> events.add(problems, p));
        if (problems.isEmpty()) {
            events.take(event, row);
        } else {
            events.refuse(row, problems);
        }
    }

    @Override
    public void end() { }

    private String id(TableRow.Cells row) {
        String given = events.heading().cell(row, Heading.ID);
        String ownKey = kind.ownKey().map(key -> events.heading().cell(row, key)).orElse("");
        return given.isEmpty() ? events.id(ownKey, List.of(row)) : given;
    }
}
