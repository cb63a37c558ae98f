package dev.regard.connectors.json;

/** A text that was to be JSON is not, or breaks the bounds of {@link JsonTree}. */
public final class MalformedJson extends RuntimeException {
    MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }
}
