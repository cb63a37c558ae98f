package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.SmtpServer;
import dev.regard.connectors.mail.inbound.ImapServer;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import dev.regard.routes.settings.Mailing;
import dev.regard.routes.settings.Settings;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The whole round over Postfix and Dovecot: a greeting to an unknown address comes back, takes the next way, and is answered. */
@EnabledIf(value = "areHere", disabledReason = "needs postfix and dovecot-imapd, and root to start them")
class RealMailServersIT {
    private static final String GREETED = "2026-03-20T01:00:00Z";
    @TempDir
    private Path folder;

    static boolean areHere() {
        return RealMailServers.areHere();
    }

    @Test
    @Timeout(120)
    void aGreetingComesBackFromAnUnknownAddressGoesToTheNextOneAndIsAnswered() throws Exception {
        try (RealMailServers servers = RealMailServers.start()) {
            Mailing mailing = new Mailing(Optional.empty(), Optional.of("care@heju.example"), Optional.of("care@heju.example"), Optional.empty(),
                    Optional.of(ImapServer.parse("imap://care:secret@127.0.0.1:" + servers.imap() + "?starttls=off")), Optional.empty());
            Settings settings = Settings.embedded(folder.resolve("data")).with(mailing).over(SmtpServer.parse("smtp://127.0.0.1:" + servers.smtp() + "?starttls=off"))
                    .at(Instant.parse("2026-03-19T02:00:00Z"));
            try (RunningEngine engine = RunningEngine.start(settings)) {
                assertEquals(ZoneId.of("Asia/Shanghai"), engine.organisation().zone());
                engine.intake().accept(List.of(new Event("t", "1", "customer.changed", engine.engine().now(), CustomerKey.stated("C-1").orElseThrow(), Data.of("name", "李敏", "kind", "consumer",
                        "emails", List.of("gone@customer.example", "li@customer.example"), "birthday", Map.of("month", BigDecimal.valueOf(3), "day", BigDecimal.valueOf(20))))));
                engine.engine().advanceTo(Instant.parse(GREETED));

                Caller.until("the greeting came back and went to the other address", () -> mails(servers, "li").size() == 1);
                Card card = engine.store().cards().load(List.of("C-1")).get("C-1");
                assertEquals(List.of("gone@customer.example"), card.undeliverable());
                Caller.until("the second one is reported", () -> touch(engine, "greeting").map(Touch::status).equals(Optional.of(Touch.Status.SENT)));
                MimeMessage greeting = read(mails(servers, "li").get(0));
                assertTrue(greeting.getSubject().contains("李敏") || greeting.getSubject().contains("生日"), greeting.getSubject());

                answer(servers, greeting);
                Caller.until("the answer is somebody's task", () -> touch(engine, "read-answer").isPresent());
                assertEquals(touch(engine, "greeting").orElseThrow().id(), engine.store().cards().load(List.of("C-1")).get("C-1").contacts().recent().get(0).touch());
                assertEquals(1, mails(servers, "li").size(), "nobody is greeted twice, and nothing answers by itself");
            }
        }
    }

    @Test
    @Timeout(180)
    void mailsThatTheServerDoesNotHandOutStopNoneBehindThemAndAreReadWhenItDoes() throws Exception {
        try (RealMailServers servers = RealMailServers.start()) {
            for (int i = 0; i < 12; i++) {
                int there = i + 1;
                send(servers, "mail " + i, "words");
                Caller.until("it arrived", () -> mails(servers, "care").size() == there);
            }
            List<Path> mails = servers.mails("care").stream().sorted(Comparator.comparing(RealMailServersIT::subject)).toList();
            List<Path> bad = List.of(mails.get(2), mails.get(3), mails.get(9));
            for (Path mail : bad) {
                Files.setPosixFilePermissions(mail, Set.of());
            }
            Mailing mailing = new Mailing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.of(ImapServer.parse("imap://care:secret@127.0.0.1:" + servers.imap() + "?starttls=off")), Optional.empty());
            Path data = folder.resolve("withheld");
            try (RunningEngine engine = RunningEngine.start(Settings.embedded(data).with(mailing))) {
                Caller.until("all others are read", () -> subjects(engine).size() == 9);
                Caller.until("the bad ones are reported", () -> aside(data).size() == 3);
                assertTrue(aside(data).stream().allMatch(name -> name.startsWith("not-handed-out-")), aside(data).toString());
                assertEquals(12, mails(servers, "care").size(), "all are still there");
            }
            for (Path mail : bad) {
                Files.setPosixFilePermissions(moved(servers, mail), PosixFilePermissions.fromString("rw-rw-rw-"));
            }
            try (RunningEngine engine = RunningEngine.start(Settings.embedded(data).with(mailing))) {
                Caller.until("they are read too", () -> subjects(engine).size() == 12);
                Caller.until("nothing is reported any more", () -> aside(data).isEmpty());
            }
        }
    }

    private static List<String> subjects(RunningEngine engine) {
        return engine.store().records().touches(new TouchFilter(null, null, null, null, null), new Paging(100, null)).items().stream()
                .map(t -> t.about().get("subject")).filter(Objects::nonNull).toList();
    }

    private static String subject(Path mail) {
        try {
            return read(mail).getSubject();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its name holds its flags, and may have changed. */
    private static Path moved(RealMailServers servers, Path mail) {
        String stem = mail.getFileName().toString().split(":")[0];
        return mails(servers, "care").stream().filter(m -> m.getFileName().toString().startsWith(stem)).findFirst().orElseThrow();
    }

    private static List<String> aside(Path data) {
        Path folder = data.resolve("mail-aside");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void send(RealMailServers servers, String subject, String text) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(servers.smtp()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("li.min@work.example"));
        mail.setRecipients(Message.RecipientType.TO, "care@heju.example");
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    private static List<Path> mails(RealMailServers servers, String person) {
        try {
            return servers.mails(person);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<Touch> touch(RunningEngine engine, String role) {
        return engine.store().records().touches(new TouchFilter("C-1", null, null, null, null), new Paging(100, null)).items().stream().filter(t -> t.role().equals(role)).findFirst();
    }

    private static MimeMessage read(Path mail) throws Exception {
        try (InputStream in = Files.newInputStream(mail)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private static void answer(RealMailServers servers, MimeMessage greeting) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(servers.smtp()));
        MimeMessage answer = new MimeMessage(Session.getInstance(properties));
        answer.setFrom(new InternetAddress("li.min@work.example"));
        answer.setRecipients(Message.RecipientType.TO, greeting.getReplyTo());
        answer.setSubject("Re: " + greeting.getSubject(), "UTF-8");
        answer.setText("谢谢你们的祝福！", "UTF-8");
        Transport.send(answer);
    }
}
