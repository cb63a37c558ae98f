package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.regard.connectors.mail.SmtpServer;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Event;
import dev.regard.routes.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one MongoDB, each with a data folder of its own; half an hour before nine in the morning, when greetings go out. */
class TwoNodesTest {
    private static final Instant START = Instant.parse("2026-03-20T00:30:00Z");
    private static final int BORN_TODAY = 12;

    @TempDir
    private Path folder;
    private MongoServer database;
    private PostOffice office;
    private final long begin = System.nanoTime();
    private volatile Duration passed = Duration.ZERO;

    @BeforeEach
    void servers() throws IOException {
        database = new MongoServer(new MemoryBackend());
        database.bind("127.0.0.1", 0);
        office = new PostOffice();
    }

    @AfterEach
    void end() throws IOException {
        office.close();
        database.shutdownNow();
    }

    private long nanos() {
        return System.nanoTime() - begin + passed.toNanos();
    }

    private RunningEngine start(String node) {
        Settings plain = Settings.embedded(folder.resolve(node));
        return RunningEngine.start(new Settings(plain.data(), Optional.of("mongodb://127.0.0.1:" + database.getLocalAddress().getPort() + "/shared"), plain.web(), plain.inbox(),
                plain.rules(), Optional.of(SmtpServer.parse("smtp://127.0.0.1:" + office.port())), plain.mailing(), Optional.of(ZoneId.of("Asia/Shanghai")), plain.clock(), true,
                plain.logFormat()), () -> START.plusNanos(nanos()), this::nanos);
    }

    private static void makeCustomers(Caller caller) {
        assertEquals(202, caller.post(IntStream.range(0, BORN_TODAY).mapToObj(i -> Happenings.customer("C-" + i, START, 3, 20)).toArray(Event[]::new)).status());
        Caller.until("the customers are known", () -> caller.get("/health/ready").json().path("waiting").asLong() == 0);
    }

    private static int greetings(Caller caller, String status) {
        return caller.get("/api/v1/touches?limit=1000&status=" + status).json().path("items").size();
    }

    @Test
    void whatOneIsSendingTheOtherLeavesAloneWhenItStarts() {
        office.slow(Duration.ofSeconds(4));
        try (RunningEngine one = start("one")) {
            Caller caller = new Caller(one);
            makeCustomers(caller);
            passed = Duration.ofMinutes(31);
            Caller.until("a greeting is being sent", () -> !one.store().outgoing().abandoned("nobody", 1).isEmpty());
            try (RunningEngine other = start("other")) {
                office.slow(Duration.ofMillis(20));
                Caller.until("all greetings went out", () -> greetings(new Caller(other), "sent") == BORN_TODAY);
                assertEquals(BORN_TODAY, office.taken.size(), office.taken::toString);
                assertEquals(BORN_TODAY, office.taken.stream().distinct().count(), office.taken::toString);
            }
        }
    }

    @Test
    void whatOneLeavesWhenItDiesTheOtherReportsAMinuteLater() {
        office.slow(Duration.ofMillis(300));
        try (RunningEngine one = start("one")) {
            Caller caller = new Caller(one);
            makeCustomers(caller);
            passed = Duration.ofMinutes(31);
            Caller.until("one is claimed", () -> !one.store().outgoing().claim(Dispatch.Lane.ORDINARY, one.engine().now(), 1, "dead@elsewhere/4711").isEmpty());
            Caller.until("all others went out", () -> greetings(caller, "sent") == BORN_TODAY - 1);
            assertEquals(1, greetings(caller, "sending"), "it may be at work on it");

            Caller.until("it is in doubt", Duration.ofSeconds(40), () -> {
                passed = passed.plusSeconds(5);
                return greetings(caller, "uncertain") == 1;
            });
            assertEquals(BORN_TODAY - 1, office.taken.size(), office.taken::toString);
        }
    }
}
