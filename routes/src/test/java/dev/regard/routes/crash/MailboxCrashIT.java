package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.regard.engine.crash.CrashPoint;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails arrive while the program is killed wherever a mail can be lost or taken twice; each means exactly one task in the end. */
class MailboxCrashIT {
    private static final List<CrashPoint> POINTS = List.of(CrashPoint.MAIL_FILED, CrashPoint.MAIL_NOTED, CrashPoint.BEFORE_COMMIT, CrashPoint.AFTER_JOURNAL,
            CrashPoint.MAIL_FILED, CrashPoint.IN_JOURNAL, CrashPoint.MAIL_NOTED, CrashPoint.AFTER_COMMIT);
    private static final int EACH_LIFE = 15;
    private static final int AT_RANDOM = 4;
    private static final Session SESSION = Session.getInstance(new Properties());

    @TempDir
    private Path folder;
    private final GreenMail server = new GreenMail(ServerSetup.IMAP.dynamicPort());
    private GreenMailUser care;
    private int delivered;

    @Test
    void eachMailIsReadOnceThroughEveryDeath() throws Exception {
        server.start();
        try {
            care = server.setUser("care@heju.example", "care", "secret");
            Random random = new Random(7);
            for (CrashPoint point : POINTS) {
                Prey prey = born("-D" + CrashPoint.PROPERTY + "=" + point + ":" + (1 + random.nextInt(4)));
                deliver();
                assertEquals(137, prey.awaitDeath(), prey::lastWords);
            }
            for (int i = 0; i < AT_RANDOM; i++) {
                Prey prey = born("-Dnone=1");
                assertTrue(prey.awaitReady(), prey::lastWords);
                deliver();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
                prey.kill();
                prey.awaitDeath();
            }
            Prey last = born("-Dnone=1");
            assertTrue(last.awaitReady(), last::lastWords);
            Set<String> tasks = tasks(last);
            for (int tries = 0; tasks.size() < delivered && tries < 300; tries++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                tasks = tasks(last);
            }
            assertEquals(delivered, tasks.size(), "one task for each mail");
            last.ask();
            last.awaitDeath();
            System.out.printf("mailbox: %d kills, %d mails, 0 lost, 0 taken twice%n", POINTS.size() + AT_RANDOM, delivered);
        } finally {
            server.stop();
        }
    }

    private Prey born(String machine) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(QuickStart.options(folder));
        options.add(machine);
        return Prey.born(new Prey.Birth(List.of(), folder.resolve("data"), options,
                List.of("--imap", "imap://care:secret@127.0.0.1:" + server.getImap().getPort())), folder.resolve("life.log"));
    }

    private void deliver() throws Exception {
        for (int i = 0; i < EACH_LIFE; i++) {
            String raw = "From: c" + delivered % 20 + "@example.com\r\nTo: care@heju.example\r\nSubject: question " + delivered + "\r\n\r\nDo you open on Sunday?\r\n";
            care.deliver(new MimeMessage(SESSION, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
            delivered++;
        }
    }

    private static Set<String> tasks(Prey prey) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        prey.list("touches", touch -> {
            if (touch.get("occasion").asText().startsWith("mail/")) {
                found.add(touch.get("occasion").asText());
            }
        });
        Set<String> different = new HashSet<>(found);
        assertEquals(found.size(), different.size(), "no mail makes two tasks");
        return different;
    }
}
