package dev.regard.connectors.gateway;

/** The mapping of gateways cannot be used; the message names the file, the place in it and what is wrong. No secret stands in it. */
public final class BrokenGateways extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenGateways(String message, Throwable cause) {
        super(message, cause);
    }
}
