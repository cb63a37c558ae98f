package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.SmtpServer;
import dev.regard.connectors.mail.inbound.ImapServer;
import dev.regard.engine.event.Event;
import dev.regard.routes.settings.Mailing;
import dev.regard.routes.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine is stopped while everybody whom it talks to takes connections and says nothing. */
@Timeout(120)
class StopAmongMuteServersTest {
    private static final Instant START = Instant.parse("2026-03-20T00:30:00Z");

    @TempDir
    private Path folder;
    private volatile Instant wall = START;
    private final long begin = System.nanoTime();

    /** Takes connections and says nothing. */
    private static final class Mute implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> visitors = new CopyOnWriteArrayList<>();

        Mute() throws IOException {
            Thread thread = new Thread(this::receive, "mute");
            thread.setDaemon(true);
            thread.start();
        }

        private void receive() {
            try {
                while (true) {
                    visitors.add(door.accept());
                }
            } catch (IOException closed) {
                // nobody comes any more
            }
        }

        int port() {
            return door.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            door.close();
            for (Socket visitor : visitors) {
                visitor.close();
            }
        }
    }

    private Settings settings(Mute smtp, Mute imap, Mute gateway) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("gateways.yaml"), """
                sms:
                  url: http://127.0.0.1:%d/
                  address: phones
                  secret: 0123456789abcdef
                  idempotent: true
                  body: {to: "{address}"}
                """.formatted(gateway.port()));
        Settings plain = Settings.embedded(data);
        Mailing mailing = new Mailing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(ImapServer.parse("imap://care:secret@127.0.0.1:" + imap.port() + "/INBOX?starttls=off")), Optional.empty());
        return new Settings(plain.data(), plain.mongodb(), plain.web(), plain.inbox(), plain.rules(), Optional.of(SmtpServer.parse("smtp://127.0.0.1:" + smtp.port())), mailing,
                Optional.of(ZoneId.of("Asia/Shanghai")), plain.clock(), false, plain.logFormat());
    }

    @Test
    void theyHangSideBySideAndWhatWasUnderWayIsReported() throws Exception {
        try (Mute smtp = new Mute(); Mute imap = new Mute(); Mute gateway = new Mute()) {
            RunningEngine engine = RunningEngine.start(settings(smtp, imap, gateway), () -> wall.plusNanos(System.nanoTime() - begin), System::nanoTime);
            Caller caller = new Caller(engine);
            Event customer = Happenings.event("e1", START, "C-1", "customer.changed", "name", "Li Na", "phones", List.of("+8613800000000"), "timeZone", "Asia/Shanghai",
                    "birthday", Map.of("month", 3, "day", 20));
            assertEquals(202, caller.post(customer, Happenings.complaint("K-1", START, "C-1")).status());
            Files.write(engine.settings().inbox().resolve("orders.csv"), "customer,order,amount\nC-1,O-1,100\n".getBytes(StandardCharsets.UTF_8));
            Caller.until("the customer is known", () -> caller.get("/health/ready").json().path("waiting").asLong() == 0);
            wall = START.plus(Duration.ofMinutes(31));
            Caller.until("all three hang", () -> !imap.visitors.isEmpty() && smtp.visitors.size() > 1 && !gateway.visitors.isEmpty());

            long begun = System.nanoTime();
            engine.close();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.toSeconds() < 9, took::toString);
        }
        try (RunningEngine engine = RunningEngine.deciding(Settings.embedded(folder.resolve("data")))) {
            Caller.until("the reports are applied", () -> engine.store().journal().waiting() == 0);
            assertEquals(List.of(), engine.store().outgoing().abandoned("nobody", 100), "nothing is left claimed");
        }
    }
}
