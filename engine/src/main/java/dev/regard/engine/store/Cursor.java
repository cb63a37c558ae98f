package dev.regard.engine.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of a list that is ordered by instant and id ended. */
public record Cursor(Instant at, String id) {

    /** Text that fits into a URL as it is. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when the text did not come from {@link #text} */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int blank = plain.indexOf(' ');
            return new Cursor(Instant.parse(plain.substring(0, Math.max(blank, 0))), plain.substring(blank + 1));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("not the end of a page: " + text, e);
        }
    }
}
