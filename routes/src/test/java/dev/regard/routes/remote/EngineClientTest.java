package dev.regard.routes.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import dev.regard.routes.remote.EngineClient.Backlog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineClientTest {
    private HttpServer server;
    private EngineClient client;
    private int status;
    private String answer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        client = new EngineClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Optional.empty());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int with, String body) {
        status = with;
        answer = body;
    }

    @Test
    void anEngineThatCannotWorkSaysWhyInsteadOfANumber() {
        answers(200, "{\"status\":\"up\",\"waiting\":7,\"questions\":{}}");
        assertEquals(Backlog.of(7), client.backlog());
        String questions = "{\"disk\":{\"status\":\"down\",\"detail\":\"it is full\"},\"files\":{\"status\":\"warning\",\"detail\":\"x\"}}";
        answers(503, "{\"status\":\"down\",\"waiting\":null,\"questions\":" + questions + "}");
        assertEquals(new Backlog(OptionalLong.empty(), "disk: it is full"), client.backlog());
        answers(503, "{\"status\":\"down\",\"waiting\":3,\"questions\":{}}");
        assertEquals(Backlog.of(3), client.backlog());
        answers(503, "{\"detail\":\"The store does not answer.\"}");
        assertEquals(new Backlog(OptionalLong.empty(), "The store does not answer."), client.backlog());
        for (int busy : new int[] {429, 503}) {
            answers(busy, "");
            assertEquals(new Backlog(OptionalLong.empty(), "no reason given"), client.backlog());
        }
        answers(500, "{\"detail\":\"The server's log says why.\"}");
        assertThrows(EngineClient.Refused.class, client::backlog);
    }

    @Test
    void whatItCannotTakeNowIsToBeBroughtAgain() {
        Data data = Data.of("order", "O-1", "amount", "1");
        List<Event> events = List.of(new Event("shop", "1", "purchase.made", Instant.EPOCH, CustomerKey.id("C-1").orElseThrow(), data));
        answers(503, "{\"detail\":\"The store does not answer. Sending it again is safe.\"}");
        assertEquals("The store does not answer. Sending it again is safe.", assertThrows(Intake.Busy.class, () -> client.accept(events)).getMessage());
        answers(202, "{\"accepted\":1,\"repeated\":0}");
        assertEquals(new Intake.Receipt(1, 0), client.accept(events));
    }
}
