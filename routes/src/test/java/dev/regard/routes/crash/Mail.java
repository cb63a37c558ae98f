package dev.regard.routes.crash;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;

/**
 * A mail that the mail server has kept.
 *
 * @param date  the sender's clock when it was written
 * @param nanos when it was kept, by {@link System#nanoTime}
 * @param told  whether the sender was told
 */
record Mail(String id, String to, String subject, String body, Instant date, long nanos, boolean told) {
    private static final Session NONE = Session.getInstance(new Properties());

    static Mail of(String recipient, String text, boolean told) throws IOException {
        try {
            MimeMessage message = new MimeMessage(NONE, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
            return new Mail(message.getMessageID(), recipient, message.getSubject(), text(message),
                    message.getSentDate().toInstant(), System.nanoTime(), told);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    /** The plain text, which says the same as the HTML beside it. */
    private static String text(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof Multipart parts ? text(parts.getBodyPart(0)) : String.valueOf(part.getContent());
    }
}
