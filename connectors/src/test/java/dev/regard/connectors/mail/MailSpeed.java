package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.LETTERS;
import static dev.regard.connectors.mail.Mails.greeting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.regard.connectors.mail.SmtpCarrier.Limits;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails a second; not part of the build: {@code mvn -pl connectors -am test -Dtest=MailSpeed -Dsurefire.failIfNoSpecifiedTests=false}. */
class MailSpeed {
    private static final Limits KEPT = Limits.USUAL;
    private static final Limits ONE_EACH = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 1, Duration.ofMinutes(3));

    @Test
    void aKeptConnectionAgainstOneForEachMail(@TempDir Path folder) throws Exception {
        SSLContext tls = new LoopbackCertificate(folder).context();
        GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        try (ScriptedSmtpServer plain = new ScriptedSmtpServer(); ScriptedSmtpServer encrypted = new ScriptedSmtpServer(tls, true)) {
            for (int round = 1; round <= 3; round++) {
                String toGreenMail = "smtp://127.0.0.1:" + greenMail.getSmtp().getPort();
                measure("GreenMail, kept", 500, smtp(toGreenMail, KEPT, tls));
                measure("GreenMail, one each", 100, smtp(toGreenMail, ONE_EACH, tls));
                measure("plain, kept", 500, smtp("smtp://127.0.0.1:" + plain.port(), KEPT, tls));
                measure("plain, one each", 250, smtp("smtp://127.0.0.1:" + plain.port(), ONE_EACH, tls));
                measure("TLS, kept", 500, smtp("smtps://127.0.0.1:" + encrypted.port(), KEPT, tls));
                measure("TLS, one each", 50, smtp("smtps://127.0.0.1:" + encrypted.port(), ONE_EACH, tls));
                measure(".eml files", 250, new EmlFolderCarrier(folder.resolve("sent-mail"), LETTERS));
            }
        } finally {
            greenMail.stop();
        }
    }

    private static Carrier smtp(String uri, Limits limits, SSLContext tls) {
        return new SmtpCarrier(SmtpServer.parse(uri), LETTERS, limits, tls.getSocketFactory(), System::nanoTime, InstantSource.system());
    }

    private static void measure(String what, int mails, Carrier way) throws Exception {
        try (Carrier carrier = way) {
            long began = System.nanoTime();
            for (int i = 0; i < mails; i++) {
                assertEquals(Result.SENT, carrier.carry(greeting("G" + i)).result());
            }
            System.out.printf("%-20s %6d mails/s%n", what, mails * 1_000_000_000L / (System.nanoTime() - began));
        }
    }
}
