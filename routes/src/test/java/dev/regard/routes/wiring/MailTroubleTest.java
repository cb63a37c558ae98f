package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.SmtpServer;
import dev.regard.engine.event.Event;
import dev.regard.routes.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail servers that are slow, mute or gone, on real sockets; half an hour before nine in the morning, when greetings go out. */
class MailTroubleTest {
    private static final Instant START = Instant.parse("2026-03-20T00:30:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(31);
    private static final int BORN_TODAY = 80;

    @TempDir
    private Path folder;
    private PostOffice office;
    private volatile Instant wall = START;
    private final long begin = System.nanoTime();

    @BeforeEach
    void aMailServer() throws IOException {
        office = new PostOffice();
    }

    @AfterEach
    void end() throws IOException {
        office.close();
    }

    private Instant wall() {
        return wall.plusNanos(System.nanoTime() - begin);
    }

    private RunningEngine start() {
        Settings plain = Settings.embedded(folder.resolve("data"));
        Settings settings = new Settings(plain.data(), plain.mongodb(), plain.web(), plain.inbox(), plain.rules(),
                Optional.of(SmtpServer.parse("smtp://127.0.0.1:" + office.port())), plain.mailing(), Optional.of(ZoneId.of("Asia/Shanghai")), plain.clock(), false, plain.logFormat());
        return RunningEngine.start(settings, this::wall, System::nanoTime);
    }

    private static void makeCustomers(Caller caller) {
        Event[] customers = IntStream.range(0, BORN_TODAY).mapToObj(i -> Happenings.customer("C-" + i, START, 3, 20)).toArray(Event[]::new);
        assertEquals(202, caller.post(customers).status());
        Caller.until("the customers are known", () -> caller.get("/health/ready").json().path("waiting").asLong() == 0);
    }

    private long greetings() {
        return office.taken.stream().filter(to -> to.endsWith("@example.com")).count();
    }

    private long alerts() {
        return office.taken.size() - greetings();
    }

    private static long delayed(RunningEngine engine) {
        return engine.meters().get("regard.dispatches").tag("result", "delayed").timer().count();
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith(name)).count();
    }

    @Test
    void anAlertDoesNotWaitBehindGreetingsThatASlowServerTakesOneByOne() {
        office.slow(Duration.ofMillis(150));
        try (RunningEngine engine = start()) {
            Caller caller = new Caller(engine);
            makeCustomers(caller);
            wall = START.plus(HALF_AN_HOUR);
            Caller.until("greetings go out", () -> greetings() > 2);

            long complained = System.nanoTime();
            assertEquals(202, caller.post(Happenings.complaint("K-1", wall(), "C-7")).status());
            Caller.until("the alert goes out", () -> alerts() == 1);
            Duration took = Duration.ofNanos(System.nanoTime() - complained);
            assertTrue(greetings() < BORN_TODAY, "the backlog of greetings is still there");
            assertTrue(took.toSeconds() < 10, took::toString);
            Caller.until("every greeting goes out", () -> greetings() == BORN_TODAY);
            assertEquals(BORN_TODAY, office.taken.stream().filter(to -> to.endsWith("@example.com")).distinct().count(), "each once");
        }
    }

    @Test
    void aServerThatIsGoneForMinutesHoldsUpNothingAndIsFoundAgain() throws IOException {
        office.closed();
        try (RunningEngine engine = start()) {
            Caller caller = new Caller(engine);
            makeCustomers(caller);
            wall = START.plus(HALF_AN_HOUR);
            List<Caller.Reply> replies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                replies.add(caller.post(Happenings.complaint("K-" + i, wall(), "C-" + i)));
            }
            assertTrue(replies.stream().allMatch(r -> r.status() == 202), replies::toString);
            Caller.until("the probe says so", () -> caller.health("mail").startsWith("warning no connection to 127.0.0.1:" + office.port()));
            assertEquals(200, caller.get("/health/ready").status());
            Caller.until("everything was tried", () -> delayed(engine) == BORN_TODAY + 40);
            wall = START.plus(HALF_AN_HOUR).plus(Duration.ofMinutes(3));
            Caller.until("everything was tried again", () -> delayed(engine) == 2 * (BORN_TODAY + 40));
            assertEquals(0, office.taken.size());

            office.open();
            Caller.until("every alert goes out, though its next try was minutes away", Duration.ofSeconds(30), () -> alerts() == 40);
            Caller.until("the probe says so", () -> caller.health("mail").equals("up "));
            wall = START.plus(HALF_AN_HOUR).plus(Duration.ofMinutes(20));
            Caller.until("every greeting goes out", () -> greetings() == BORN_TODAY);
            assertEquals(BORN_TODAY + 40, office.taken.size(), "each once");
        }
    }

    @Test
    void aServerThatSaysNothingHoldsUpNeitherIntakeNorProbesNorTheStop() {
        office.mute();
        long stopped;
        try (RunningEngine engine = start()) {
            Caller caller = new Caller(engine);
            makeCustomers(caller);
            wall = START.plus(HALF_AN_HOUR);
            for (int i = 0; i < 40; i++) {
                Caller.Reply reply = caller.post(Happenings.complaint("K-" + i, wall(), "C-" + i));
                assertTrue(reply.status() == 202 && reply.after().toSeconds() < 5, reply::toString);
                assertTrue(caller.get("/health/ready").after().toSeconds() < 5);
            }
            Caller.until("the probe says so", () -> caller.health("mail").startsWith("warning no answer for"));
            assertEquals(1, threads("regard-urgent"));
            assertEquals(1, threads("regard-sender"));
            stopped = System.nanoTime();
        }
        assertTrue(System.nanoTime() - stopped < Duration.ofSeconds(14).toNanos(), "an orderly stop has 15 seconds");
    }
}
