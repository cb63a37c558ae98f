package dev.regard.connectors.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks over a text of events and hands each to the sink. */
final class EventStream {
    private final JsonParser parser;
    private final Arrival arrival;
    private final EventSink sink;

    EventStream(JsonParser parser, Arrival arrival, EventSink sink) {
        this.parser = parser;
        this.arrival = arrival;
        this.sink = sink;
    }

    void run(CloudEventsJson.Shape shape) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                sink.refused(1, List.of(new Problem("body", "is empty")));
                return;
            }
            while (first != null) {
                if (!shape.takes(first)) {
                    sink.refused(line(), List.of(new Problem("body", "must be " + shape.words)));
                    return;
                }
                outermost(first);
                first = parser.nextToken();
                if (first != null && shape != CloudEventsJson.Shape.ANY) {
                    sink.refused(line(), List.of(new Problem("body", "goes on after its end")));
                    return;
                }
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? line() : e.getLocation().getLineNr();
            sink.refused(Math.max(1, line), List.of(new Problem("body", JsonTree.reason(e))));
        }
    }

    private void outermost(JsonToken first) throws IOException {
        if (first == JsonToken.START_OBJECT) {
            event("");
            return;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            event("[" + i + "]");
        }
    }

    @SuppressWarnings("unchecked")
    private void event(String at) throws IOException {
        long line = line();
        List<Problem> problems = new ArrayList<>();
        TreeReader tree = new TreeReader(parser, problems, CloudEventsJson.LARGEST_EVENT);
        Object value = tree.value();
        if (tree.exceeded()) {
            sink.refused(line, List.of(CloudEventsJson.tooLarge(at.isEmpty() ? "body" : at)));
        } else if (value instanceof Map<?, ?> fields) {
            Reading reading = EventFields.read((Map<String, Object>) fields, at, problems, arrival);
            if (reading instanceof Reading.Events good) {
                sink.event(line, good.events().get(0));
            } else if (reading instanceof Reading.Refused refused) {
                sink.refused(line, refused.problems());
            }
        } else {
            sink.refused(line, List.of(new Problem(at, "must be an object")));
        }
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
