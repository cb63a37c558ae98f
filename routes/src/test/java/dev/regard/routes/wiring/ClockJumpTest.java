package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock on the wall jumps while the whole engine runs, and its users see what they should. */
class ClockJumpTest {
    private static final Instant START = Instant.parse("2026-03-19T02:00:00Z");

    @TempDir
    private Path folder;
    private volatile Instant wall = START;
    private final long begin = System.nanoTime();

    private Settings settings() {
        Settings plain = Settings.embedded(folder.resolve("data"));
        return new Settings(plain.data(), plain.mongodb(), plain.web(), plain.inbox(), plain.rules(), plain.smtp(), plain.mailing(),
                Optional.of(ZoneId.of("Asia/Shanghai")), plain.clock(), false, plain.logFormat());
    }

    /** Both clocks go on as time passes; only the wall's is put to another moment. */
    private Instant wall() {
        return wall.plusNanos(System.nanoTime() - begin);
    }

    private List<String> mails() {
        Path sent = folder.resolve("data/sent-mail");
        if (!Files.exists(sent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(sent)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".eml")).map(ClockJumpTest::recipient).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String recipient(Path mail) {
        try (Stream<String> lines = Files.lines(mail)) {
            return lines.filter(l -> l.startsWith("To: ")).findFirst().orElseThrow().substring(4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRestartWhileAJumpIsNotBelievedDoesNothingByTheWrongTime() {
        try (RunningEngine engine = RunningEngine.start(settings(), this::wall, System::nanoTime)) {
            Caller caller = new Caller(engine);
            assertEquals(202, caller.post(Happenings.customer("C-1", START, 3, 20)).status());
            Caller.until("the customer is known", () -> caller.get("/api/v1/customers/C-1").status() == 200);
            wall = START.plus(Duration.ofHours(26));
            Caller.until("the jump is seen", () -> caller.health("clock").startsWith("warning "));
        }
        try (RunningEngine engine = RunningEngine.start(settings(), this::wall, System::nanoTime)) {
            Caller caller = new Caller(engine);
            assertTrue(caller.health("clock").contains("ahead by 1 d 2 h 0 min"), caller.health("clock"));
            long looked = engine.meters().get("regard.sweep").timer().count();
            Caller.until("what is due was looked at", () -> engine.meters().get("regard.sweep").timer().count() > looked + 1);
            assertEquals(List.of(), mails());
            wall = START;
            Caller.until("it is right again", () -> caller.health("clock").equals("up "));
        }
    }

    @Test
    void whatAJumpAloneMakesDueWaitsForTheOperatorWhileEventsGoOnBeingTaken() {
        try (RunningEngine engine = RunningEngine.start(settings(), this::wall, System::nanoTime)) {
            Caller caller = new Caller(engine);
            assertEquals(202, caller.post(Happenings.customer("C-1", START, 3, 20)).status());
            Caller.until("the customer is known", () -> caller.get("/api/v1/customers/C-1").status() == 200);
            assertEquals("up ", caller.health("clock"));

            wall = START.plus(Duration.ofHours(26));
            Caller.until("the jump is seen", () -> caller.health("clock").startsWith("warning "));
            assertEquals(200, caller.get("/health/ready").status());
            assertTrue(caller.health("clock").contains("ahead by 1 d 2 h 0 min"), caller.health("clock"));
            JsonNode clock = caller.get("/api/v1/clock").json();
            assertTrue(Instant.parse(clock.path("now").asText()).isBefore(START.plus(Duration.ofHours(1))), clock.toString());
            assertEquals(Duration.ofHours(26).toSeconds(), clock.path("held").path("aheadSeconds").asDouble(), 2, "both clocks are not read at once");

            Instant later = START.plus(Duration.ofHours(27));
            assertEquals(202, caller.post(Happenings.complaint("K-1", later, "C-2")).status(), "a sender goes by the clock on the wall");
            Caller.until("the alert goes out", () -> mails().size() == 1);
            long looked = engine.meters().get("regard.sweep").timer().count();
            Caller.until("what is due was looked at", () -> engine.meters().get("regard.sweep").timer().count() > looked + 1);
            assertEquals(1, mails().size(), mails()::toString);

            assertEquals(415, caller.post("/api/v1/clock/release", "text/plain", "").status());
            JsonNode released = caller.post("/api/v1/clock/release", "application/json", "").json();
            assertTrue(released.path("released").asBoolean(), released.toString());
            assertTrue(Instant.parse(released.path("now").asText()).isAfter(START.plus(Duration.ofHours(26))), released.toString());
            Caller.until("the greeting goes out", () -> mails().size() == 2);
            assertEquals("c-1@example.com", mails().get(0));
            assertEquals("up ", caller.health("clock"));
            assertTrue(!caller.get("/api/v1/clock").json().has("held"));
            assertTrue(!caller.post("/api/v1/clock/release", "application/json", "{}").json().path("released").asBoolean());
        }
    }
}
