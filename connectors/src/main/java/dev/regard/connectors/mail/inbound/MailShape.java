package dev.regard.connectors.mail.inbound;

import java.util.Arrays;
import java.util.Optional;

/**
 * Looks over the raw bytes of a mail before its structure is built in memory, where each line of a head and each part becomes objects: a mail of
 * 25 MB could ask for gigabytes. Of a mail that no honest program writes only the beginning is read.
 */
final class MailShape {
    private static final int LONGEST_HEAD = 1 << 20;
    private static final int MOST_SEPARATORS = 10_000;
    private static final int BEGINNING = 256 << 10;

    private MailShape() { }

    /** What is wrong with it; empty for an honest mail. */
    static Optional<String> trouble(byte[] raw) {
        boolean inHead = true;
        int headBegan = 0;
        int separators = 0;
        for (int line = 0; line < raw.length; ) {
            int next = line;
            while (next < raw.length && raw[next] != '\n') {
                next++;
            }
            int length = next > line && raw[next - 1] == '\r' ? next - 1 - line : next - line;
            if (length >= 2 && raw[line] == '-' && raw[line + 1] == '-') {
                if (++separators > MOST_SEPARATORS) {
                    return Optional.of("it has more than " + MOST_SEPARATORS + " parts: only its beginning is read");
                }
                inHead = true;
                headBegan = line;
            } else if (length == 0) {
                inHead = false;
            }
            line = next + 1;
            if (inHead && line - headBegan > LONGEST_HEAD) {
                return Optional.of("it has a head of more than " + (LONGEST_HEAD >> 20) + " MB: only its beginning is read");
            }
        }
        return Optional.empty();
    }

    static byte[] beginning(byte[] raw) {
        return Arrays.copyOf(raw, Math.min(raw.length, BEGINNING));
    }
}
