package dev.regard.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the bytes above ASCII of a text that is not UTF-8 look like. Almost any bytes make sense as GB18030, so that the place where they stand decides: Chinese
 * characters are two of them, an accented letter of a western language is one and mostly stands alone.
 */
final class EightBit {
    static final Charset GB18030 = Charset.forName("GB18030");
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** So many times as much must speak for one as for the other. */
    private static final int CLEARLY = 4;
    /** A western text may hold an accident such as {@code ß»}; more of it is UTF-8 with something else in it. */
    private static final int ACCIDENTS = 20;
    /** Western words hardly have so many accented letters in a row. */
    private static final int LONG_RUN = 4;
    private static final int BUFFER = 1 << 16;

    private long alone;
    private long chinese;
    private long utf8;
    private long noUtf8;

    private int run;
    private boolean letterBefore;
    /** Two bytes, the second one a digit: the first half of four where the same follows at once. */
    private boolean half;
    private int missing;
    private int begun;

    private EightBit() { }

    static EightBit of(Path file) throws IOException {
        EightBit seen = new EightBit();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                for (int i = 0; i < n; i++) {
                    seen.take(buffer[i] & 0xFF);
                }
            }
        }
        seen.take('\n');
        seen.take('\n');
        return seen;
    }

    /** The only character set that the bytes look like; whether each of them fits it is another question. */
    Optional<Charset> likely() {
        if (chinese > 0 && chinese >= CLEARLY * alone && !mostlyUtf8()) {
            return Optional.of(GB18030);
        }
        boolean western = alone > 0 && alone >= CLEARLY * chinese && alone >= ACCIDENTS * utf8;
        return western ? Optional.of(WINDOWS_1252) : Optional.empty();
    }

    /** Whether it is UTF-8 for the most part. */
    boolean mostlyUtf8() {
        return utf8 > noUtf8;
    }

    private void take(int b) {
        countUtf8(b);
        if (b >= 0x80) {
            run++;
            return;
        }
        boolean letter = b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
        boolean odd = run % 2 == 1;
        boolean closesHalf = half && run == 1 && isDigit(b);
        if (half && !closesHalf) {
            alone++;
        }
        half = !closesHalf && run == 1 && isDigit(b);
        if (closesHalf || run >= LONG_RUN || run > 1 && !letterBefore && (!letter || odd)) {
            chinese++;
        } else if (run == 1 && !half) {
            alone++;
        }
        run = 0;
        letterBefore = letter;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    /** Counts sequences of several bytes by their form, and the bytes above ASCII that belong to none. */
    private void countUtf8(int b) {
        if (missing > 0 && b >= 0x80 && b < 0xC0) {
            begun++;
            if (--missing == 0) {
                utf8++;
                begun = 0;
            }
            return;
        }
        noUtf8 += begun;
        missing = b < 0xC2 ? 0 : b < 0xE0 ? 1 : b < 0xF0 ? 2 : b < 0xF5 ? 3 : 0;
        begun = missing > 0 ? 1 : 0;
        noUtf8 += b >= 0x80 && missing == 0 ? 1 : 0;
    }
}
