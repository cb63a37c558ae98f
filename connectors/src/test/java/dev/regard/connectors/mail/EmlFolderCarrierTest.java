package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.LETTERS;
import static dev.regard.connectors.mail.Mails.NOON;
import static dev.regard.connectors.mail.Mails.greeting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmlFolderCarrierTest {
    private static final String FILE = "2026-03-01-Q1w2-e3_r4T5y6U7i8O9.eml";

    @TempDir
    Path data;

    private Path folder;
    private EmlFolderCarrier carrier;

    @BeforeEach
    void aFolderThatIsNotThereYet() {
        folder = data.resolve("sent-mail");
        carrier = new EmlFolderCarrier(folder, LETTERS);
    }

    @Test
    void aMailBecomesAFileThatAMailProgramReads() throws Exception {
        assertEquals(new Attempt(Result.SENT, FILE), carrier.carry(greeting()));

        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            assertEquals("生日快乐，王女士", mail.getSubject());
            assertEquals("王女士，您好！\r\n祝您生日快乐。\r\n", Mails.text(mail));
            assertEquals("<Q1w2-e3_r4T5y6U7i8O9@dealer.example>", mail.getMessageID());
        }
        assertEquals(List.of(FILE), files());
    }

    @Test
    void onlyTheirOwnerMayReadTheMails() throws IOException {
        assumeTrue(data.getFileSystem().supportedFileAttributeViews().contains("posix"));
        carrier.carry(greeting());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(FILE))));
    }

    @Test
    void theSameDispatchAgainIsTheSameFileThoughItIsDueOnAnotherDay() throws IOException {
        carrier.carry(greeting());
        carrier.carry(greeting());
        carrier.carry(Mails.again(greeting(), NOON.plus(Duration.ofDays(2))));

        assertEquals(List.of(FILE), files());
    }

    @Test
    void anotherDispatchIsAnotherFileThoughItsIdEndsAlike() throws IOException {
        carrier.carry(greeting("a-b"));
        carrier.carry(Mails.again(greeting("b"), NOON.plus(Duration.ofDays(1))));

        assertEquals(List.of("2026-03-01-a-b.eml", "2026-03-02-b.eml"), files());
    }

    @Test
    void anIdCannotLeadOutOfTheFolder() throws IOException {
        Attempt attempt = carrier.carry(greeting("../../etc/passwd"));

        assertEquals(Result.SENT, attempt.result());
        assertEquals(List.of(attempt.detail()), files());
        assertTrue(attempt.detail().matches("2026-03-01-[A-Za-z0-9_-]{20}\\.eml"), attempt.detail());
    }

    @Test
    void whatACrashLeftUnfinishedIsReplaced() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("." + FILE + ".part"), "From: half a ma".repeat(1_000));

        carrier.carry(greeting());

        assertEquals(List.of(FILE), files());
        assertFalse(Files.readString(folder.resolve(FILE)).contains("half a ma"));
    }

    @Test
    void aFullDiskDelaysAndLeavesNothingBehind() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "Linux has a device that is always full");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("." + FILE + ".part"), full);

        assertEquals(new Attempt(Result.DELAYED, "cannot write to " + folder + ": No space left on device"), carrier.carry(greeting()));
        assertEquals(List.of(), files());
        Files.createSymbolicLink(folder.resolve(".probe.part"), full);
        assertEquals("cannot write to " + folder + ": No space left on device", carrier.trouble().orElseThrow());
        assertTrue(carrier.trouble().isEmpty(), "there is room again");
        assertEquals(Result.SENT, carrier.carry(greeting()).result());
    }

    @Test
    void aFolderThatCannotBeMadeDelaysAndIsTrouble() throws IOException {
        Files.writeString(folder, "a file where the folder should be");

        Attempt attempt = carrier.carry(greeting());

        assertEquals(Result.DELAYED, attempt.result());
        assertTrue(attempt.detail().startsWith("cannot write to " + folder), attempt.detail());
        assertEquals(attempt.detail(), carrier.trouble().orElseThrow());
    }

    @Test
    void aFolderThatCanBeWrittenIsNoTrouble() {
        assertTrue(carrier.trouble().isEmpty());
    }

    @Test
    void anAddressInChineseIsNoObstacleToAFile() throws IOException {
        Dispatch dispatch = Mails.to("王@例子.example");

        Attempt attempt = carrier.carry(dispatch);

        assertEquals(Result.SENT, attempt.result());
        assertTrue(Files.readString(folder.resolve(attempt.detail())).contains("\r\nTo: 王@xn--fsqu00a.example\r\n"));
    }

    @Test
    void aMailThatMayNotBeSentIsNotWritten() throws IOException {
        assertEquals(Result.REFUSED, carrier.carry(Mails.about("Hello\r\nBcc: all@customer.example")).result());
        assertEquals(List.of(), files());
    }

    private List<String> files() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
