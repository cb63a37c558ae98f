package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.LETTERS;
import static dev.regard.connectors.mail.Mails.greeting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.ScriptedSmtpServer.Cue;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTlsTest {
    private static final String OFFERS_STARTTLS = "250-scripted\r\n250 STARTTLS";
    private static final String OFFERS_AUTH = "250-scripted\r\n250 AUTH PLAIN";

    private static SSLContext tls;

    @BeforeAll
    static void aCertificateForLoopback(@TempDir Path folder) throws Exception {
        tls = new LoopbackCertificate(folder).context();
    }

    @Test
    void smtpsIsEncryptedFromTheStartAndTheConnectionIsKept() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, true);
                Carrier carrier = trusting("smtps://127.0.0.1:" + server.port())) {
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"required", "optional"})
    void starttlsComesBeforeThePasswordAndTheMail(String starttls) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, false).on(Cue.EHLO, OFFERS_STARTTLS, OFFERS_AUTH);
                Carrier carrier = trusting("smtp://clerk:hunter2@127.0.0.1:" + server.port() + "?starttls=" + starttls)) {
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
            assertEquals(List.of("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"),
                    server.commands.stream().map(c -> c.split("[ :]")[0]).toList());
        }
    }

    @Test
    void starttlsThatIsOffIsNotAskedFor() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, false).on(Cue.EHLO, OFFERS_STARTTLS);
                Carrier carrier = trusting("smtp://127.0.0.1:" + server.port() + "?starttls=off")) {
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
            assertEquals(0, server.count("STARTTLS"));
        }
    }

    @Test
    void aRefusedStarttlsIsNoConnection() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, false).on(Cue.EHLO, OFFERS_STARTTLS)
                .on(Cue.STARTTLS, "454 4.7.0 no TLS today");
                Carrier carrier = trusting("smtp://127.0.0.1:" + server.port() + "?starttls=required")) {
            Attempt attempt = carrier.carry(greeting());

            assertEquals(Result.DELAYED, attempt.result());
            assertTrue(attempt.detail().endsWith("454 4.7.0 no TLS today"), attempt.detail());
            assertEquals(0, server.count("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({"smtps://127.0.0.1:, true, ''", "smtp://127.0.0.1:, false, ?starttls=required", "smtp://127.0.0.1:, false, ''"})
    void aCertificateThatNobodyVouchesForIsNoConnection(String scheme, boolean fromTheStart, String options) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, fromTheStart).on(Cue.EHLO, OFFERS_STARTTLS);
                Carrier carrier = new SmtpCarrier(SmtpServer.parse(scheme + server.port() + options), LETTERS, InstantSource.system())) {
            Attempt attempt = carrier.carry(greeting());

            assertEquals(Result.DELAYED, attempt.result());
            assertTrue(attempt.detail().startsWith("no TLS with 127.0.0.1:" + server.port()), attempt.detail());
            assertEquals(0, server.count("MAIL"));
        }
    }

    @Test
    void aCertificateForAnotherNameIsNoConnection() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, true);
                Carrier carrier = trusting("smtps://localhost:" + server.port())) {
            Attempt attempt = carrier.carry(greeting());

            assertEquals(Result.DELAYED, attempt.result());
            assertEquals(0, server.count("MAIL"));
            assertTrue(attempt.detail().contains("no TLS with localhost"), attempt.detail());
        }
    }

    @Test
    void silenceDuringTheHandshakeEnds() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().on(Cue.GREETING, ScriptedSmtpServer.SILENCE);
                Carrier carrier = new SmtpCarrier(SmtpServer.parse("smtps://127.0.0.1:" + server.port()), LETTERS,
                        new SmtpCarrier.Limits(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofSeconds(5), 10, Duration.ofSeconds(20)), null,
                        System::nanoTime, InstantSource.system())) {
            Attempt attempt = carrier.carry(greeting());

            assertEquals(Result.DELAYED, attempt.result());
            assertTrue(attempt.detail().contains("does not answer in time"), attempt.detail());
        }
    }

    private static Carrier trusting(String uri) {
        return new SmtpCarrier(SmtpServer.parse(uri), LETTERS, SmtpCarrier.Limits.USUAL, tls.getSocketFactory(), System::nanoTime, InstantSource.system());
    }
}
