package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.connectors.web.webhook.Webhooks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever sends slowly on purpose keeps nobody else waiting: no thread waits for the rest of a request, and what a head promises takes no memory.
 * The times are printed, for people; what must hold is that each good request is answered while all slow ones are open.
 */
class SlowConnectionsTest {
    private static final int SLOW = 500;
    private static final int GOOD = 300;
    private static final int PROMISED = 1 << 20;
    /** A tenth of what the slow ones promise. */
    private static final long MOST_MEMORY = (long) SLOW * PROMISED / 10;

    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"t\",\"type\":\"need.stated\",\"subject\":\"id:C-1\","
            + "\"data\":{\"text\":\"tiles\"}}";
    private static final int SENT = 600_000;

    @TempDir
    private Path folder;

    @Test
    void fiveHundredSlowSendersKeepNobodyWaitingAndNoMemory() throws Exception {
        Files.writeString(folder.resolve("webhooks.yaml"), "crm: {secrets: [0123456789abcdef]}\n");
        Strangers strangers = new Strangers(Optional.empty(), Webhooks.in(folder, name -> null, "CNY"), () -> Instant.EPOCH);
        SampleCompany company = new SampleCompany();
        List<Socket> slow = new ArrayList<>();
        try (WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
                new SimpleMeterRegistry(), strangers)) {
            long before = used();
            for (int i = 0; i < SLOW; i++) {
                Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
                slow.add(socket);
                String path = i % 3 == 0 ? "/api/v1/events" : "/webhooks/crm";
                String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/cloudevents+json\r\n";
                dribble(socket, i % 5 == 0 ? head : head + "Content-Length: " + PROMISED + "\r\n\r\n{");
            }
            Client client = new Client(server);
            long[] nanos = new long[GOOD];
            for (int i = 0; i < GOOD; i++) {
                if (i % 10 == 0) {
                    dribble(slow.get(i + 1), " ");
                }
                long begin = System.nanoTime();
                Client.Reply reply = client.post("/api/v1/events", CloudEventsJson.EVENT, "{\"specversion\":\"1.0\",\"id\":\"" + i
                        + "\",\"source\":\"t\",\"type\":\"need.stated\",\"subject\":\"id:C-1\",\"data\":{\"text\":\"tiles\"}}");
                nanos[i] = System.nanoTime() - begin;
                assertEquals(202, reply.status(), reply.text());
            }
            assertTrue(used() - before < MOST_MEMORY, () -> "they hold " + (used() - before) / PROMISED + " MB");
            assertEquals(SLOW, slow.stream().filter(SlowConnectionsTest::isOpen).count(), "all of them were still there");
            Arrays.sort(nanos);
            System.out.printf("beside %d slow connections: median %.1f ms, 99 %% within %.1f ms%n", SLOW, nanos[GOOD / 2] / 1e6, nanos[GOOD * 99 / 100] / 1e6);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatStrangersReallySendIsHeldOnlyAsFarAsThereIsRoom() throws Exception {
        Files.writeString(folder.resolve("webhooks.yaml"), "crm: {secrets: [0123456789abcdef]}\n");
        Strangers strangers = new Strangers(Optional.empty(), Webhooks.in(folder, name -> null, "CNY"), () -> Instant.EPOCH);
        SampleCompany company = new SampleCompany();
        List<Socket> slow = new ArrayList<>();
        byte[] much = "x".repeat(SENT).getBytes(StandardCharsets.US_ASCII);
        try (WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
                new SimpleMeterRegistry(), strangers)) {
            Client client = new Client(server);
            long before = used();
            for (int i = 0; i < SLOW; i++) {
                Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
                slow.add(socket);
                dribble(socket, "POST /webhooks/crm HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + (SENT + 1) + "\r\n\r\n");
                socket.getOutputStream().write(much);
            }
            assertTrue(used() - before < 4 * BodyRoom.MOST, () -> "they hold " + (used() - before) / PROMISED + " MB");
            assertEquals(200, client.get("/health/live").status());
            assertEquals(202, client.post("/api/v1/events", CloudEventsJson.EVENT, EVENT).status(), "whoever has the token is not crowded out");
            Socket last = slow.get(SLOW - 1);
            dribble(last, "x");
            assertEquals("HTTP/1.1 503 Service Unavailable", statusLine(last));
            for (Socket socket : slow) {
                socket.close();
            }
            Client.Reply reply = client.post("/webhooks/crm", CloudEventsJson.EVENT, EVENT);
            for (int i = 0; i < 100 && reply.status() == 503; i++) {
                Thread.sleep(100);
                reply = client.post("/webhooks/crm", CloudEventsJson.EVENT, EVENT);
            }
            assertEquals(401, reply.status(), "read, and not believed");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatIsSentToNobodyIsNotEvenRead() throws Exception {
        SampleCompany company = new SampleCompany();
        try (WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
                new SimpleMeterRegistry(), Strangers.shutOut()); Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            dribble(socket, "POST /webhooks/nobody HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n");
            assertEquals("HTTP/1.1 404 Not Found", statusLine(socket));
        }
    }

    private static String statusLine(Socket socket) throws Exception {
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The server has neither answered nor hung up. */
    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout((int) Duration.ofMillis(1).toMillis());
            return socket.getInputStream().read() < -1;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static void dribble(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
