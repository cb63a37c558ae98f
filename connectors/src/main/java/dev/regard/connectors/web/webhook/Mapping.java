package dev.regard.connectors.web.webhook;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.regard.connectors.json.JsonTree;
import dev.regard.connectors.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSONata expression that makes events of a foreign body: one object, an array of them, or nothing. It sees the body and {@code $webhook} with
 * {@code id}, {@code source}, {@code topic}, {@code received} and {@code currency}, and may call {@code $json(text)}, which reads
 * JSON and is nothing where the text is none. Instead of no events it may say {@code {"nothing": "why"}}. It computes and does nothing else; how long is
 * bounded.
 */
final class Mapping {
    private static final String NOTHING = "nothing";
    private static final int MILLIS = 2_000;
    /** The library counts each call at the end of a function as deeper and never as left, so this bounds the calls, not the stack. */
    private static final int MOST_CALLS = 100_000;
    private static final int MOST_EVENTS = 1_000;

    private final String name;
    private final String expression;

    /**
     * What an expression made.
     *
     * @param events  as plain trees
     * @param nothing why there are none; of no meaning beside some
     */
    record Made(List<Map<String, Object>> events, String nothing) { }

    /** The body could not be turned into events. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** @throws BrokenWebhooks when the expression is none */
    Mapping(String name, String expression) {
        this.name = name;
        this.expression = expression;
        try {
            Jsonata.jsonata(expression);
        } catch (JException e) {
            throw new BrokenWebhooks(name + ": character " + e.getLocation() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The events, or why there are none.
     *
     * @throws Failed when the expression fails, takes too long or makes something else than objects
     */
    Made events(Object body, Map<String, String> webhook) throws Failed {
        Object made;
        try {
            // an expression keeps state while it is evaluated, and two deliveries may come at once
            Jsonata jsonata = Jsonata.jsonata(expression);
            Jsonata.Frame frame = jsonata.createFrame();
            frame.setRuntimeBounds(MILLIS, MOST_CALLS);
            frame.bind("webhook", webhook);
            jsonata.registerFunction("json", Mapping::json);
            made = plain(jsonata.evaluate(body, frame));
        } catch (JException e) {
            throw new Failed("the mapping " + name + " fails on it: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) { // the library leaves Java's own errors to the caller, such as that of a text that is no number
            throw new Failed("the mapping " + name + " fails on it: " + e, e);
        }
        if (made instanceof Map<?, ?> map && map.size() == 1 && map.get(NOTHING) instanceof String why) {
            return new Made(List.of(), why);
        }
        List<?> all = made == null ? List.of() : made instanceof List<?> list ? list : List.of(made);
        if (all.size() > MOST_EVENTS) {
            throw new Failed("the mapping " + name + " makes more than " + MOST_EVENTS + " events of it", null);
        }
        List<Map<String, Object>> events = new ArrayList<>();
        for (Object one : all) {
            if (!(one instanceof Map<?, ?> map)) {
                throw new Failed("the mapping " + name + " makes something else than events of it: " + JsonTree.text(one), null);
            }
            Map<String, Object> event = new LinkedHashMap<>();
            map.forEach((key, value) -> event.put((String) key, value));
            events.add(event);
        }
        return new Made(events, "the mapping makes no events of it");
    }

    /** The tree of a text that is JSON; of any other nothing. */
    private static Object json(String text) {
        try {
            return JsonTree.read(text);
        } catch (MalformedJson e) {
            return null;
        }
    }

    /** Without the library's own kinds of nothing; a field of which nothing was found is left out. */
    private static Object plain(Object tree) throws Failed {
        if (tree == Jsonata.NULL_VALUE) {
            return null;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null) {
                    plain.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
                }
            }
            return plain;
        }
        if (tree instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            for (Object item : list) {
                plain.add(plain(item));
            }
            return plain;
        }
        if (tree == null || tree instanceof String || tree instanceof Number || tree instanceof Boolean) {
            return tree;
        }
        throw new Failed("it makes a value that is none of JSON", null);
    }
}
