package dev.regard.connectors.mail;

import dev.regard.engine.outbox.Carrier;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Chooses the way out for e-mail. */
public final class Carriers {
    private Carriers() { }

    /**
     * Over SMTP where a server is given, else into the folder, which is made when it is first needed. Nothing is connected yet.
     *
     * @param clock gives the mails their date, and is the one by which they fall due
     */
    public static Carrier of(Optional<SmtpServer> smtp, Path folder, Letterhead letterhead, InstantSource clock) {
        Letters letters = new Letters(letterhead, clock);
        return smtp.<Carrier>map(server -> new SmtpCarrier(server, letters, clock)).orElseGet(() -> new EmlFolderCarrier(folder, letters));
    }
}
