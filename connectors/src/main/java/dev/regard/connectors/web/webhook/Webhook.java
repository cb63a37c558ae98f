package dev.regard.connectors.web.webhook;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.connectors.json.JsonTree;
import dev.regard.connectors.json.MalformedJson;
import dev.regard.connectors.json.Reading;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;

/** One source of foreign events: how it signs, and what its bodies mean. */
public final class Webhook {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final int MOST_PARTS = 200;
    private final String name;
    private final Scheme scheme;
    private final List<byte[]> secrets;
    private final Optional<Mapping> mapping;
    private final Set<String> types;
    private final String currency;

    /** @param types of events that may come; empty when all may */
    Webhook(String name, Scheme scheme, List<byte[]> secrets, Optional<Mapping> mapping, Set<String> types, String currency) {
        this.name = name;
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
        this.mapping = mapping;
        this.types = Set.copyOf(types);
        this.currency = currency;
    }

    public String name() {
        return name;
    }

    /**
     * Why the delivery is not believed; empty when one of the source's secrets signed it.
     *
     * @param headers by name in lower case
     * @param now     the time on the wall
     */
    public Optional<String> refusal(Map<String, String> headers, byte[] body, Instant now) {
        return scheme.refusal(headers, body, secrets, now);
    }

    /** Whether this is the unsigned call by which WooCommerce asks whether anybody listens. */
    public boolean isPing(Map<String, String> headers, byte[] body) {
        return scheme == Scheme.WOOCOMMERCE && headers.get("x-wc-webhook-signature") == null && body.length < 64
                && new String(body, StandardCharsets.UTF_8).matches("webhook_id=\\d+");
    }

    /** The delivery's id, for whoever looks for it later. */
    public String id(Map<String, String> headers, byte[] body) {
        return scheme.id(headers, body).orElse("");
    }

    /** What the mapping makes of the body, or, without a mapping, the CloudEvents that it holds. */
    public Reading read(String mediaType, Map<String, String> headers, byte[] body, Arrival arrival) {
        Reading reading = understood(mediaType, headers, body, arrival);
        if (!types.isEmpty() && reading instanceof Reading.Events events) {
            Optional<String> other = events.events().stream().map(Event::type).filter(type -> !types.contains(type)).findFirst();
            if (other.isPresent()) {
                return refused("type", "'" + other.get() + "' is none of those that this source may send: " + String.join(", ", new TreeSet<>(types)));
            }
        }
        return reading;
    }

    private Reading understood(String mediaType, Map<String, String> headers, byte[] body, Arrival arrival) {
        if (mapping.isEmpty()) {
            return switch (mediaType) {
                case CloudEventsJson.EVENT -> CloudEventsJson.structured(body, arrival);
                case CloudEventsJson.BATCH -> CloudEventsJson.batch(body, arrival);
                default -> headers.keySet().stream().anyMatch(h -> h.startsWith("ce-")) ? CloudEventsJson.binary(headers, body, arrival)
                        : CloudEventsJson.structured(body, arrival);
            };
        }
        try {
            Object tree = switch (mediaType) {
                case FORM -> form(body);
                case MULTIPART -> parts(headers.getOrDefault("content-type", MULTIPART), body);
                default -> JsonTree.read(body);
            };
            return mapped(tree, id(headers, body), headers, arrival);
        } catch (MalformedJson | Mapping.Failed e) {
            return refused("body", e.getMessage());
        }
    }

    private Reading mapped(Object body, String id, Map<String, String> headers, Arrival arrival) throws Mapping.Failed {
        Mapping.Made made = mapping.orElseThrow().events(body,
                Map.of("id", id, "source", name, "topic", scheme.topic(headers), "received", arrival.now().toString(), "currency", currency));
        List<Map<String, Object>> events = made.events();
        if (events.isEmpty()) {
            return new Reading.Events(List.of(), made.nothing());
        }
        for (int i = 0; i < events.size(); i++) {
            events.get(i).putIfAbsent("specversion", "1.0");
            events.get(i).putIfAbsent("source", "webhook:" + name);
            events.get(i).putIfAbsent("id", events.size() == 1 ? id : id + "/" + (i + 1));
        }
        return CloudEventsJson.batch(JsonTree.write(events), arrival);
    }

    private static Reading refused(String path, String why) {
        return new Reading.Refused(List.of(new Problem(path, why)));
    }

    /** A field that comes several times is a list. */
    private static Map<String, Object> form(byte[] body) throws Mapping.Failed {
        Map<String, Object> form = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                String field = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                form.merge(field, value, Webhook::both);
            } catch (IllegalArgumentException e) {
                throw new Mapping.Failed("the body is no form: " + e.getMessage(), e);
            }
        }
        return form;
    }

    /** RFC 7578. Of a file only its name is taken. */
    private static Map<String, Object> parts(String contentType, byte[] body) throws Mapping.Failed {
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            throw new Mapping.Failed("the body is no form: its type names no boundary", null);
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MOST_PARTS);
        parser.setMaxMemoryFileSize(-1); // the body is in memory anyway
        Map<String, Object> form = new LinkedHashMap<>();
        try (MultiPartFormData.Parts parts = parser.parse(Content.Source.from(ByteBuffer.wrap(body))).join()) {
            for (MultiPart.Part part : parts) {
                if (part.getName() != null) {
                    form.merge(part.getName(), part.getFileName() == null ? part.getContentAsString(StandardCharsets.UTF_8) : part.getFileName(), Webhook::both);
                }
            }
        } catch (CompletionException e) {
            throw new Mapping.Failed("the body is no form: " + e.getCause().getMessage(), e);
        }
        return form;
    }

    private static Object both(Object one, Object other) {
        List<Object> all = one instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>(List.of(one));
        all.add(other);
        return all;
    }
}
