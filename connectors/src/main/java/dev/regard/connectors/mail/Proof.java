package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Base64;

/**
 * A mail as it would go out, to be looked at.
 *
 * @param html with the picture in it, since a browser knows no content ids
 * @param mail as it would be handed to a server (RFC 5322)
 */
public record Proof(String html, byte[] mail) {

    /**
     * Writes a dispatch as the mail that it would become.
     *
     * @throws IllegalArgumentException when no mail can be made of it; it says why
     */
    public static Proof of(Dispatch dispatch, Letterhead letterhead, InstantSource clock) {
        Letters letters = new Letters(letterhead, clock);
        Draft draft = letters.write(dispatch);
        if (draft instanceof Draft.Unfit unfit) {
            throw new IllegalArgumentException(unfit.reason());
        }
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        try {
            ((Draft.Fit) draft).letter().writeTo(mail);
        } catch (MessagingException e) {
            throw new IllegalStateException("a written mail can be written once more", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String html = letterhead.logo().map(logo -> letters.html(dispatch).replace("cid:" + Logo.CONTENT_ID,
                "data:" + logo.type() + ";base64," + Base64.getEncoder().encodeToString(logo.image()))).orElseGet(() -> letters.html(dispatch));
        return new Proof(html, mail.toByteArray());
    }
}
