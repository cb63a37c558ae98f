package dev.regard.connectors.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * How the server is reached.
 *
 * @param host              the address to bind; without a token only a loopback one is accepted
 * @param port              0 for any free one
 * @param token             what the API and the pages ask for; empty when only this machine may come in
 * @param largestBody       bytes of one request's body
 * @param requestsPerSecond of one client address, and twice as many at once
 */
public record WebSettings(String host, int port, Optional<String> token, int largestBody, int requestsPerSecond) {
    private static final int FOUR_MEBIBYTES = 4 << 20;
    /** More than one client on two cores reaches: it stops the runaway loop, not the busy neighbour. */
    private static final int GENEROUS = 20_000;

    /**
     * With the usual bounds.
     *
     * @param address {@code HOST:PORT}, {@code [::1]:8080}
     * @throws IllegalArgumentException when the address has another form, in words for the person who wrote it
     */
    public static WebSettings at(String address, Optional<String> token) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = colon < 0 ? -1 : port(address.substring(colon + 1));
        if (host.isBlank() || port < 0) {
            throw new IllegalArgumentException("'" + address + "' is no address to listen at; an example is 127.0.0.1:8080");
        }
        return new WebSettings(host, port, token.filter(t -> !t.isBlank()), FOUR_MEBIBYTES, GENEROUS);
    }

    /** Why no server starts with these settings, whatever else may happen; empty when one may. A name is looked up for it. */
    public Optional<String> refusal() {
        Optional<InetAddress> address = address();
        if (address.isEmpty()) {
            return Optional.of("'" + host + "' is no address of this machine");
        }
        return token.isPresent() || address.get().isLoopbackAddress() ? Optional.empty()
                : Optional.of("refusing to listen at " + host + " without a token: everybody who reaches it could read the customers. "
                        + "Give --token, or listen at 127.0.0.1");
    }

    Optional<InetAddress> address() {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 65_535 ? -1 : port;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "WebSettings[" + host + ":" + port + (token.isPresent() ? ", token" : ", no token") + "]";
    }
}
