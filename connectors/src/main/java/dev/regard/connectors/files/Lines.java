package dev.regard.connectors.files;

import java.io.IOException;
import java.io.Reader;

/** Physical lines, ended by LF, CRLF or CR, of bounded length. */
final class Lines {
    private final Reader text;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private long number;

    /** @param longest in characters; what is beyond in a line is dropped, and the line marked */
    Lines(Reader text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /** @param number from 1 */
    record Line(long number, String text, boolean cut) { }

    /** The next line, null at the end. */
    Line next() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        number++;
        StringBuilder spanning = null;
        boolean cut = false;
        while (true) {
            int start = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (at < end && spanning == null && at - start <= longest) {
                String line = new String(buffer, start, at - start);
                skipEnd();
                return new Line(number, line, false);
            }
            spanning = spanning == null ? new StringBuilder() : spanning;
            int room = longest - spanning.length();
            cut |= at - start > room;
            spanning.append(buffer, start, Math.min(room, at - start));
            if (at < end) {
                skipEnd();
                return new Line(number, spanning.toString(), cut);
            }
            if (!fill()) {
                return new Line(number, spanning.toString(), cut);
            }
        }
    }

    private void skipEnd() throws IOException {
        boolean carriageReturn = buffer[at++] == '\r';
        if (carriageReturn && (at < end || fill()) && buffer[at] == '\n') {
            at++;
        }
    }

    private boolean fill() throws IOException {
        int n = text.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(n, 0);
        return n > 0;
    }
}
