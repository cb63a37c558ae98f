package dev.regard.routes.settings;

import dev.regard.connectors.mail.Sender;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What outgoing messages say about the ways back.
 *
 * @param publicUrl     where links in messages lead, without a slash at its end
 * @param bounceAddress where undelivered mail goes back to
 * @param replyAddress  where replies of customers go
 */
public record Mailing(Optional<String> publicUrl, Optional<String> bounceAddress, Optional<String> replyAddress) {
    /** What goes out names no way back but its sender. */
    public static final Mailing NONE = new Mailing(Optional.empty(), Optional.empty(), Optional.empty());
    private static final int LONGEST_BEFORE_AT = 23;

    /** @throws IllegalArgumentException when it is no URL of a web server */
    static String url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null) {
                return url.toASCIIString().replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no address of a web server: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("'" + text + "' is no address of a web server; an example is https://care.example.com");
    }

    /** @throws IllegalArgumentException when it is no address that every server takes, or leaves no room for a token */
    static String address(String text) {
        String address = new Sender("", text).address();
        int at = address.indexOf('@');
        if (at > LONGEST_BEFORE_AT || address.indexOf('+') >= 0 && address.indexOf('+') < at) {
            throw new IllegalArgumentException("'" + text + "' needs at most " + LONGEST_BEFORE_AT + " characters and no + before the @, since +TOKEN is put there");
        }
        return address;
    }
}
