package dev.regard.connectors.mail;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server's address, {@code scheme://user:pass@host:port/path?starttls=required}, read so that no error of it shows the user or the password.
 *
 * @param tls      how the connection is protected; a password goes to another machine encrypted only, unless {@code ?starttls=off} was written
 * @param user     null without a sign-in
 * @param password null without a sign-in
 * @param path     what follows the host, without the first slash; empty for nothing
 */
public record ServerAddress(Tls tls, String host, int port, String user, String password, String path) {

    /** TLS from the first byte, by STARTTLS or nothing, by STARTTLS where it is offered, or none at all. */
    public enum Tls { IMPLICIT, REQUIRED, OPTIONAL, OFF }

    /**
     * How such an address is written.
     *
     * @param scheme     the one without TLS from the first byte; the other one has an s behind it
     * @param port       where no port is said
     * @param securePort where none is said and TLS comes first
     * @param wrong      begins the error about one that is not written so
     */
    public record Form(String scheme, int port, int securePort, String wrong) {
        /** @throws IllegalArgumentException that says what to write instead, if the address is not right */
        public void require(boolean right, String otherwise) {
            if (!right) {
                throw refused(otherwise);
            }
        }

        private IllegalArgumentException refused(String why) {
            return new IllegalArgumentException(wrong + ": " + why);
        }
    }

    /**
     * @param uri reserved characters in the user and the password are percent-encoded (RFC 3986)
     * @throws IllegalArgumentException that says what to write instead
     */
    public static ServerAddress parse(String uri, Form form) {
        URI read = read(uri, form);
        form.require(read.getHost() != null, "it needs a host, and @ : / ? # % in a user or password are written as %40 %3A %2F %3F %23 %25");
        form.require(read.getRawFragment() == null, "a # in a password is written as %23");
        form.require(read.getPort() <= 65_535 && read.getPort() != 0, "the port is a number from 1 to 65535");
        boolean implicit = !read.getScheme().equalsIgnoreCase(form.scheme);
        int port = read.getPort() > 0 ? read.getPort() : implicit ? form.securePort : form.port;
        String[] credentials = credentials(read.getRawUserInfo(), form);
        String host = read.getHost().replaceAll("[\\[\\]]", "");
        Tls tls = tls(implicit, read.getRawQuery(), form);
        boolean exposed = tls == Tls.OPTIONAL && credentials[0] != null && !isThisMachine(host);
        return new ServerAddress(exposed ? Tls.REQUIRED : tls, host, port, credentials[0], credentials[1], read.getPath().replaceFirst("^/", ""));
    }

    private static URI read(String uri, Form form) {
        try {
            URI read = new URI(uri.strip());
            form.require(read.getScheme() != null && read.getScheme().toLowerCase(Locale.ROOT).matches(form.scheme + "s?") && !read.isOpaque(),
                    "it starts with " + form.scheme + ":// or " + form.scheme + "s://");
            return read;
        } catch (URISyntaxException e) {
            // Its message and cause would repeat the password.
            throw form.refused("it has a character that is no part of an address; in a user or password such are percent-encoded, a % as %25");
        }
    }

    /** By its name alone: what a name server says may be somebody else's word. */
    private static boolean isThisMachine(String host) {
        try {
            return host.equalsIgnoreCase("localhost") || (host.contains(":") || host.matches("[0-9.]+")) && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Tls tls(boolean implicit, String query, Form form) {
        if (query == null) {
            return implicit ? Tls.IMPLICIT : Tls.OPTIONAL;
        }
        form.require(query.startsWith("starttls="), "the only option behind ? is starttls=required, optional or off");
        form.require(!implicit, form.scheme + "s:// is encrypted from the start; starttls belongs to " + form.scheme + "://");
        return switch (query.substring("starttls=".length())) {
            case "required" -> Tls.REQUIRED;
            case "optional" -> Tls.OPTIONAL;
            case "off" -> Tls.OFF;
            default -> throw form.refused("starttls is required, optional or off");
        };
    }

    private static String[] credentials(String userInfo, Form form) {
        if (userInfo == null || userInfo.isEmpty()) {
            return new String[2];
        }
        int colon = userInfo.indexOf(':');
        form.require(colon > 0 && colon < userInfo.length() - 1, "a user needs a password: user:password@host");
        return new String[] {decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))};
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Host and port. */
    public String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return place() + (path.isEmpty() ? "" : "/" + path);
    }
}
