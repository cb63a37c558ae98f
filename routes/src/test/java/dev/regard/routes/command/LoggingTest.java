package dev.regard.routes.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regard.routes.settings.Settings.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final PrintStream before = System.err;
    private final ConsoleAppender<ILoggingEvent> appender = Logging.appender((LoggerContext) LoggerFactory.getILoggerFactory());
    private final Encoder<ILoggingEvent> text = appender.getEncoder();

    @AfterEach
    void restore() {
        System.setErr(before);
        appender.setEncoder(text);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    private static List<JsonNode> logged(Runnable work) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Logging.write(LogFormat.JSON);
        work.run();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void eachEventIsOneLineWithItsWholeMessage() throws Exception {
        Logger log = LoggerFactory.getLogger("dev.regard.routes.wiring.Test");
        ((ch.qos.logback.classic.Logger) log).setLevel(Level.INFO);

        List<JsonNode> lines = logged(() -> {
            log.info("file {}: {} accepted", "客户 \"1\"\n.csv", 3);
            log.warn("tried again soon: {}", "a\tb\u0001\\ \ud83d\ude00");
            log.error("a request failed", new IllegalStateException("odd \"name\"\n\u0002", new RuntimeException()));
        });

        assertEquals(3, lines.size(), lines::toString);
        assertEquals("file 客户 \"1\"\n.csv: 3 accepted", lines.get(0).path("message").asText());
        assertEquals("INFO", lines.get(0).path("level").asText());
        assertTrue(Instant.parse(lines.get(0).path("time").asText()).isBefore(Instant.now().plusSeconds(60)), lines.get(0).toString());
        assertEquals("tried again soon: a\tb\u0001\\ \ud83d\ude00", lines.get(1).path("message").asText());
        assertTrue(lines.get(2).path("thrown").asText().startsWith("java.lang.IllegalStateException: odd \"name\"\n\u0002"), lines.get(2).toString());
        assertFalse(lines.get(0).has("thrown"));
    }

    @Test
    void whatAThreadDiedOfIsALineToo() throws Exception {
        List<JsonNode> lines = logged(() -> {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("bad day");
            }, "odd");
            Logging.tellWhatThreadsDieOf();
            thread.start();
            join(thread);
        });

        assertEquals("thread odd died", lines.get(0).path("message").asText());
        assertTrue(lines.get(0).path("thrown").asText().contains("bad day"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
