package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.intake.Inbox;
import dev.regard.routes.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder on a disk of its own that is really full, then has room again. Needs the right to mount one. */
class FullDiskTest {
    private static final int EVENTS = 20;
    /** What it takes to open the store. */
    private static final int OPENING = 64 << 10;

    @TempDir
    private Path folder;
    private Path disk;
    private Path inbox;
    private boolean mounted;

    @BeforeEach
    void aSmallDisk() throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        inbox = Files.createDirectories(folder.resolve("inbox"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString());
        assumeTrue(mounted, "mounting a small disk needs root");
    }

    @AfterEach
    void takeItAway() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes all the room that is left, but for so much. */
    private Path filled(long left) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] some = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - left);
            }
            return filler;
        }
    }

    private Settings settings() {
        Settings plain = Settings.embedded(disk.resolve("data"));
        return new Settings(plain.data(), plain.mongodb(), plain.web(), inbox, plain.rules(), plain.smtp(), plain.mailing(), plain.timeZone(), plain.clock(), false,
                plain.logFormat());
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static int orders(Caller caller) {
        int orders = 0;
        for (JsonNode customer : caller.get("/api/v1/customers?limit=1000").json().path("items")) {
            orders += customer.path("value").path("ordersTotal").asInt();
        }
        return orders;
    }

    private static boolean decided(Caller caller) {
        return caller.get("/health/ready").json().path("waiting").asInt(-1) == 0;
    }

    @Test
    void nothingIsAcknowledgedOrMovedWhileItIsFullAndEverythingGoesOnWhenThereIsRoom() throws Exception {
        try (RunningEngine engine = RunningEngine.start(settings())) {
            Caller caller = new Caller(engine);
            assertEquals(202, caller.post(Happenings.purchases("before-", EVENTS, Instant.now())).status());
            Caller.until("it is decided", () -> orders(caller) == EVENTS);

            Path filler = filled(0);
            int taken = EVENTS;
            Caller.Reply refused = caller.post(Happenings.purchases("first-", EVENTS, Instant.now()));
            for (int i = 0; refused.status() == 202; i++) {
                taken += EVENTS; // the write-ahead log has some room of its own
                refused = caller.post(Happenings.purchases("more-" + i + "-", EVENTS, Instant.now()));
            }
            assertEquals(503, refused.status());
            assertEquals("5", refused.retryAfter());
            Files.writeString(inbox.resolve("customers.csv"), "customer,name\nC-900,Li\nC-901,Wang\n");
            Caller.until("the probe says so", () -> caller.health("store").contains("the disk is full"));
            assertEquals("down less than 100 MB are free for the data folder", caller.health("disk"));
            for (int i = 0; i < 20; i++) {
                assertEquals(503, caller.post(Happenings.purchases("again-", EVENTS, Instant.now())).status());
            }
            assertEquals(List.of("customers.csv"), names(inbox));

            Files.delete(filler);
            Caller.until("the probe says so", () -> caller.health("store").equals("up "));
            assertEquals(202, caller.post(Happenings.purchases("again-", EVENTS, Instant.now())).status());
            assertEquals(202, caller.post(Happenings.complaint("K-1", Instant.now(), "C-1")).status());
            Caller.until("the file is put away", () -> Files.exists(inbox.resolve(Inbox.DONE).resolve("customers.csv")));
            Caller.until("everything is decided", () -> decided(caller));
            assertEquals(taken + EVENTS, orders(caller));
            Caller.until("the alert is written", () -> engine.meters().find("regard.dispatches").tag("result", "sent").timer() != null);
        }
    }

    @Test
    void anEngineStartsOnAFullDiskAndWorksWhenThereIsRoom() throws Exception {
        try (RunningEngine engine = RunningEngine.start(settings())) {
            Caller caller = new Caller(engine);
            assertEquals(202, caller.post(Happenings.purchases("before-", EVENTS, Instant.now())).status());
            Caller.until("it is decided", () -> orders(caller) == EVENTS);
        }
        Path filler = filled(OPENING);
        try (RunningEngine engine = RunningEngine.start(settings())) {
            Caller caller = new Caller(engine);
            assertEquals(EVENTS, orders(caller), "what is there can be looked at");
            Caller.Reply refused = caller.post(Happenings.purchases("full-", 2000, Instant.now()));
            assertEquals(503, refused.status());

            Files.delete(filler);
            Caller.until("events are taken", () -> caller.post(Happenings.purchases("full-", 2000, Instant.now())).status() == 202);
            Caller.until("everything is decided", () -> decided(caller));
            assertEquals(EVENTS + 2000, orders(caller));
        }
    }
}
