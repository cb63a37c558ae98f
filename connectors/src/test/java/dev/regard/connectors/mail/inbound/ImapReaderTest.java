package dev.regard.connectors.mail.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.regard.connectors.mail.ServerAddress;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.run.Intake;
import dev.regard.engine.store.StoreUnavailable;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox on a real IMAP server of this process. */
class ImapReaderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private final GreenMail greenMail = new GreenMail(ServerSetup.IMAP.dynamicPort());
    private final MemoryStore store = new MemoryStore();
    private final BlockingQueue<Event> taken = new LinkedBlockingQueue<>();
    private volatile boolean storeAway;
    private GreenMailUser user;

    @TempDir
    private Path aside;

    @BeforeEach
    void start() {
        greenMail.start();
        user = greenMail.setUser("care@heju.example", "care", "pa@ss");
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    private ImapReader reader(Correspondence correspondence) {
        ImapServer server = ImapServer.parse("imap://care:pa%40ss@127.0.0.1:" + greenMail.getImap().getPort() + "/INBOX");
        Intake intake = events -> {
            if (storeAway) {
                throw new StoreUnavailable("away", null);
            }
            List<Boolean> fresh = store.journal().append(events, Instant.now());
            for (int i = 0; i < events.size(); i++) {
                if (fresh.get(i)) {
                    taken.add(events.get(i));
                }
            }
            return new Intake.Receipt(events.size(), 0);
        };
        ImapReader reader = new ImapReader(server, correspondence, intake, store.notes(), Instant::now, aside);
        reader.start();
        return reader;
    }

    private static Correspondence subjects() {
        return mail -> List.of(new Event("mail", mail.content(), "mail.received", mail.arrived(), CustomerKey.email("li@example.com").orElseThrow(),
                Data.of("from", "li@example.com", "subject", mail.subject())));
    }

    private void arrives(String raw) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
    }

    private void arrivesWith(String subject) throws Exception {
        arrives("From: li@example.com\r\nSubject: " + subject + "\r\nContent-Type: text/plain\r\n\r\nhello " + subject + "\r\n");
    }

    private String next() throws InterruptedException {
        Event event = taken.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        return event == null ? "nothing" : event.data().text("subject").orElse("");
    }

    @Test
    void whatLiesThereAndWhatComesWhileWaitingIsTakenOnceAndMarked() throws Exception {
        arrivesWith("one");
        arrivesWith("two");
        try (ImapReader reader = reader(subjects())) {
            assertEquals(List.of("one", "two"), List.of(next(), next()));
            arrivesWith("three");
            assertEquals("three", next());
        }
        arrivesWith("four");
        try (ImapReader reader = reader(subjects())) {
            assertEquals("four", next());
        }
        assertEquals(4, store.journal().waiting());
        MailFolder inbox = new MailFolder(greenMail, user);
        assertTrue(inbox.seen() >= 3, "the last one may be marked a moment later");
    }

    @Test
    void aMailIsReadAgainWhenItsLedgerWasNotWrittenAndHasNoSecondEffect() throws Exception {
        arrivesWith("one");
        try (ImapReader reader = reader(subjects())) {
            assertEquals("one", next());
        }
        ImapServer server = ImapServer.parse("imap://care:pa%40ss@127.0.0.1:" + greenMail.getImap().getPort() + "/INBOX");
        store.notes().write(server.key(), "1:0"); // as if the process had died before, or the server had numbered its mails anew
        arrivesWith("two");
        try (ImapReader reader = reader(subjects())) {
            assertEquals("two", next());
        }
        assertEquals(2, store.journal().waiting());
    }

    @Test
    void aMailWhoseOccasionCannotBeLookedUpIsReadAgainWhenTheStoreIsBack() throws Exception {
        storeAway = true;
        arrivesWith("one");
        Correspondence looksUp = mail -> {
            if (storeAway) {
                throw new StoreUnavailable("away", null);
            }
            return subjects().events(mail);
        };
        try (ImapReader reader = reader(looksUp)) {
            while (reader.trouble().isEmpty()) {
                Thread.onSpinWait();
            }
            storeAway = false;
            assertEquals("one", next());
        }
        try (Stream<Path> kept = Files.list(aside)) {
            assertEquals(List.of(), kept.toList());
        }
    }

    @Test
    void whatTheStoreDoesNotTakeStaysUnreadUntilItDoes() throws Exception {
        storeAway = true;
        arrivesWith("one");
        try (ImapReader reader = reader(subjects())) {
            while (reader.trouble().isEmpty()) {
                Thread.onSpinWait();
            }
            storeAway = false;
            assertEquals("one", next());
        }
    }

    @Test
    void aMailThatCannotBeWorkedOutIsPutAsideAndHoldsUpNobody() throws Exception {
        arrivesWith("poison");
        arrivesWith("good");
        try (ImapReader reader = reader(mail -> {
            if (mail.subject().equals("poison")) {
                throw new IllegalStateException("a defect");
            }
            return subjects().events(mail);
        })) {
            assertEquals("good", next());
        }
        try (Stream<Path> files = Files.list(aside)) {
            assertTrue(Files.readString(files.findFirst().orElseThrow()).contains("hello poison"));
        }
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws Exception {
        int port = greenMail.getImap().getPort();
        greenMail.stop();
        ImapServer server = ImapServer.parse("imap://care:pa%40ss@127.0.0.1:" + port);
        try (ImapReader reader = new ImapReader(server, subjects(), events -> new Intake.Receipt(0, 0), store.notes(), Instant::now, aside)) {
            reader.start();
            while (reader.trouble().isEmpty()) {
                Thread.onSpinWait();
            }
            assertFalse(reader.trouble().get().contains("pa@ss"));
        }
    }

    @Test
    void anAddressSaysWhatIsWrongAndNeverThePassword() {
        assertEquals(new ImapServer(new ServerAddress(ServerAddress.Tls.IMPLICIT, "mx.example.com", 993, "care@heju.example", "p/w", "Care")),
                ImapServer.parse("imaps://care%40heju.example:p%2Fw@mx.example.com/Care"));
        assertEquals(ServerAddress.Tls.REQUIRED, ImapServer.parse("imap://a:b@mx.example.com").address().tls(), "a password goes to another machine encrypted");
        assertEquals(ServerAddress.Tls.OPTIONAL, ImapServer.parse("imap://a:b@localhost").address().tls());
        for (String wrong : List.of("pop3://a:hush@b", "imap://b", "imap://a@b", "imap://a:hush@b?tls=on", "imaps://a:hush@b?starttls=off", "imap://a:hu sh@b")) {
            String said = assertThrows(IllegalArgumentException.class, () -> ImapServer.parse(wrong)).getMessage();
            assertFalse(said.contains("hush") || said.contains("hu sh"), said);
        }
        assertFalse(ImapServer.parse("imap://a:hush@b").toString().contains("hush"));
    }

    /** What the server keeps. */
    private record MailFolder(GreenMail server, GreenMailUser user) {
        long seen() throws FolderException {
            return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream().filter(m -> m.getFlags().contains(Flags.Flag.SEEN)).count();
        }
    }
}
