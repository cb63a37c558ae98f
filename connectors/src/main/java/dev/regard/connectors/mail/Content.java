package dev.regard.connectors.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Optional;

/** The parts of a mail: the text as it was written, and the same as HTML, with the picture that the HTML shows. */
final class Content {
    private static final String UTF_8 = "UTF-8";
    /** RFC 5322, 2.1.1: what a line should not be longer than. */
    private static final int LONGEST_PLAIN_LINE = 78;

    private Content() { }

    /** @param html of which the picture is shown by its content id */
    static MimeMultipart of(String text, String html, Optional<Logo> logo) throws MessagingException {
        MimeBodyPart plain = text(text, "plain");
        MimeBodyPart rich = text(html, "html");
        if (logo.isPresent()) {
            MimeMultipart related = new MimeMultipart("related; type=\"text/html\"", rich, picture(logo.get()));
            rich = new MimeBodyPart();
            rich.setContent(related);
        }
        return new MimeMultipart("alternative", plain, rich);
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text.replaceAll("\\R", "\r\n"), UTF_8, subtype);
        part.setHeader("Content-Transfer-Encoding", encoding(text));
        return part;
    }

    /** As short as it may be, with no line that a server has to break. */
    private static String encoding(String text) {
        long ascii = text.chars().filter(c -> c < 127 && (c >= ' ' || c == '\t' || c == '\n' || c == '\r')).count();
        if (ascii == text.length() && text.lines().allMatch(l -> l.length() <= LONGEST_PLAIN_LINE)) {
            return "7bit";
        }
        return ascii * 2 > text.length() ? "quoted-printable" : "base64";
    }

    private static MimeBodyPart picture(Logo logo) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(logo.image(), logo.type())));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setContentID("<" + Logo.CONTENT_ID + ">");
        part.setDisposition(MimeBodyPart.INLINE);
        part.setFileName("logo." + logo.type().substring("image/".length()));
        return part;
    }
}
