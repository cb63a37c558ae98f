package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.regard.routes.command.EngineOptions;
import dev.regard.routes.command.Failures;
import dev.regard.routes.command.ImportCommand;
import dev.regard.routes.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A MongoDB that is away for a while, behind real sockets. */
class MongoAwayTest {
    @TempDir
    private Path folder;
    private final AtomicInteger orders = new AtomicInteger();
    private final List<Caller.Reply> acknowledged = java.util.Collections.synchronizedList(new ArrayList<>());
    private MongoServer server;
    private Proxy way;

    @BeforeEach
    void aServer() throws IOException {
        server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", 0);
        way = new Proxy(server.getLocalAddress().getPort());
    }

    @AfterEach
    void end() throws IOException {
        way.close();
        server.shutdownNow();
    }

    private RunningEngine start() {
        Settings plain = Settings.embedded(folder.resolve("data"));
        return RunningEngine.start(new Settings(plain.data(), Optional.of("mongodb://127.0.0.1:" + way.port() + "/away"), plain.web(), plain.inbox(),
                plain.rules(), plain.smtp(), plain.mailing(), plain.timeZone(), plain.clock(), true, plain.logFormat()));
    }

    /** One purchase of 1 000, always of the same customer. */
    private Caller.Reply buys(Caller caller) {
        Caller.Reply reply = caller.post(Happenings.purchase("O-" + orders.incrementAndGet(), Instant.now().minusSeconds(60), "C-1"));
        if (reply.status() == 202) {
            acknowledged.add(reply);
        }
        return reply;
    }

    private List<Caller.Reply> together(int callers, Caller caller) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Caller.Reply>> replies = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                replies.add(all.submit(() -> buys(caller)));
            }
            List<Caller.Reply> came = new ArrayList<>();
            for (Future<Caller.Reply> reply : replies) {
                came.add(reply.get());
            }
            return came;
        } finally {
            all.shutdownNow();
        }
    }

    /** Everything acknowledged counts once, and nothing else does but what was not answered for sure. */
    private void everythingIsAppliedOnce(Caller caller, int atMost) {
        Caller.until("all is decided", () -> caller.get("/health/ready").json().path("waiting").asInt(-1) == 0);
        BigDecimal sales = caller.get("/api/v1/customers/C-1").json().path("value").path("sales12m").decimalValue();
        int applied = sales.divideToIntegralValue(new BigDecimal(1000)).intValueExact();
        assertTrue(applied >= acknowledged.size() && applied <= atMost, applied + " of " + acknowledged.size());
    }

    @Test
    void whileItIsAwayTheIntakeSaysSoSoonAndAfterwardsEverythingGoesOn() throws Exception {
        try (RunningEngine engine = start()) {
            Caller caller = new Caller(engine);
            for (int i = 0; i < 20; i++) {
                assertEquals(202, buys(caller).status());
            }
            int threads = Thread.activeCount();
            way.cut();
            Caller.Reply first = buys(caller);
            assertEquals(503, first.status());
            assertEquals("5", first.retryAfter());
            assertTrue(first.after().toSeconds() < 30, first::toString);
            Caller.until("the probe says so", () -> caller.health("store").startsWith("down "));
            assertEquals(503, caller.get("/health/ready").status());
            for (int i = 0; i < 5; i++) {
                List<Caller.Reply> refused = together(40, caller);
                assertTrue(refused.stream().allMatch(r -> r.status() == 503 && r.after().toSeconds() < 15), refused::toString);
            }
            assertTrue(caller.get("/health/live").after().toSeconds() < 5);
            assertTrue(Thread.activeCount() < threads + 60, "threads: " + threads + ", now " + Thread.activeCount());

            way.clear();
            Caller.until("it is found again", () -> caller.health("store").equals("up "));
            Caller.until("events are taken again", () -> buys(caller).status() == 202);
            everythingIsAppliedOnce(caller, orders.get());
        }
    }

    @Test
    void anImportWaitsForItAndSaysWhatFor() throws Exception {
        Path file = Files.writeString(folder.resolve("purchases.csv"), "customer,order,amount\nC-1,O-1,1000\nC-1,O-2,1000\n");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(CommandSpec.create()).addSubcommand(new ImportCommand());
        EngineOptions.addTo(line);
        Failures.toldIn(line).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        try (RunningEngine engine = start()) {
            Caller caller = new Caller(engine);
            assertEquals(202, buys(caller).status());
            way.cut();
            Caller.until("the probe says so", () -> caller.health("store").startsWith("down "));
            ExecutorService beside = Executors.newSingleThreadExecutor();
            try {
                Future<Integer> done = beside.submit(() -> line.execute("import", file.toString(), "--data", folder.resolve("data").toString()));
                Caller.until("it waits", () -> err.toString().startsWith("regard: the import waits until the engine can work again: store: ") || done.isDone());
                assertFalse(done.isDone(), () -> out + "" + err);
                way.clear();
                assertEquals(0, done.get(60, TimeUnit.SECONDS), err::toString);
            } finally {
                beside.shutdownNow();
            }
            assertTrue(out.toString().endsWith("2 accepted, 0 repeated, 0 rejected" + System.lineSeparator()), out::toString);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }

    @Test
    void whileItSaysNothingSomebodyStillAnswersTheProbes() throws Exception {
        try (RunningEngine engine = start()) {
            Caller caller = new Caller(engine);
            assertEquals(202, buys(caller).status());
            way.clog();
            ExecutorService waiting = Executors.newFixedThreadPool(160);
            try {
                List<Future<Caller.Reply>> replies = new ArrayList<>();
                for (int i = 0; i < 90; i++) {
                    replies.add(waiting.submit(() -> buys(caller)));
                }
                Caller.until("the probe says so", Duration.ofSeconds(60), () -> caller.health("store").startsWith("down "));
                for (int i = 0; i < 70; i++) {
                    replies.add(waiting.submit(() -> buys(caller)));
                }
                Caller.until("some are sent away", () -> replies.stream().filter(Future::isDone).count() >= 40);
                assertTrue(caller.get("/health/live").after().toSeconds() < 5);

                way.clear();
                for (Future<Caller.Reply> reply : replies) {
                    assertTrue(reply.get().status() == 202 || reply.get().status() == 503, reply.get()::toString);
                }
            } finally {
                waiting.shutdownNow();
            }
            Caller.until("events are taken again", () -> buys(caller).status() == 202);
            everythingIsAppliedOnce(caller, orders.get());
        }
    }
}
