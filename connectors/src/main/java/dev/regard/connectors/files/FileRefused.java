package dev.regard.connectors.files;

import java.io.IOException;

/** The file as a whole cannot be taken; the message says why, for whoever dropped it. */
final class FileRefused extends IOException {
    FileRefused(String reason) {
        super(reason);
    }

    FileRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
