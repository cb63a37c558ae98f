package dev.regard.connectors.files;

/** The mapping of headings cannot be used; the message names the file and what is wrong with it. */
public final class BrokenColumns extends RuntimeException {
    BrokenColumns(String message, Throwable cause) {
        super(message, cause);
    }
}
