package dev.regard.connectors.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read to its end.
 *
 * @param rest    what stood for the last part of the route, decoded; empty for routes without one
 * @param query   the parameters of the URL
 * @param headers by name in lower case; the first of several
 * @param cookies by name
 * @param client  the address that it came from
 */
record Call(String rest, Map<String, String> query, Map<String, String> headers, Map<String, String> cookies, String client, byte[] body) {

    Call with(byte[] whole) {
        return new Call(rest, query, headers, cookies, client, whole);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The media type without its parameters, in lower case; empty when none is given. */
    String mediaType() {
        return header("content-type").map(t -> t.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)).orElse("");
    }

    /** True when the body says that it is in another encoding than UTF-8, the only one that JSON has (RFC 8259, 8.1). */
    boolean otherCharset() {
        String parameters = header("content-type").map(t -> t.toLowerCase(Locale.ROOT).replace("\"", "").replace(" ", "")).orElse("");
        int charset = parameters.indexOf(";charset=");
        return charset >= 0 && !parameters.startsWith("utf-8", charset + 9) && !parameters.startsWith("utf8", charset + 9);
    }
}
