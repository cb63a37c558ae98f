package dev.regard.connectors.mail.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mail that arrived, as far as it could be understood (RFC 5322, RFC 2045-2047); nothing in it is believed.
 *
 * @param content SHA-256 of the raw bytes, in hexadecimal: the same mail fetched twice has the same one
 * @param arrived when the server received it (INTERNALDATE), not what the mail claims
 * @param headers decoded and unfolded, by lower-case name, each in the order in which it appears; capped in number and length
 * @param from    the first address of {@code From}, in lower case; empty where there is none that can be read
 * @param subject decoded; empty where there is none
 * @param text    what the sender wrote, without the quoted mail that it answers; made from HTML where there is no plain text
 * @param quoted  what was cut from the text, and marked as quoted
 * @param below   what was cut from it because it follows the beginning of a quote, without a mark; somebody may have written into it
 * @param parts   the leaves of the mail other than its text, in order
 * @param problems what could not be understood, one sentence each, for the person who looks at it
 */
public record InboundMail(String content, Instant arrived, Map<String, List<String>> headers, Optional<String> from, String subject, String text,
        String quoted, String below, List<Part> parts, List<String> problems) {

    /**
     * A leaf of the mail.
     *
     * @param type {@code type/subtype} in lower case
     * @param name the file name, made harmless; empty where there is none
     * @param size in bytes, decoded
     * @param text what it says where the type is readable ({@code text/*}, {@code message/delivery-status}, {@code text/rfc822-headers}, the headers
     *             of {@code message/rfc822}), capped; else empty
     * @param handedOn whether it is of a mail within this one, or a file that somebody attached: what that is says nothing of this one
     */
    public record Part(String type, String name, long size, String text, boolean handedOn) {
        /** A part of the mail itself. */
        Part(String type, String name, long size, String text) {
            this(type, name, size, text, false);
        }
    }

    public InboundMail {
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
    }

    /** All of its text, said and repeated. */
    public String words() {
        return text + "\n" + quoted + "\n" + below;
    }

    /** The values of a header, in any case; empty where the mail has none. */
    public List<String> all(String header) {
        return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first value of a header. */
    public Optional<String> first(String header) {
        return all(header).stream().findFirst();
    }
}
