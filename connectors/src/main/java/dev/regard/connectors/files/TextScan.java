package dev.regard.connectors.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * One pass over a text file before it is read: its content's hash, and the character set that it is in.
 *
 * <p>UTF-8 where every byte fits. Else what the bytes clearly look like ({@link EightBit}) and all of them fit.
 *
 * @param digest the first 120 bits of the content's SHA-256 in URL-safe Base64
 */
record TextScan(Path file, String digest, Charset charset, int bomLength) {
    private static final int BUFFER = 1 << 16;

    /** @throws FileRefused when no character set fits */
    static TextScan of(Path file) throws IOException {
        ContentHash hash = new ContentHash();
        byte[] start = start(file);
        Bom bom = Bom.of(start);
        if (bom != Bom.NONE) {
            check(file, bom.charset, hash, bom.length);
            return new TextScan(file, hash.text(), bom.charset, bom.length);
        }
        String problem = misfit(file, StandardCharsets.UTF_8, hash, 0);
        if (problem == null) {
            return new TextScan(file, hash.text(), StandardCharsets.UTF_8, 0);
        }
        EightBit seen = EightBit.of(file);
        Optional<Charset> likely = seen.likely();
        if (likely.isPresent() && misfit(file, likely.get(), null, 0) == null) {
            return new TextScan(file, hash.text(), likely.get(), 0);
        }
        throw new FileRefused(seen.mostlyUtf8() ? "its text is UTF-8, but " + problem
                : "its text is neither UTF-8 nor clearly GB18030 or windows-1252, and no byte order mark says UTF-16: " + problem + "; saved as UTF-8 it can be read");
    }

    /** What a file that is not UTF-8 is taken for. */
    Optional<String> otherThanUtf8() {
        return charset.equals(StandardCharsets.UTF_8) ? Optional.empty() : Optional.of(charset.name());
    }

    /** The text without its byte order mark. Closing it closes the file. */
    Text open() throws IOException {
        Measured in = new Measured(Files.newInputStream(file), Files.size(file));
        try {
            in.skipNBytes(bomLength);
            return new Text(in, strict(charset));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** A text that knows how far it has been read. */
    static final class Text extends BufferedReader {
        private final Measured bytes;

        private Text(Measured bytes, CharsetDecoder decoder) {
            super(new InputStreamReader(bytes, decoder), BUFFER);
            this.bytes = bytes;
        }

        /** From 0 to 1. */
        double share() {
            return bytes.share();
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(3);
        }
    }

    private static void check(Path file, Charset charset, ContentHash hash, int bomLength) throws IOException {
        String problem = misfit(file, charset, hash, bomLength);
        if (problem != null) {
            throw new FileRefused("its byte order mark says " + charset + ", but " + problem);
        }
    }

    /** Null when every byte fits. The hash, if given, takes the whole file in any case. */
    private static String misfit(Path file, Charset charset, ContentHash hash, int skip) throws IOException {
        CharsetDecoder decoder = strict(charset);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        String problem = null;
        try (InputStream in = Files.newInputStream(file)) {
            long consumed = 0;
            boolean first = true;
            for (int n; (n = in.read(bytes.array(), bytes.position(), bytes.remaining())) >= 0; ) {
                if (hash != null) {
                    hash.update(bytes.array(), bytes.position(), n);
                }
                if (problem != null) {
                    if (hash == null) {
                        return problem;
                    }
                    continue;
                }
                bytes.position(bytes.position() + n).flip();
                if (first) {
                    bytes.position(Math.min(skip, bytes.limit()));
                    first = false;
                }
                problem = decode(decoder, bytes, chars, false, consumed);
                consumed += bytes.position();
                bytes.compact();
                if (problem != null) {
                    bytes.clear();
                }
            }
            bytes.flip();
            return problem != null ? problem : decode(decoder, bytes, chars, true, consumed);
        }
    }

    private static String decode(CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chars, boolean last, long before) {
        CoderResult result;
        do {
            chars.clear();
            result = decoder.decode(bytes, chars, last);
            if (result.isError()) {
                return "byte " + (before + bytes.position() + 1) + " does not fit";
            }
            int length = chars.position();
            for (int i = 0; i < length; i++) {
                if (chars.array()[i] == 0) {
                    return "it holds NUL characters";
                }
            }
        } while (result.isOverflow());
        return null;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private enum Bom {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF), UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF), NONE(null);

        private final Charset charset;
        private final int length;
        private final int[] bytes;

        Bom(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = bytes;
            this.length = bytes.length;
        }

        static Bom of(byte[] start) {
            for (Bom bom : values()) {
                if (bom.opens(start)) {
                    return bom;
                }
            }
            return NONE;
        }

        private boolean opens(byte[] start) {
            if (start.length < length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if ((start[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** SHA-256 over a stream. */
    static final class ContentHash {
        private final MessageDigest sha;

        ContentHash() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        void update(byte[] bytes, int offset, int length) {
            sha.update(bytes, offset, length);
        }

        String text() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha.digest(), 15));
        }

        static String of(Path file) throws IOException {
            ContentHash hash = new ContentHash();
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n; (n = in.read(buffer)) >= 0; ) {
                    hash.update(buffer, 0, n);
                }
            }
            return hash.text();
        }
    }
}
