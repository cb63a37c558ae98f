package dev.regard.connectors.web.webhook;

/** The file of webhooks, or a mapping that it names, cannot be used; the message names the file, the place in it and what is wrong. No secret stands in it. */
public final class BrokenWebhooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenWebhooks(String message, Throwable cause) {
        super(message, cause);
    }
}
