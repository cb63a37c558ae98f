package dev.regard.connectors.mail.inbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * A mailbox, read from {@code imap://user:pass@host:port/INBOX?starttls=required} or {@code imaps://...}. Neither its text nor the errors of reading it
 * show the password. To another machine the password goes encrypted only, unless {@code ?starttls=off} was written.
 */
public record ImapServer(Tls tls, String host, int port, String user, String password, String folder) {
    private static final int IMAP = 143;
    private static final int IMAPS = 993;
    private static final String CONNECT_MILLIS = "15000";
    /** Also how long a server may be silent; {@link ImapReader} asks again sooner. */
    private static final String SILENCE_MILLIS = "60000";

    /** TLS from the first byte, by STARTTLS or nothing, by STARTTLS where it is offered, or none at all. */
    public enum Tls { IMPLICIT, REQUIRED, OPTIONAL, OFF }

    /**
     * @param uri reserved characters in the user and the password are percent-encoded (RFC 3986)
     * @throws IllegalArgumentException that says what to write instead
     */
    public static ImapServer parse(String uri) {
        URI read = read(uri);
        String scheme = String.valueOf(read.getScheme()).toLowerCase(Locale.ROOT);
        require(scheme.equals("imap") || scheme.equals("imaps"), "it starts with imap:// or imaps://");
        require(read.getHost() != null, "it needs a host, and @ : / ? # % in a user or password are written as %40 %3A %2F %3F %23 %25");
        require(read.getRawFragment() == null, "a # in a password is written as %23");
        String info = read.getRawUserInfo() == null ? "" : read.getRawUserInfo();
        int colon = info.indexOf(':');
        require(colon > 0 && colon < info.length() - 1, "it needs a user and a password: user:password@host");
        String folder = read.getPath() == null || read.getPath().length() < 2 ? "INBOX" : read.getPath().substring(1);
        String host = read.getHost().replaceAll("[\\[\\]]", "");
        Tls tls = tls(scheme.equals("imaps"), read.getRawQuery());
        int port = read.getPort() > 0 ? read.getPort() : scheme.equals("imaps") ? IMAPS : IMAP;
        return new ImapServer(tls == Tls.OPTIONAL && !isThisMachine(host) ? Tls.REQUIRED : tls, host, port, decoded(info.substring(0, colon)),
                decoded(info.substring(colon + 1)), folder);
    }

    private static URI read(String uri) {
        try {
            return new URI(uri.strip());
        } catch (URISyntaxException e) {
            throw refused("it has a character that is no part of an address; in a user or password such are percent-encoded, a % as %25");
        }
    }

    private static Tls tls(boolean implicit, String query) {
        if (query == null) {
            return implicit ? Tls.IMPLICIT : Tls.OPTIONAL;
        }
        require(!implicit, "imaps:// is encrypted from the start; starttls belongs to imap://");
        return switch (query) {
            case "starttls=required" -> Tls.REQUIRED;
            case "starttls=optional" -> Tls.OPTIONAL;
            case "starttls=off" -> Tls.OFF;
            default -> throw refused("the only option behind ? is starttls=required, optional or off");
        };
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equalsIgnoreCase("localhost") || (host.contains(":") || host.matches("[0-9.]+")) && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw refused(wrong);
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("not a mailbox's address like imaps://user:password@host:993/INBOX: " + why);
    }

    /** The name under which the ledger knows it. */
    String key() {
        return "mailbox " + user + "@" + host + ":" + port + "/" + folder;
    }

    String protocol() {
        return tls == Tls.IMPLICIT ? "imaps" : "imap";
    }

    Properties properties() {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", SILENCE_MILLIS);
        properties.setProperty(prefix + "writetimeout", SILENCE_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", String.valueOf(tls == Tls.REQUIRED || tls == Tls.OPTIONAL));
        properties.setProperty(prefix + "starttls.required", String.valueOf(tls == Tls.REQUIRED));
        properties.setProperty(prefix + "fetchsize", "262144");
        return properties;
    }

    @Override
    public String toString() {
        return protocol() + "://" + host + ":" + port + "/" + folder;
    }
}
