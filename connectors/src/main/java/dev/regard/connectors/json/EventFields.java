package dev.regard.connectors.json;

import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventCheck;
import dev.regard.engine.event.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The attributes and the payload of one event, as a plain tree, to an event and back. */
final class EventFields {
    /** Our extension attribute: a record of the past that must make nobody contact the customer. */
    private static final String HISTORY = "regardhistory";
    private static final int LAST_YEAR = 9999;

    private final Map<String, Object> fields;
    private final List<Problem> problems;

    private EventFields(Map<String, Object> fields, List<Problem> problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /**
     * @param at       the event's place in its batch, which starts the path of each problem; empty for a single one
     * @param problems those met so far, with their whole paths; more are added
     */
    static Reading read(Map<String, Object> fields, String at, List<Problem> problems, Arrival arrival) {
        List<Problem> own = new ArrayList<>();
        Event event = new EventFields(fields, own).event(arrival.now());
        List<Problem> checked = EventCheck.problems(event, arrival.told()).stream()
                .filter(p -> own.stream().noneMatch(o -> o.path().equals(p.path()))).toList();
        Stream.concat(own.stream(), checked.stream())
                .map(p -> new Problem(at.isEmpty() ? p.path() : at + "." + p.path(), p.reason()))
                .forEach(problems::add);
        return problems.isEmpty() ? new Reading.Events(List.of(event)) : new Reading.Refused(problems);
    }

    static Map<String, Object> tree(Event event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("specversion", "1.0");
        tree.put("id", event.id());
        tree.put("source", event.source());
        tree.put("type", event.type());
        tree.put("time", event.time().toString());
        if (event.subject() != null) {
            tree.put("subject", event.subject().toString());
        }
        if (event.history()) {
            tree.put(HISTORY, true);
        }
        tree.put("datacontenttype", "application/json");
        tree.put("data", event.data().fields());
        return tree;
    }

    private Event event(Instant now) {
        String version = text("specversion");
        if (version != null && !version.equals("1.0")) {
            refuse("specversion", "must be 1.0, not '" + version + "'");
        }
        contentType();
        return new Event(text("source"), text("id"), text("type"), time(now), subject(), data(), history());
    }

    private void contentType() {
        String type = text("datacontenttype");
        if (type == null) {
            return;
        }
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json") && !essence.equals("text/json") && !essence.endsWith("+json")) {
            refuse("datacontenttype", "must be application/json, not '" + essence + "'");
        }
    }

    private Instant time(Instant now) {
        String time = text("time");
        if (time == null) {
            return now;
        }
        try {
            OffsetDateTime parsed = OffsetDateTime.parse(time);
            if (parsed.getYear() >= 0 && parsed.getYear() <= LAST_YEAR) {
                return parsed.toInstant();
            }
        } catch (DateTimeException e) {
            // refused below, with the value
        }
        refuse("time", "must be a time like 2026-03-01T09:30:00+08:00, not '" + shown(time) + "'");
        return now;
    }

    private CustomerKey subject() {
        String subject = text("subject");
        if (subject == null) {
            return null;
        }
        return CustomerKey.parse(subject).orElseGet(() -> {
            refuse("subject", "'" + shown(subject) + "' is not of the form id:…, email:…, phone:… or ext:SYSTEM/KEY");
            return null;
        });
    }

    @SuppressWarnings("unchecked")
    private Data data() {
        if (fields.get("data_base64") != null) {
            refuse("data_base64", "is not taken: data must be a JSON object");
        }
        Object data = fields.get("data");
        if (data == null) {
            return Data.none();
        }
        if (data instanceof Map<?, ?> map) {
            return new Data((Map<String, Object>) map);
        }
        refuse("data", "must be an object");
        return Data.none();
    }

    /** In a header it can only be text. */
    private boolean history() {
        Object history = fields.get(HISTORY);
        if (history == null || history instanceof Boolean || "true".equals(history) || "false".equals(history)) {
            return history != null && Boolean.parseBoolean(history.toString());
        }
        refuse(HISTORY, "must be true or false");
        return false;
    }

    /** Null when absent, or refused: an attribute is a text without control characters (CloudEvents 1.0.2, 3.2). */
    private String text(String attribute) {
        Object value = fields.get(attribute);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            refuse(attribute, "must be a text");
            return null;
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(attribute, "holds a control character");
            return null;
        }
        return text;
    }

    private void refuse(String path, String reason) {
        problems.add(new Problem(path, reason));
    }

    private static String shown(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
