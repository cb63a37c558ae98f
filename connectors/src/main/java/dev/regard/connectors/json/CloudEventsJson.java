package dev.regard.connectors.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudEvents 1.0 in JSON, structured, batched and binary, to events and back.
 *
 * <p>{@code id}, {@code source} and {@code type} are required, {@code specversion} may be absent. Other attributes than those
 * of {@link Event} are dropped, all of {@code data} is kept. An event takes at most {@value #LARGEST_EVENT} characters and
 * values together. {@link dev.regard.engine.event.EventCheck} has been applied to whatever comes out.
 */
public final class CloudEventsJson {
    /** The media type of one event in structured mode. */
    public static final String EVENT = "application/cloudevents+json";
    /** The media type of an array of events. */
    public static final String BATCH = "application/cloudevents-batch+json";
    /** How many problems a refusal names; a sender with more of them has one of a general kind. */
    public static final int MOST_PROBLEMS = 100;
    /** The largest event, in characters and values together. */
    public static final int LARGEST_EVENT = 1 << 20;

    private CloudEventsJson() { }

    /** One event in structured mode. Without a {@code time} it happened when it arrived. */
    public static Reading structured(byte[] body, Arrival arrival) {
        return gather(() -> JsonTree.factory().createParser(body), Shape.OBJECT, arrival);
    }

    /** One event in structured mode, from decoded text. */
    public static Reading structured(String body, Arrival arrival) {
        return gather(() -> JsonTree.factory().createParser(body), Shape.OBJECT, arrival);
    }

    /** An array of events; the paths of problems start with the event's index: {@code [3].data.amount}. */
    public static Reading batch(byte[] body, Arrival arrival) {
        return gather(() -> JsonTree.factory().createParser(body), Shape.ARRAY, arrival);
    }

    /**
     * Binary mode: the attributes stand in {@code ce-} headers, the body is {@code data}.
     *
     * @param headers their names in any case; others than those of CloudEvents and {@code Content-Type} are ignored
     */
    public static Reading binary(Map<String, String> headers, byte[] body, Arrival arrival) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>(BinaryHeaders.attributes(headers, problems));
        if (body.length > 0) {
            try (JsonParser parser = JsonTree.factory().createParser(body)) {
                data(parser, fields, problems);
            } catch (IOException e) {
                problems.add(new Problem("data", JsonTree.reason(e)));
            }
        }
        return EventFields.read(fields, "", problems, arrival);
    }

    private static void data(JsonParser parser, Map<String, Object> fields, List<Problem> problems) throws IOException {
        parser.nextToken();
        List<Problem> inside = new ArrayList<>();
        TreeReader tree = new TreeReader(parser, inside, LARGEST_EVENT);
        fields.put("data", parser.currentToken() == null ? null : tree.value());
        inside.forEach(p -> problems.add(new Problem("data." + p.path(), p.reason())));
        if (tree.exceeded()) {
            problems.add(tooLarge("data"));
        }
        if (parser.nextToken() != null) {
            problems.add(new Problem("data", "goes on after its end"));
        }
    }

    /**
     * An object, an array of objects, or any number of either in a row, one event at a time: the memory does not grow with
     * the length. A syntax error ends the reading; it is reported as the last refusal, and what came before it stands.
     *
     * @throws IOException when the text cannot be read or decoded
     */
    public static void stream(Reader text, Arrival arrival, EventSink sink) throws IOException {
        try (JsonParser parser = JsonTree.factory().createParser(text)) {
            new EventStream(parser, arrival, sink).run(Shape.ANY);
        }
    }

    /** The event in structured mode, as a tree that may be added to. */
    public static Map<String, Object> tree(Event event) {
        return EventFields.tree(event);
    }

    /** The event in structured mode: UTF-8 on one line without its end. */
    public static byte[] write(Event event) {
        return JsonTree.write(EventFields.tree(event));
    }

    /** The events as a batch. */
    public static byte[] writeBatch(List<Event> events) {
        return JsonTree.write(events.stream().map(EventFields::tree).toList());
    }

    static Problem tooLarge(String path) {
        return new Problem(path, "is larger than " + LARGEST_EVENT + " characters");
    }

    /** What the outermost value must be. */
    enum Shape {
        OBJECT("a JSON object"), ARRAY("a JSON array of events"), ANY("a JSON object or an array of them");

        final String words;

        Shape(String words) {
            this.words = words;
        }

        boolean takes(JsonToken first) {
            return first == JsonToken.START_OBJECT && this != ARRAY || first == JsonToken.START_ARRAY && this != OBJECT;
        }
    }

    private interface Opening {
        JsonParser open() throws IOException;
    }

    private static Reading gather(Opening opening, Shape shape, Arrival arrival) {
        Gathering gathering = new Gathering();
        try (JsonParser parser = opening.open()) {
            new EventStream(parser, arrival, gathering).run(shape);
        } catch (IOException e) {
            gathering.problems.add(new Problem("body", JsonTree.reason(e)));
        }
        return gathering.reading();
    }

    private static final class Gathering implements EventSink {
        private final List<Event> events = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        @Override
        public void event(long line, Event event) {
            if (problems.isEmpty()) {
                events.add(event);
            }
        }

        @Override
        public void refused(long line, List<Problem> refused) {
            refused.stream().limit(MOST_PROBLEMS - problems.size()).forEach(problems::add);
        }

        Reading reading() {
            return problems.isEmpty() ? new Reading.Events(events) : new Reading.Refused(problems);
        }
    }
}
