package dev.regard.connectors.mail.inbound;

import dev.regard.connectors.mail.ServerAddress;
import dev.regard.connectors.mail.ServerAddress.Form;
import dev.regard.connectors.mail.ServerAddress.Tls;
import java.util.Properties;

/**
 * A mailbox, read from {@code imap://user:pass@host:port/INBOX?starttls=required} or {@code imaps://...}. Neither its text nor the errors of reading it
 * show the password.
 */
public record ImapServer(ServerAddress address) {
    private static final Form FORM = new Form("imap", 143, 993, "not a mailbox's address like imaps://user:password@host:993/INBOX");
    private static final String CONNECT_MILLIS = "15000";
    /** Also how long a server may be silent; {@link ImapReader} asks again sooner. */
    private static final String SILENCE_MILLIS = "60000";

    /**
     * @param uri reserved characters in the user and the password are percent-encoded (RFC 3986)
     * @throws IllegalArgumentException that says what to write instead
     */
    public static ImapServer parse(String uri) {
        ServerAddress address = ServerAddress.parse(uri, FORM);
        FORM.require(address.user() != null, "it needs a user and a password: user:password@host");
        return new ImapServer(address);
    }

    String folder() {
        return address.path().isEmpty() ? "INBOX" : address.path();
    }

    /** The name under which the ledger knows it. */
    String key() {
        return "mailbox " + address.user() + "@" + address.host() + ":" + address.port() + "/" + folder();
    }

    String protocol() {
        return address.tls() == Tls.IMPLICIT ? "imaps" : "imap";
    }

    Properties properties() {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", SILENCE_MILLIS);
        properties.setProperty(prefix + "writetimeout", SILENCE_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", String.valueOf(address.tls() == Tls.REQUIRED || address.tls() == Tls.OPTIONAL));
        properties.setProperty(prefix + "starttls.required", String.valueOf(address.tls() == Tls.REQUIRED));
        properties.setProperty(prefix + "fetchsize", "262144");
        return properties;
    }

    @Override
    public String toString() {
        return protocol() + "://" + address.place() + "/" + folder();
    }
}
