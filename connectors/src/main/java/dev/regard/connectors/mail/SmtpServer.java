package dev.regard.connectors.mail;

import dev.regard.connectors.mail.ServerAddress.Form;
import dev.regard.connectors.mail.ServerAddress.Tls;

/**
 * Where mail is handed over, read from {@code smtp://user:pass@host:port?starttls=required} or {@code smtps://...}. Neither
 * its text nor the errors of reading it show the user or the password.
 */
public record SmtpServer(ServerAddress address) {
    private static final Form FORM = new Form("smtp", 25, 465, "not a mail server's address like smtp://user:password@host:587?starttls=required");

    /**
     * @param uri reserved characters in the user and the password are percent-encoded (RFC 3986)
     * @throws IllegalArgumentException that says what to write instead
     */
    public static SmtpServer parse(String uri) {
        ServerAddress address = ServerAddress.parse(uri, FORM);
        FORM.require(address.path().isEmpty(), "nothing but ?starttls=... may follow the host and port");
        return new SmtpServer(address);
    }

    @Override
    public String toString() {
        return (address.tls() == Tls.IMPLICIT ? "smtps://" : "smtp://") + address.place();
    }
}
