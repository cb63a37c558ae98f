package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.connectors.json.CloudEventsJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever sends slowly on purpose keeps nobody else waiting: no thread waits for the rest of a request. */
class SlowConnectionsTest {
    private static final int SLOW = 500;
    private static final int GOOD = 300;

    @Test
    void fiveHundredSlowSendersKeepNobodyWaiting() throws Exception {
        SampleCompany company = new SampleCompany();
        List<Socket> slow = new ArrayList<>();
        try (WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
                new SimpleMeterRegistry())) {
            String head = "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/cloudevents+json\r\n";
            for (int i = 0; i < SLOW; i++) {
                Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
                slow.add(socket);
                dribble(socket, i % 2 == 0 ? head : head + "Content-Length: 100000\r\n\r\n{\"specversion\":");
            }
            Client client = new Client(server);
            long[] nanos = new long[GOOD];
            for (int i = 0; i < GOOD; i++) {
                if (i % 10 == 0) {
                    dribble(slow.get(i), " ");
                }
                long begin = System.nanoTime();
                Client.Reply reply = client.post("/api/v1/events", CloudEventsJson.EVENT, "{\"specversion\":\"1.0\",\"id\":\"" + i
                        + "\",\"source\":\"t\",\"type\":\"need.stated\",\"subject\":\"id:C-1\",\"data\":{\"text\":\"tiles\"}}");
                nanos[i] = System.nanoTime() - begin;
                assertEquals(202, reply.status(), reply.text());
            }
            java.util.Arrays.sort(nanos);
            System.out.printf("beside %d slow connections: median %.1f ms, 99 %% within %.1f ms%n", SLOW, nanos[GOOD / 2] / 1e6, nanos[GOOD * 99 / 100] / 1e6);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void dribble(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
