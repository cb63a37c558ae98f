package dev.regard.connectors.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.ServerAddress.Tls;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpServerTest {

    @Test
    void allPartsAreRead() {
        assertEquals(new SmtpServer(new ServerAddress(Tls.REQUIRED, "mail.example", 587, "care@dealer.example", "s:c+r@t", "")),
                SmtpServer.parse("smtp://care%40dealer.example:s:c+r%40t@mail.example:587?starttls=required"));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example, OPTIONAL, 25, smtp://mail.example:25", "smtps://mail.example/, IMPLICIT, 465, smtps://mail.example:465",
        "SMTP://mail.example:2525, OPTIONAL, 2525, smtp://mail.example:2525",
        "smtp://mail.example?starttls=optional, OPTIONAL, 25, smtp://mail.example:25",
        "smtp://[::1]:25?starttls=off, OFF, 25, smtp://[::1]:25"})
    void whatIsLeftOutHasADefault(String uri, Tls tls, int port, String shown) {
        SmtpServer server = SmtpServer.parse(uri);

        assertEquals(tls, server.address().tls());
        assertEquals(port, server.address().port());
        assertNull(server.address().user());
        assertEquals(shown, server.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example, REQUIRED", "mail.example?starttls=optional, REQUIRED", "mail.example?starttls=off, OFF", "192.0.2.7, REQUIRED",
        "localhost.example, REQUIRED", "localhost, OPTIONAL", "127.0.0.1, OPTIONAL", "127.8.8.8, OPTIONAL", "[::1], OPTIONAL", "[2001:db8::1], REQUIRED"})
    void aPasswordAsksForTlsUnlessItStaysOnThisMachine(String place, Tls tls) {
        assertEquals(tls, SmtpServer.parse("smtp://clerk:hunter2@" + place).address().tls());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mail.example:25 | it starts with smtp:// or smtps://",
        "http://mail.example | it starts with smtp:// or smtps://",
        "smtp:mail.example | it starts with smtp:// or smtps://",
        "smtp://clerk:hunter2@/ | it needs a host",
        "smtp://clerk:hunter2@x@mail.example | it needs a host, and @ : / ? # % in a user or password are written as %40",
        "smtp://clerk:hunter2 x@mail.example | it has a character that is no part of an address",
        "smtp://clerk:hunter2%@mail.example | a % as %25",
        "smtp://clerk:hunter2@mail.example/inbox | nothing but ?starttls=... may follow",
        "smtp://clerk:hunter2@mail.example#x | written as %23",
        "smtp://clerk@mail.example | a user needs a password",
        "smtp://:hunter2@mail.example | a user needs a password",
        "smtp://clerk:hunter2@mail.example:0 | a number from 1 to 65535",
        "smtp://clerk:hunter2@mail.example:70000 | a number from 1 to 65535",
        "smtp://clerk:hunter2@mail.example?tls=on | the only option behind ? is starttls",
        "smtp://clerk:hunter2@mail.example?starttls=yes | starttls is required, optional or off",
        "smtps://clerk:hunter2@mail.example?starttls=required | encrypted from the start"})
    void aMistakeIsExplainedWithoutTheCredentials(String uri, String reason) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> SmtpServer.parse(uri));

        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all));
        assertFalse(all.toString().contains("hunter2") || all.toString().contains("clerk"), all::toString);
    }
}
