package dev.regard.connectors.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail with one recipient, whose Message-ID is given and stays. */
final class Letter extends SMTPMessage {
    /** Headers may hold UTF-8: only an international recipient puts any there (RFC 6532). */
    private static final Session FORM = Session.getInstance(form());

    private final Mailbox recipient;
    private final String messageId;

    Letter(Mailbox recipient, String messageId) {
        super(FORM);
        this.recipient = recipient;
        this.messageId = messageId;
    }

    Mailbox recipient() {
        return recipient;
    }

    /** The envelope's recipient. */
    InternetAddress envelope() {
        InternetAddress address = new InternetAddress();
        address.setAddress(recipient.toString());
        return address;
    }

    /** The library would make a new one each time that a message is saved. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static Properties form() {
        Properties form = new Properties();
        form.setProperty("mail.mime.allowutf8", "true");
        return form;
    }
}
