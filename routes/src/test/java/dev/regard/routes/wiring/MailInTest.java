package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.regard.connectors.mail.inbound.ImapServer;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Records.ComplaintFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.routes.settings.Mailing;
import dev.regard.routes.settings.Settings;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a mailbox on an IMAP server to a complaint in a running engine. */
class MailInTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private final GreenMail greenMail = new GreenMail(ServerSetup.IMAP.dynamicPort());

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        greenMail.start();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    private RunningEngine engine() {
        ImapServer server = ImapServer.parse("imap://care:secret@127.0.0.1:" + greenMail.getImap().getPort() + "/INBOX");
        return RunningEngine.start(Settings.embedded(folder.resolve("data")).with(new Mailing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(server), Optional.of("mx.heju.example"))));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it never came");
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<Complaint> complaints(RunningEngine engine) {
        return engine.store().records().complaints(new ComplaintFilter(null, null), new Paging(10, null)).items();
    }

    @Test
    void aCustomersMailInGb2312BecomesAComplaintOnceAndAMachinesMailNothing() throws Exception {
        GreenMailUser care = greenMail.setUser("care@heju.example", "care", "secret");
        try (RunningEngine engine = engine()) {
            engine.store().journal().append(List.of(new Event("t", "1", "customer.changed", Instant.now(), CustomerKey.stated("C-1").orElseThrow(),
                    Data.of("name", "Li", "emails", List.of("li@example.com")))), Instant.now());
            until(() -> engine.store().cards().resolve(List.of("email:li@example.com")).size() == 1);
            deliver(care, "Auto-Submitted: auto-replied\r\n", "我不在，收到的砖破损");
            deliver(care, "Authentication-Results: mx.heju.example; dmarc=pass header.from=example.com\r\n", "收到的砖破损，要求赔偿");
            until(() -> !complaints(engine).isEmpty());
        }
        try (RunningEngine engine = engine()) {
            deliver(care, "Authentication-Results: mx.heju.example; dmarc=pass header.from=example.com\r\n", "谢谢，都很好");
            until(() -> engine.store().cards().load(List.of("C-1")).get("C-1").contacts().recent().size() == 2);
            Complaint complaint = complaints(engine).get(0);
            assertEquals(List.of("C-1", "defect"), List.of(complaint.customer(), complaint.category()));
            assertEquals(1, complaints(engine).size());
        }
    }

    @Test
    void aMailThatComesBackIsKnownByItsMarkAndAnAnswerToItByItsAddress() throws Exception {
        GreenMailUser care = greenMail.setUser("care@heju.example", "care", "secret");
        try (RunningEngine engine = engine()) {
            engine.store().journal().append(List.of(new Event("t", "1", "customer.changed", Instant.now(), CustomerKey.stated("C-1").orElseThrow(),
                    Data.of("name", "Li", "emails", List.of("li@example.com")))), Instant.now());
            until(() -> engine.store().cards().resolve(List.of("email:li@example.com")).size() == 1);
            Dispatch mail = new Dispatch("bd8Qo9bTq7uY8fJvW1zA", "C-1", "t-1", false, false, "email", "li@example.com", "Hello", "Text", "en", Map.of(), Dispatch.Status.READY,
                    Instant.now(), 0, null, null);
            Card card = engine.store().cards().load(List.of("C-1")).get("C-1");
            Card next = card.asleep(card.version() + 1);
            assertEquals(Set.of(), engine.store().cards().commit(List.of(new Change(next, List.of(), List.of(), List.of(), List.of(), List.of(mail), List.of()))));
            until(() -> engine.store().records().dispatch(mail.id()).orElseThrow().status() == Dispatch.Status.SENT);
            String sent = sent();
            String mark = sent.lines().filter(l -> l.startsWith("X-Regard-Dispatch: ")).findFirst().orElseThrow();
            raw(care, "From: mailer-daemon@mx.example\r\nTo: care@heju.example\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                    + "--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                    + "Final-Recipient: rfc822; li@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n"
                    + "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n" + mark + "\r\n--b--\r\n");
            until(() -> engine.store().cards().load(List.of("C-1")).get("C-1").undeliverable().equals(List.of("li@example.com")));
            raw(care, "Authentication-Results: mx.heju.example; dmarc=pass header.from=work.example\r\nFrom: li@work.example\r\nTo: care+" + mark.split(" ")[1] + "@heju.example\r\nSubject: Re: Hello\r\n\r\nthank you\r\n");
            until(() -> !engine.store().cards().load(List.of("C-1")).get("C-1").contacts().recent().isEmpty());
            assertEquals("t-1", engine.store().cards().load(List.of("C-1")).get("C-1").contacts().recent().get(0).touch());
        }
    }

    private String sent() throws Exception {
        try (Stream<Path> mails = Files.walk(folder.resolve("data/sent-mail"))) {
            return Files.readString(mails.filter(f -> f.toString().endsWith(".eml")).findFirst().orElseThrow());
        }
    }

    private static void raw(GreenMailUser user, String raw) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
    }

    private static void deliver(GreenMailUser user, String header, String text) throws Exception {
        String head = "From: Li <li@example.com>\r\nTo: care@heju.example\r\nSubject: =?gb2312?B?xOO6ww==?=\r\n" + header + "Content-Type: text/plain; charset=gb2312\r\n\r\n";
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream((head + text + "\r\n").getBytes(GB18030))));
    }
}
