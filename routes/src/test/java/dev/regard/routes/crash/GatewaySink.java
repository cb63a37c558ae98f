package dev.regard.routes.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A gateway for short messages on loopback, which takes a message once however often it comes, and takes its time. */
final class GatewaySink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Duration pause;
    private final Map<String, Mail> kept = new LinkedHashMap<>();

    GatewaySink(Duration pause) throws IOException {
        this.pause = pause;
        server.createContext("/", this::take);
        server.start();
    }

    /** Writes the file that names it to the program. */
    void nameIn(Path data) throws IOException {
        Files.writeString(data.resolve("gateways.yaml"), """
                sms:
                  url: http://127.0.0.1:%d/send
                  address: phones
                  secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
                  body: {customer: "{customer}", subject: "{subject}", text: "{text}"}
                """.formatted(server.getAddress().getPort()));
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            JsonNode body = JSON.readTree(call.getRequestBody());
            String id = "<" + call.getRequestHeaders().getFirst("webhook-id") + "@gateway>";
            LockSupport.parkNanos(pause.toNanos());
            String to = Birthdays.address(body.get("customer").asText());
            synchronized (this) {
                kept.putIfAbsent(id, new Mail(id, to, body.get("subject").asText(), body.get("text").asText(), Instant.now(), System.nanoTime(), true));
            }
            call.sendResponseHeaders(204, -1);
        }
    }

    synchronized List<Mail> kept() {
        return List.copyOf(kept.values());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
