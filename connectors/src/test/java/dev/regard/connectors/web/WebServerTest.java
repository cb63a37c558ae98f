package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.CloudEventsJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private final SampleCompany company = SampleCompany.withCustomers();

    @Test
    void withoutATokenOnlyALoopbackAddressIsBound() {
        WebServer.CannotStart refusal = assertThrows(WebServer.CannotStart.class, () -> start("0.0.0.0:0", null));

        assertTrue(refusal.getMessage().contains("--token"), refusal.getMessage());
        start("0.0.0.0:0", "secret").close();
    }

    @Test
    void aTakenPortIsSaidSo() {
        try (WebServer first = start("127.0.0.1:0", null)) {
            String same = "127.0.0.1:" + first.address().getPort();
            WebServer.CannotStart refusal = assertThrows(WebServer.CannotStart.class, () -> start(same, null));
            assertTrue(refusal.getMessage().contains(same), refusal.getMessage());
        }
    }

    @Test
    void anAddressOfAnotherFormIsRefusedWithAnExample() {
        for (String wrong : new String[] {"8080", ":8080", "localhost", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:-1"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> WebSettings.at(wrong, Optional.empty())).getMessage();
            assertTrue(message.contains("127.0.0.1:8080"), message);
        }
        assertEquals("::1", WebSettings.at("[::1]:80", Optional.empty()).host());
        assertFalse(WebSettings.at("127.0.0.1:80", Optional.of("hush")).toString().contains("hush"));
    }

    @Test
    void theApiAsksForTheTokenAndTheProbesDoNot() {
        try (WebServer server = start("127.0.0.1:0", "secret")) {
            Client client = new Client(server);
            Client.Reply without = client.get("/api/v1/customers");
            assertEquals(401, without.status());
            assertEquals("Bearer", without.header("WWW-Authenticate"));
            assertEquals(401, client.get("/api/v1/customers", "Authorization", "Bearer secretx").status());
            assertEquals(401, client.get("/api/v1/customers", "Authorization", "Basic secret").status());
            assertEquals(401, client.get("/api/v1/customers", "Cookie", "regard=secret").status());
            assertEquals(200, client.get("/api/v1/customers", "Authorization", "Bearer secret").status());
            assertEquals(200, client.get("/health/live").status());
        }
    }

    @Test
    void afterManyWrongTokensEvenTheRightOneHasToWait() {
        try (WebServer server = start("127.0.0.1:0", "secret")) {
            Client client = new Client(server);
            for (int i = 0; i < 30; i++) {
                client.get("/api/v1/customers", "Authorization", "Bearer guess-" + i);
            }
            Client.Reply reply = client.get("/api/v1/customers", "Authorization", "Bearer guess");
            assertEquals(429, reply.status());
            assertEquals("1", reply.header("Retry-After"));
        }
    }

    @Test
    void aNameThatIsNotOfThisMachineIsRefusedWithoutAToken() throws Exception {
        try (WebServer server = start("127.0.0.1:0", null)) {
            assertTrue(raw(server, "GET /api/v1/clock HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 421"));
            assertTrue(raw(server, "GET /api/v1/clock HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotSend() {
        try (WebServer server = start("127.0.0.1:0", null)) {
            Client client = new Client(server);
            assertEquals(403, client.post("/api/v1/events", CloudEventsJson.BATCH, "[]", "Sec-Fetch-Site", "cross-site").status());
            assertEquals(202, client.post("/api/v1/events", CloudEventsJson.BATCH, "[]", "Sec-Fetch-Site", "same-origin").status());
        }
    }

    @Test
    void aClientThatRunsWildIsSlowedDown() {
        WebSettings tight = new WebSettings("127.0.0.1", 0, Optional.empty(), 1000, 2);
        try (WebServer server = WebServer.start(tight, company, company, company, Optional.empty(), new SimpleMeterRegistry())) {
            Client client = new Client(server);
            int refused = 0;
            for (int i = 0; i < 20; i++) {
                Client.Reply reply = client.get("/health/live");
                if (reply.status() == 429) {
                    assertEquals("1", reply.header("Retry-After"));
                    refused++;
                }
            }
            assertTrue(refused >= 10, refused + " of 20");
        }
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        try (WebServer server = start("127.0.0.1:0", null)) {
            for (String path : new String[] {"/api/v1/customers", "/nothing", "/health/live"}) {
                Client.Reply reply = new Client(server).get(path);
                assertTrue(reply.header("Content-Security-Policy").contains("frame-ancestors 'none'"), path);
                assertEquals("nosniff", reply.header("X-Content-Type-Options"), path);
                assertEquals("no-store", reply.header("Cache-Control"), path);
                assertEquals("", reply.header("Server"), path);
            }
        }
    }

    @Test
    void readinessNamesTheQuestionThatStopsTheWork() {
        try (WebServer server = start("127.0.0.1:0", null)) {
            Client client = new Client(server);
            assertEquals(200, client.get("/health/ready").status());
            company.health.put("calendar", "2028 has no holidays");
            Client.Reply warned = client.get("/health/ready");
            assertEquals(200, warned.status());
            assertEquals("warning", warned.json().get("status"));
            company.health.put("store", "disk full");
            Client.Reply down = client.get("/health/ready");
            assertEquals(503, down.status());
            assertTrue(down.text().contains("disk full"), down.text());
            assertEquals(200, client.get("/health/live").status());
        }
    }

    @Test
    void metricsArePrometheusTextWithoutPersonalData() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(), meters)) {
            Client client = new Client(server);
            client.get("/api/v1/customers/C-1001");
            client.get("/api/v1/customers?q=hengtong");
            Client.Reply reply = client.get("/metrics");
            assertTrue(reply.header("Content-Type").startsWith("text/plain; version=0.0.4"));
            assertTrue(reply.text().contains("regard_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/customers/{id}\",status=\"200\"} 1"), reply.text());
            assertTrue(reply.text().contains("regard_events_waiting"), reply.text());
            assertFalse(reply.text().contains("C-1001") || reply.text().contains("hengtong"), reply.text());
        }
    }

    @Test
    void stoppingLetsTheRequestUnderWayEnd() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        company.whileAccepting.set(() -> {
            inside.countDown();
            await(goOn);
        });
        WebServer server = start("127.0.0.1:0", null);
        Client client = new Client(server);
        CompletableFuture<Client.Reply> underWay = CompletableFuture.supplyAsync(() -> client.post("/api/v1/events", CloudEventsJson.BATCH, "[]"));
        await(inside);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));
        goOn.countDown();

        assertEquals(202, underWay.get(20, TimeUnit.SECONDS).status());
        stopping.get(20, TimeUnit.SECONDS);
        assertThrows(java.io.UncheckedIOException.class, () -> client.get("/health/live"));
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        try (WebServer server = start("127.0.0.1:0", null)) {
            String twice = raw(server, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertEquals(2, twice.split("HTTP/1.1 200", -1).length - 1, twice);
        }
    }

    @Test
    void pathsThatAreNoUtf8AreRefused() throws Exception {
        try (WebServer server = start("127.0.0.1:0", null)) {
            String reply = raw(server, "GET /api/v1/customers/%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(reply.startsWith("HTTP/1.1 4"), reply);
            String query = raw(server, "GET /api/v1/customers?q=%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(query.startsWith("HTTP/1.1 400") || query.startsWith("HTTP/1.1 200"), query);
        }
    }

    private WebServer start(String address, String token) {
        return WebServer.start(WebSettings.at(address, Optional.ofNullable(token)), company, company, company, Optional.empty(), new SimpleMeterRegistry());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String raw(WebServer server, String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
