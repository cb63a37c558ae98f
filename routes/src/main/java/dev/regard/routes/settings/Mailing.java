package dev.regard.routes.settings;

import dev.regard.connectors.mail.Sender;
import dev.regard.connectors.mail.inbound.ImapServer;
import dev.regard.engine.outbox.Pace;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What outgoing messages say about the ways back, and how what comes back is read.
 *
 * @param publicUrl     where links in messages lead, without a slash at its end
 * @param bounceAddress where undelivered mail goes back to
 * @param replyAddress  where replies of customers go
 * @param pace          how fast ordinary mail goes out; empty for what is usual
 * @param imap          the mailbox to read
 * @param authServer    whose word on senders is believed
 */
public record Mailing(Optional<String> publicUrl, Optional<String> bounceAddress, Optional<String> replyAddress, Optional<Pace> pace,
        Optional<ImapServer> imap, Optional<String> authServer) {
    /** What goes out names no way back but its sender. */
    public static final Mailing NONE = new Mailing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    /** What a large receiver takes from an address that it knows, as senders report. */
    private static final int USUAL_PER_MINUTE = 300;
    private static final int LONGEST_BEFORE_AT = 23;

    /** How fast mail goes out. Where no rate is said there is one over SMTP by real time: what is protected are the servers of others, now. */
    Pace pace(boolean overSmtp, boolean realTime) {
        Pace said = pace.orElse(Pace.ANY);
        return said.perMinute().isPresent() || !overSmtp || !realTime ? said : new Pace(OptionalInt.of(USUAL_PER_MINUTE), said.domains(), said.warmUp());
    }

    /** @throws IllegalArgumentException when one of them is no number, or no domain's */
    static Pace rate(String text) {
        OptionalInt all = OptionalInt.empty();
        Map<String, Integer> domains = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            int most = number(part.substring(equals + 1).strip(), text);
            if (equals < 0 && all.isEmpty()) {
                all = OptionalInt.of(most);
            } else if (equals <= 0 || domains.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), most) != null) {
                throw new IllegalArgumentException("'" + text + "' is no rate; an example is 300,qq.com=60");
            }
        }
        return new Pace(all, domains, Optional.empty());
    }

    /** @throws IllegalArgumentException when it is no day with a number */
    static Pace.WarmUp warmUp(String text) {
        String[] parts = text.split(":", 2);
        try {
            return new Pace.WarmUp(LocalDate.parse(parts[0].strip()), number(parts.length < 2 ? "" : parts[1].strip(), text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' does not begin with a day; an example is 2026-12-01:50", e);
        }
    }

    private static int number(String text, String whole) {
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("'" + text + "' in '" + whole + "' is no number from 1 to 9999999");
        }
        return Integer.parseInt(text);
    }

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
