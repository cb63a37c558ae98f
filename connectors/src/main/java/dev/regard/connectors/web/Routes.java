package dev.regard.connectors.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which path is answered by what. A route that ends in <code>/{…}</code> takes the rest of the path, slashes included. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** Answers a call. */
    interface Endpoint {
        Answer answer(Call call);

        /** What to answer to a POST before its body is read; empty when that is to be read. */
        default Optional<Answer> refusal(Call call) {
            return Optional.empty();
        }
    }

    /** Who may come in. */
    enum Access {
        /** Anybody who reaches the port: probes and the way to sign in. */
        OPEN,
        /** Whoever has the link, from anywhere and under any name of this server; what the link may do stands in it. */
        LINK,
        /** Another system, from anywhere and under any name of this server; its signature says whether it is believed. */
        SIGNED,
        /** A program with the token in its {@code Authorization} header. */
        TOKEN,
        /** A person, by the cookie that signing in gave, or a program with the token. */
        PAGE
    }

    /** One path. */
    record Route(String template, Access access, Map<String, Endpoint> byMethod) {
        private boolean open() {
            return template.endsWith("}");
        }

        private String prefix() {
            return template.substring(0, template.indexOf('{'));
        }

        String allowed() {
            return byMethod.containsKey("GET") ? "HEAD, " + String.join(", ", byMethod.keySet()) : String.join(", ", byMethod.keySet());
        }
    }

    /** A route and what stood for its open end. */
    record Found(Route route, String rest) { }

    Routes on(String method, String template, Access access, Endpoint endpoint) {
        Route route = routes.stream().filter(r -> r.template.equals(template)).findFirst().orElseGet(() -> {
            Route fresh = new Route(template, access, new TreeMap<>());
            routes.add(fresh);
            return fresh;
        });
        route.byMethod.put(method, endpoint);
        return this;
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    /** @param path as it stands in the request, not decoded */
    Optional<Found> find(String path) {
        for (Route route : routes) {
            if (!route.open() && route.template.equals(path)) {
                return Optional.of(new Found(route, ""));
            }
        }
        return routes.stream().filter(r -> r.open() && path.startsWith(r.prefix()) && path.length() > r.prefix().length()).findFirst()
                .flatMap(route -> decoded(path.substring(route.prefix().length())).map(rest -> new Found(route, rest)));
    }

    /** Percent-decoding of a path, where a plus is a plus; empty when it is no UTF-8. */
    static Optional<String> decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
