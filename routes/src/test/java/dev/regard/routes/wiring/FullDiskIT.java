package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regard.engine.event.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program where files may not grow beyond a few megabytes: writing to the disk fails as when it is full or broken, for real and
 * without the right to mount one.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {
    private static final String READY = "regard ready ";
    private static final int BATCH = 50;
    private static final int LARGEST_FILE_KILOBYTES = 6_000;
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @TempDir
    private Path folder;
    private final Instant at = Instant.now();
    private final List<Event[]> acknowledged = new ArrayList<>();
    private final List<Event[]> refused = new ArrayList<>();
    private Process program;

    @AfterEach
    void end() throws InterruptedException {
        program.destroyForcibly().waitFor();
    }

    /** @param limit a shell command that comes first */
    private Caller start(String limit) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        program = new ProcessBuilder("sh", "-c", limit + "exec \"$@\"", "sh", java, "-Xmx512m", "-jar", Path.of("target", "regard.jar").toAbsolutePath().toString(),
                "run", "--data", folder.resolve("data").toString(), "--http", "127.0.0.1:0").redirectError(folder.resolve("log").toFile()).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new Caller(URI.create(line.substring(READY.length()).strip()));
            }
        }
        throw new IOException("the program ended before it was ready:\n" + Files.readString(folder.resolve("log")));
    }

    private static String files(int kilobytes) {
        return "ulimit -S -f " + kilobytes * 2 + "; "; // POSIX counts in half kilobytes
    }

    private Caller.Reply brings(Caller caller, Event[] events) {
        Caller.Reply reply = caller.post(events);
        (reply.status() == 202 ? acknowledged : refused).add(events);
        return reply;
    }

    private void fill(Caller caller) {
        for (int i = 0; refused.size() < 5; i++) {
            assertTrue(i < 1_000, "the disk is never full");
            Caller.Reply reply = brings(caller, Happenings.purchases("O-" + i + "-", BATCH, at));
            assertTrue(reply.status() == 202 || reply.status() == 503 && reply.retryAfter().equals("5"), reply::toString);
        }
        assertTrue(acknowledged.size() > 5);
        Caller.until("the probe says so", () -> caller.health("store").startsWith("down "));
        assertEquals(503, caller.get("/health/ready").status());
    }

    /** Everything acknowledged is known as such, everything else is new, and each counts once. */
    private void nothingIsLost(Caller caller) {
        for (Event[] events : acknowledged) {
            Caller.Reply again = caller.post(events);
            assertEquals(BATCH, again.json().path("repeated").asInt(), again::toString);
        }
        for (Event[] events : refused) {
            Caller.Reply again = caller.post(events);
            assertEquals(BATCH, again.json().path("accepted").asInt() + again.json().path("repeated").asInt(), again::toString);
        }
        Caller.until("everything is decided", () -> caller.get("/health/ready").json().path("waiting").asInt(-1) == 0);
        int orders = 0;
        for (var customer : caller.get("/api/v1/customers?limit=1000").json().path("items")) {
            orders += customer.path("value").path("ordersTotal").asInt();
        }
        assertEquals((acknowledged.size() + refused.size()) * BATCH, orders);
    }

    @Test
    void whatWasAcknowledgedBeforeTheDiskFailedSurvivesAKillInTheMiddleOfIt() throws Exception {
        Caller caller = start(files(LARGEST_FILE_KILOBYTES));
        fill(caller);
        program.destroyForcibly().waitFor();

        nothingIsLost(start(""));
    }

    @Test
    void withRoomAgainItGoesOnWithoutARestart() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "there is no prlimit");
        Caller caller = start(files(LARGEST_FILE_KILOBYTES));
        fill(caller);
        Process roomier = new ProcessBuilder(PRLIMIT.toString(), "--pid", Long.toString(program.pid()), "--fsize=unlimited:").inheritIO().start();
        assertTrue(roomier.waitFor(20, TimeUnit.SECONDS) && roomier.exitValue() == 0);

        Caller.until("the probe says so", () -> caller.health("store").equals("up "));
        nothingIsLost(caller);
        assertTrue(Files.readString(folder.resolve("log")).contains("the store works again"));
        assertTrue(Files.readAllLines(folder.resolve("log")).size() < 60, "the log does not grow with each try");
    }
}
