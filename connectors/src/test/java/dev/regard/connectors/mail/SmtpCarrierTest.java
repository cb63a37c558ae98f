package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.DEALER;
import static dev.regard.connectors.mail.Mails.LETTERS;
import static dev.regard.connectors.mail.Mails.greeting;
import static dev.regard.connectors.mail.ScriptedSmtpServer.CLOSE;
import static dev.regard.connectors.mail.ScriptedSmtpServer.DRIP;
import static dev.regard.connectors.mail.ScriptedSmtpServer.SILENCE;
import static dev.regard.connectors.mail.ScriptedSmtpServer.THEN_CLOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.ScriptedSmtpServer.Cue;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpCarrierTest {
    /** Long against loopback, short against a test's patience. */
    private static final Duration REPLY = Duration.ofMillis(1500);
    private static final Duration RESTING = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private ScriptedSmtpServer server;
    private Carrier carrier;

    @BeforeEach
    void aServerThatTakesEverything() throws IOException {
        server = new ScriptedSmtpServer();
        carrier = carrier("smtp://127.0.0.1:" + server.port(), 3);
    }

    @AfterEach
    void hangUp() throws IOException {
        carrier.close();
        server.close();
    }

    @Test
    void aMailThatTheServerTakesIsSentAndItsWordsAreKept() {
        assertEquals(new Attempt(Result.SENT, "250 2.0.0 queued as 4711"), carrier.carry(greeting()));

        assertEquals(List.of("MAIL FROM:<care@dealer.example>", "RCPT TO:<wang@customer.example>", "DATA"),
                server.commands.subList(1, 4));
        assertTrue(server.messages.get(0).contains("Message-ID: <Q1w2-e3_r4T5y6U7i8O9@dealer.example>\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 421 4.3.2 closing, DELAYED", "MAIL, 451 4.7.1 later, DELAYED", "MAIL, 553 5.1.8 not you, DELAYED", "MAIL, 554 5.7.1 client host blocked, DELAYED",
        "MAIL, 530 5.7.0 sign in first, DELAYED", "MAIL, 552 5.3.4 too big, REFUSED",
        "RCPT, 421 4.3.2 closing, DELAYED", "RCPT, 450 4.2.1 greylisted, DELAYED", "RCPT, 451 4.2.1 later, DELAYED",
        "RCPT, 452 4.2.2 full, DELAYED", "RCPT, 499 odd, DELAYED",
        "RCPT, 550 5.1.1 nobody here, FAILED", "RCPT, 550 No such user here, FAILED", "RCPT, 556 5.1.10 takes no mail, FAILED", "RCPT, 550 5.2.1 disabled, FAILED",
        "RCPT, 552 5.2.2 mailbox full, REFUSED", "RCPT, 599 odd, REFUSED", "RCPT, 550 rejected by policy, REFUSED", "RCPT, 554 5.7.1 client host blocked; no such user, REFUSED",
        "RCPT, 550 5.1.8 who are you, REFUSED", "RCPT, 550 mailbox unknown or over quota, REFUSED",
        "DATA, 451 4.3.0 later, DELAYED", "DATA, 554 5.5.1 no valid recipients, REFUSED", "DATA, 250 what, DELAYED",
        "DOT, 421 4.3.2 closing, DELAYED", "DOT, 451 4.3.0 scanner is busy, DELAYED", "DOT, 452 4.3.1 no space, DELAYED",
        "DOT, 552 5.3.4 too big, REFUSED", "DOT, 554 5.7.1 looks like spam, REFUSED", "DOT, 550 5.1.1 nobody here, FAILED",
        "DOT, 251 forwarded, SENT"})
    void theCodeDecidesWhatBecomesOfTheMail(Cue cue, String reply, Result result) {
        server.on(cue, reply);

        assertEquals(new Attempt(result, reply), carrier.carry(greeting()));
    }

    @ParameterizedTest
    @CsvSource({"MAIL, DELAYED", "RCPT, DELAYED", "DATA, DELAYED", "DOT, UNCERTAIN"})
    void aConnectionLostIsUncertainOnlyAfterTheFinalDot(Cue cue, Result result) {
        server.on(cue, CLOSE);

        Attempt attempt = carrier.carry(greeting());

        assertEquals(result, attempt.result());
        assertTrue(attempt.detail().startsWith("the connection was lost "), attempt.detail());
        assertEquals(1, server.connections());
    }

    @ParameterizedTest
    @CsvSource({"GREETING, DELAYED", "EHLO, DELAYED", "MAIL, DELAYED", "RCPT, DELAYED", "DATA, DELAYED", "DOT, UNCERTAIN"})
    void silenceIsUncertainOnlyAfterTheFinalDot(Cue cue, Result result) {
        server.on(cue, SILENCE);

        Attempt attempt = carrier.carry(greeting());

        assertEquals(result, attempt.result());
        assertTrue(attempt.detail().contains("answer in time"), attempt.detail());
        assertEquals(1, server.connections());
    }

    @Test
    void aServerThatTakesNobodysMailIsInTroubleUntilItWouldTakeOne() {
        server.on(Cue.MAIL, "451 4.3.2 later", "451 4.3.2 still not", "421 4.3.2 closing");
        assertEquals(Result.DELAYED, carrier.carry(Mails.urgent()).result());
        String place = "127.0.0.1:" + server.port();
        assertEquals(Optional.of(place + " takes no mail for now: 451 4.3.2 still not"), carrier.trouble());
        assertEquals(Optional.of(place + " takes no mail for now: 421 4.3.2 closing"), carrier.trouble());
        assertEquals(Optional.empty(), carrier.trouble());
        assertEquals(List.of(), server.messages);
        assertEquals(Result.SENT, carrier.carry(greeting()).result());
        assertEquals(5, server.count("MAIL FROM:<care@dealer.example>"), "three questions and two mails");

        server.on(Cue.RCPT, "450 4.2.1 greylisted");
        assertEquals(Result.DELAYED, carrier.carry(greeting()).result());
        assertEquals(Optional.empty(), carrier.trouble(), "that is about one recipient");

        server.on(Cue.MAIL, "554 5.7.1 your host is blocked", "554 5.7.1 your host is blocked");
        assertEquals(Result.DELAYED, carrier.carry(greeting()).result());
        assertEquals(Optional.of(place + " takes no mail for now: 554 5.7.1 your host is blocked"), carrier.trouble());
    }

    @Test
    void aServerThatDoesNotAnswerIsLeftAloneByWhatIsNotUrgent() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Mails.NOON);
        try (SmtpCarrier patient = new SmtpCarrier(SmtpServer.parse("smtp://127.0.0.1:" + server.port()), LETTERS,
                new SmtpCarrier.Limits(Duration.ofSeconds(2), Duration.ofMillis(200), RESTING, 3, Duration.ofMinutes(1)), null, System::nanoTime, now::get)) {
            server.on(Cue.MAIL, SILENCE);
            assertEquals(Result.DELAYED, patient.carry(greeting()).result());
            assertEquals(new Attempt(Result.UNTRIED, "127.0.0.1:" + server.port() + " did not answer in time and is left alone for a while", Duration.ofSeconds(30)), patient.carry(greeting()));
            assertEquals(1, server.connections());
            assertEquals(Result.SENT, patient.carry(Mails.urgent()).result(), "an alert is worth a try");

            now.set(Mails.NOON.plusSeconds(30));
            server.on(Cue.MAIL, SILENCE);
            assertEquals(Result.DELAYED, patient.carry(greeting()).result());
            assertEquals(Duration.ofSeconds(60), patient.carry(greeting()).notBefore(), "for longer each time");
            now.set(Mails.NOON.plusSeconds(90));
            assertEquals(Result.SENT, patient.carry(greeting()).result());
            assertEquals(Result.SENT, patient.carry(greeting()).result());
        }
    }

    @Test
    void aBrokenReplyAfterTheFinalDotIsUncertain() {
        server.on(Cue.DOT, "250-2.0.0 que" + THEN_CLOSE, "ok", "354 what");

        assertEquals(Result.UNCERTAIN, carrier.carry(greeting()).result());
        assertEquals(new Attempt(Result.UNCERTAIN, "not understood: ok after the whole message was handed over"),
                carrier.carry(greeting()));
        assertEquals(Result.UNCERTAIN, carrier.carry(greeting()).result());
    }

    @Test
    void aConnectionLostInTheMiddleOfALongTextIsOnlyDelayed() {
        server.on(Cue.DATA, "354 go on" + THEN_CLOSE);

        Attempt attempt = carrier.carry(Mails.saying("a line of a very long mail\n".repeat(600_000)));

        assertEquals(new Attempt(Result.DELAYED, "the connection was lost at DATA"), attempt);
    }

    @Test
    void aReplyCountsThoughTheConnectionEndsRightAfterIt() {
        server.on(Cue.RCPT, "550 5.1.1 nobody here").on(Cue.RSET, CLOSE);
        assertEquals(new Attempt(Result.FAILED, "550 5.1.1 nobody here"), carrier.carry(greeting()));

        server.on(Cue.DOT, "451 4.3.0 later").on(Cue.RSET, SILENCE);
        assertEquals(new Attempt(Result.DELAYED, "451 4.3.0 later"), carrier.carry(greeting()));

        server.on(Cue.RCPT, "550 5.1.1 nobody here").on(Cue.RSET, SILENCE);
        assertEquals(new Attempt(Result.FAILED, "550 5.1.1 nobody here"), carrier.carry(greeting()));
        assertEquals(Result.SENT, carrier.carry(greeting()).result());
    }

    @Test
    void manyLinesOfAReplyBecomeOne() {
        server.on(Cue.DOT, "250-2.0.0 thank you\r\n250 2.0.0 queued\tas 12");

        assertEquals("250-2.0.0 thank you 250 2.0.0 queued as 12", carrier.carry(greeting()).detail());
    }

    @Test
    void theConnectionIsKeptForTheNextMails() {
        carrier.carry(greeting());
        server.on(Cue.RCPT, "550 5.1.1 nobody here");
        carrier.carry(greeting());
        assertEquals(Result.SENT, carrier.carry(greeting()).result());

        assertEquals(1, server.connections());
        assertEquals(1, server.count("EHLO"));
    }

    @Test
    void afterAsManyMailsAsAgreedANewConnectionIsMade() {
        for (int i = 0; i < 7; i++) {
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
        }

        assertEquals(3, server.connections());
    }

    @Test
    void aConnectionThatRestedIsAskedFirst() {
        carrier.carry(greeting());
        nanos.addAndGet(RESTING.toNanos() + 1);
        carrier.carry(greeting());

        assertEquals(1, server.connections());
        assertEquals(1, server.count("RSET"));
    }

    @ParameterizedTest
    @CsvSource({CLOSE, SILENCE, "421 4.4.2 idle too long"})
    void aConnectionThatRestedTooLongIsReplaced(String answer) {
        carrier.carry(greeting());
        nanos.addAndGet(RESTING.toNanos() + 1);
        server.on(Cue.RSET, answer);

        assertEquals(Result.SENT, carrier.carry(greeting()).result());
        assertEquals(2, server.connections());
        assertEquals(2, server.messages.size());
    }

    @ParameterizedTest
    @CsvSource({CLOSE, "421 4.7.0 enough for one connection"})
    void aMailThatMeetsAKeptConnectionGoneTakesANewOneAtOnce(String answer) {
        carrier.carry(greeting());
        server.on(Cue.MAIL, answer);

        assertEquals(Result.SENT, carrier.carry(greeting()).result());
        assertEquals(2, server.connections());
        assertEquals(2, server.messages.size());
    }

    @Test
    void anUncertainMailIsNeverTriedAgainHere() {
        carrier.carry(greeting());
        server.on(Cue.DOT, CLOSE);

        assertEquals(Result.UNCERTAIN, carrier.carry(greeting()).result());
        assertEquals(2, server.messages.size());
        assertEquals(Result.SENT, carrier.carry(greeting()).result());
    }

    @Test
    void withoutAServerAMailIsDelayedAndTheReasonIsTold() throws IOException {
        int port = server.port();
        server.close();

        assertEquals(Result.DELAYED, carrier.carry(greeting()).result());
        assertTrue(carrier.trouble().orElseThrow().startsWith("no connection to 127.0.0.1:" + port), carrier.trouble()::get);
    }

    @Test
    void aServerThatIsBusyAtTheDoorDelaysTheMailAndIsTroubleUntilItIsNot() {
        server.on(Cue.GREETING, "554 no service", "421 too many of you");

        assertEquals(Result.DELAYED, carrier.carry(greeting()).result());
        assertEquals(Optional.of(carrier + " does not take mail now: 421 too many of you"),
                carrier.trouble().map(told -> "smtp://" + told));
        assertEquals(Optional.empty(), carrier.trouble());
        assertEquals(Result.SENT, carrier.carry(greeting()).result());
        assertEquals(3, server.connections());
    }

    @Test
    void theUserSignsInOnce() {
        server.on(Cue.EHLO, "250-scripted\r\n250 AUTH PLAIN");
        carrier = carrier("smtp://care%40dealer.example:s%3A%2Fcret+1@127.0.0.1:" + server.port(), 3);

        carrier.carry(greeting());
        carrier.carry(greeting());

        List<String> signedIn = server.commands.stream().filter(c -> c.startsWith("AUTH PLAIN ")).toList();
        assertEquals(1, signedIn.size());
        String credentials = new String(Base64.getDecoder().decode(signedIn.get(0).substring("AUTH PLAIN ".length())));
        assertTrue(credentials.endsWith("\0care@dealer.example\0s:/cret+1"), credentials);
    }

    @Test
    void aRefusedSignInDelaysAndNeitherWordsNorLogsShowTheUserOrThePassword() {
        server.on(Cue.EHLO, "250-scripted\r\n250 AUTH PLAIN").on(Cue.AUTH, "535 5.7.8 no: clerk hunter2");
        carrier = carrier("smtp://clerk:hunter2@127.0.0.1:" + server.port(), 3);

        List<String> logged = logged(() ->
                assertEquals(new Attempt(Result.DELAYED, "127.0.0.1:" + server.port() + " refuses the sign-in: 535 5.7.8"),
                        carrier.carry(greeting())));

        logged.add(carrier.toString());
        logged.add(SmtpServer.parse("smtp://clerk:hunter2@127.0.0.1").toString());
        assertEquals(List.of(), logged.stream().filter(l -> l.contains("hunter2") || l.contains("clerk")).toList());
        assertEquals(1, server.count("AUTH"));
        assertEquals(0, server.count("MAIL"));
    }

    @Test
    void aServerWithoutTheRequiredTlsGetsNeitherPasswordNorMail() {
        server.on(Cue.EHLO, "250-scripted\r\n250 AUTH PLAIN");
        carrier = carrier("smtp://clerk:hunter2@127.0.0.1:" + server.port() + "?starttls=required", 3);

        assertEquals(new Attempt(Result.DELAYED, "127.0.0.1:" + server.port()
                + " does not offer STARTTLS, and a password goes out in clear only where the address says ?starttls=off"), carrier.carry(greeting()));
        assertEquals(0, server.count("AUTH"));
        assertEquals(0, server.count("MAIL"));
    }

    @Test
    @EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "0.0.0.0 leads to this machine without being a name of it")
    void aPasswordGoesToAnotherMachineInClearOnlyWhereThatWasWritten() {
        server.on(Cue.EHLO, "250-scripted\r\n250 AUTH PLAIN", "250-scripted\r\n250 AUTH PLAIN", "250-scripted\r\n250 AUTH PLAIN");
        for (String options : new String[] {"", "?starttls=optional"}) {
            try (Carrier exposed = carrier("smtp://clerk:hunter2@0.0.0.0:" + server.port() + options, 3)) {
                assertEquals(Result.DELAYED, exposed.carry(greeting()).result());
                assertEquals(0, server.count("AUTH"), options);
            }
        }
        try (Carrier allowed = carrier("smtp://clerk:hunter2@0.0.0.0:" + server.port() + "?starttls=off", 3)) {
            assertEquals(Result.SENT, allowed.carry(greeting()).result());
            assertEquals(1, server.count("AUTH"));
        }
    }

    @Test
    void anAddressInChineseNeedsAServerWithSmtputf8() {
        assertEquals(new Attempt(Result.REFUSED, "the address needs a mail server with SMTPUTF8, which this one does not offer"),
                carrier.carry(Mails.to("王@例子.example")));
        assertEquals(0, server.count("MAIL"));

        server.on(Cue.EHLO, "250-scripted\r\n250-8BITMIME\r\n250 SMTPUTF8");
        carrier = carrier("smtp://127.0.0.1:" + server.port(), 3);
        assertEquals(Result.SENT, carrier.carry(Mails.to("王@例子.example")).result());
        assertEquals(Result.SENT, carrier.carry(greeting()).result());
        assertTrue(server.commands.contains("MAIL FROM:<care@dealer.example> SMTPUTF8"));
        assertTrue(server.commands.contains("RCPT TO:<王@xn--fsqu00a.example>"), server.commands::toString);
        assertTrue(server.commands.contains("MAIL FROM:<care@dealer.example>"));
        assertTrue(server.messages.get(0).contains("\r\nTo: 王@xn--fsqu00a.example\r\n"), () -> server.messages.get(0));
    }

    @Test
    void aMailThatMayNotBeSentNeverMeetsTheServer() {
        assertEquals(Result.REFUSED, carrier.carry(Mails.about("Hello\r\nBcc: all@customer.example")).result());
        assertEquals(Result.REFUSED, carrier.carry(Mails.to("wang@customer.example>\r\nDATA")).result());
        assertEquals(0, server.connections());
    }

    @Test
    void aLineThatIsADotDoesNotEndTheMail() {
        assertEquals(Result.SENT, carrier.carry(Mails.saying("one\n.\nQUIT\n..two\n")).result());

        assertTrue(server.messages.get(0).contains("\r\n\r\none\r\n..\r\nQUIT\r\n...two\r\n"), () -> server.messages.get(0));
    }

    @ParameterizedTest
    @CsvSource({"GREETING, DELAYED", "EHLO, DELAYED", "RCPT, DELAYED", "DOT, UNCERTAIN"})
    void aServerThatAnswersByteByByteIsCutOff(Cue cue, Result result) {
        server.on(cue, DRIP);
        carrier = carrier("smtp://127.0.0.1:" + server.port(), 3, Duration.ofSeconds(1));
        long start = System.nanoTime();

        Attempt attempt = carrier.carry(Mails.urgent());

        assertEquals(result, attempt.result(), attempt.detail());
        assertTrue(attempt.detail().contains("cut off after 1 s"), attempt.detail());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        assertEquals(Result.SENT, carrier.carry(Mails.urgent()).result(), "the next one takes a connection of its own");
    }

    @Test
    void whatIsUrgentDoesNotWaitBehindAGreetingThatTheServerIsSlowWith() throws Exception {
        server.on(Cue.RCPT, SILENCE);
        carrier = new SmtpCarrier(SmtpServer.parse("smtp://127.0.0.1:" + server.port()), LETTERS, InstantSource.system());
        FutureTask<Attempt> slow = new FutureTask<>(() -> carrier.carry(greeting()));
        new Thread(slow).start();
        server.awaitCommand("RCPT");

        assertEquals(Result.SENT, carrier.carry(Mails.urgent()).result());
        assertFalse(slow.isDone(), "the greeting still waits");
        assertEquals(2, server.connections());
        server.close();
        assertEquals(Result.DELAYED, slow.get().result());
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        server.on(Cue.DOT, SILENCE);
        carrier = new SmtpCarrier(SmtpServer.parse("smtp://127.0.0.1:" + server.port()), LETTERS, InstantSource.system());
        FutureTask<Attempt> slow = new FutureTask<>(() -> carrier.carry(greeting()));
        new Thread(slow).start();
        server.awaitMessage();
        long start = System.nanoTime();

        carrier.close();

        assertEquals(Result.UNCERTAIN, slow.get().result());
        assertTrue(slow.get().detail().startsWith("cut off by the stop of the engine"), slow.get().detail());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
        assertEquals(Result.DELAYED, carrier.carry(greeting()).result(), "nothing is opened any more");
    }

    @Test
    void aServerIsChosenWhenOneIsGivenAndTheFolderOtherwise() {
        InstantSource clock = InstantSource.fixed(Mails.NOON);
        Path folder = Path.of("sent-mail");

        try (Carrier smtp = Carriers.of(Optional.of(SmtpServer.parse("smtp://127.0.0.1:2525")), folder, Letterhead.of(DEALER), clock);
                Carrier files = Carriers.of(Optional.empty(), folder, Letterhead.of(DEALER), clock)) {
            assertEquals("smtp://127.0.0.1:2525", smtp.toString());
            assertEquals("sent-mail", files.toString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private SmtpCarrier carrier(String uri, int messages) {
        return carrier(uri, messages, Duration.ofMinutes(1));
    }

    private SmtpCarrier carrier(String uri, int messages, Duration whole) {
        return new SmtpCarrier(SmtpServer.parse(uri), LETTERS,
                new SmtpCarrier.Limits(Duration.ofSeconds(2), REPLY, RESTING, messages, whole), null, nanos::get, InstantSource.system());
    }

    private static List<String> logged(Runnable work) {
        List<String> lines = new ArrayList<>();
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() { }

            @Override
            public void close() { }
        };
        listener.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(listener);
        try {
            work.run();
        } finally {
            root.removeHandler(listener);
            root.setLevel(before);
        }
        assertFalse(lines.isEmpty(), "the library logs something at this level");
        return lines;
    }
}
