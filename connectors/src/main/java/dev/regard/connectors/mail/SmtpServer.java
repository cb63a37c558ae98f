package dev.regard.connectors.mail;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where mail is handed over, read from {@code smtp://user:pass@host:port?starttls=required} or {@code smtps://...}. Neither
 * its text nor the errors of reading it show the user or the password.
 *
 * @param tls      how the connection is protected
 * @param user     null without a sign-in
 * @param password null without a sign-in
 */
public record SmtpServer(Tls tls, String host, int port, String user, String password) {
    private static final int SMTP = 25;
    private static final int SMTPS = 465;

    /**
     * TLS from the first byte, by STARTTLS or nothing, by STARTTLS where it is offered, or none at all. The third is the default, but a password
     * goes to another machine in clear only where OFF was written.
     */
    public enum Tls { IMPLICIT, REQUIRED, OPTIONAL, OFF }

    /**
     * @param uri reserved characters in the user and the password are percent-encoded (RFC 3986)
     * @throws IllegalArgumentException that says what to write instead
     */
    public static SmtpServer parse(String uri) {
        URI read = read(uri);
        require(read.getHost() != null, "it needs a host, and @ : / ? # % in a user or password are written as %40 %3A %2F %3F %23 %25");
        require(read.getRawPath().isEmpty() || read.getRawPath().equals("/"), "nothing but ?starttls=... may follow the host and port");
        require(read.getRawFragment() == null, "a # in a password is written as %23");
        require(read.getPort() <= 65_535 && read.getPort() != 0, "the port is a number from 1 to 65535");
        boolean implicit = read.getScheme().equalsIgnoreCase("smtps");
        int port = read.getPort() > 0 ? read.getPort() : implicit ? SMTPS : SMTP;
        String[] credentials = credentials(read.getRawUserInfo());
        String host = read.getHost().replaceAll("[\\[\\]]", "");
        Tls tls = tls(implicit, read.getRawQuery());
        boolean exposed = tls == Tls.OPTIONAL && credentials[0] != null && !isThisMachine(host);
        return new SmtpServer(exposed ? Tls.REQUIRED : tls, host, port, credentials[0], credentials[1]);
    }

    /** By its name alone: what a name server says may be somebody else's word. */
    private static boolean isThisMachine(String host) {
        try {
            return host.equalsIgnoreCase("localhost") || (host.contains(":") || host.matches("[0-9.]+")) && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (tls == Tls.IMPLICIT ? "smtps://" : "smtp://") + place();
    }

    /** Host and port. */
    String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static URI read(String uri) {
        try {
            URI read = new URI(uri.strip());
            require(read.getScheme() != null && read.getScheme().toLowerCase(Locale.ROOT).matches("smtps?")
                    && !read.isOpaque(), "it starts with smtp:// or smtps://");
            return read;
        } catch (URISyntaxException e) {
            // Its message and cause would repeat the password.
            throw refused("it has a character that is no part of an address; in a user or password such are percent-encoded, a % as %25");
        }
    }

    private static Tls tls(boolean implicit, String query) {
        if (query == null) {
            return implicit ? Tls.IMPLICIT : Tls.OPTIONAL;
        }
        require(query.startsWith("starttls="), "the only option behind ? is starttls=required, optional or off");
        require(!implicit, "smtps:// is encrypted from the start; starttls belongs to smtp://");
        return switch (query.substring("starttls=".length())) {
            case "required" -> Tls.REQUIRED;
            case "optional" -> Tls.OPTIONAL;
            case "off" -> Tls.OFF;
            default -> throw refused("starttls is required, optional or off");
        };
    }

    private static String[] credentials(String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return new String[2];
        }
        int colon = userInfo.indexOf(':');
        require(colon > 0 && colon < userInfo.length() - 1, "a user needs a password: user:password@host");
        return new String[] {decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))};
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
        return new IllegalArgumentException("not a mail server's address like smtp://user:password@host:587?starttls=required: " + why);
    }
}
