package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesApiTest {
    private final SampleCompany company = new SampleCompany();
    private final WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
            new SimpleMeterRegistry());
    private final Client client = new Client(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePublishedRuleSetIsNamedAndHandedOut() {
        assertEquals(Map.of("version", "v-0", "since", "2026-03-02T02:00:00Z", "reason", "the first start", "warnings", List.of()),
                client.get("/api/v1/rules").json());
        Client.Reply files = client.get("/api/v1/rules/files");
        assertEquals("application/zip", files.header("Content-Type"));
        assertEquals("the files", files.text());
    }

    @Test
    void aRuleSetIsPublishedWithItsReason() {
        Client.Reply published = client.post("/api/v1/rules/publish?reason=gold%20from%2080%20000", "application/zip", "other files");

        assertEquals(200, published.status(), published.text());
        assertEquals("v-11", published.json().get("version"));
        assertEquals("gold from 80 000", published.json().get("reason"));
        assertEquals(List.of(Map.of("path", "tables/tiers.csv:1:A", "reason", "warning: no row for 3 to 4")), published.json().get("warnings"));
        assertEquals("other files", client.get("/api/v1/rules/files").text());
        assertEquals(published.json(), client.get("/api/v1/rules").json());
    }

    @Test
    void anErrorRefusesItWithEachPlaceAndThePublishedOneStays() {
        Client.Reply refused = client.post("/api/v1/rules/publish?reason=a+try", "application/zip", "?");

        assertEquals(400, refused.status());
        assertEquals("application/problem+json", refused.header("Content-Type"));
        assertEquals(List.of("tables/tiers.csv:3:B"), refused.problems());
        assertEquals("v-0", client.get("/api/v1/rules").json().get("version"));
    }

    @Test
    void withoutAReasonOrAsAnotherMediaTypeNothingIsPublished() {
        assertEquals(List.of("reason"), client.post("/api/v1/rules/publish", "application/zip", "files").problems());
        assertEquals(List.of("because"), client.post("/api/v1/rules/publish?reason=x&because=y", "application/zip", "files").problems());
        Client.Reply other = client.post("/api/v1/rules/publish?reason=x", "application/json", "{}");
        assertEquals(415, other.status());
        assertEquals("application/zip", other.header("Accept"));
        assertEquals("v-0", client.get("/api/v1/rules").json().get("version"));
    }

    @Test
    void onlyWhoHasTheTokenMayPublishOrRead() {
        try (WebServer guarded = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.of("secret")), company, company, company, Optional.empty(),
                new SimpleMeterRegistry())) {
            Client there = new Client(guarded);
            assertEquals(401, there.post("/api/v1/rules/publish?reason=x", "application/zip", "files").status());
            assertEquals(401, there.get("/api/v1/rules/files").status());
            assertEquals(200, there.get("/api/v1/rules", "Authorization", "Bearer secret").status());
        }
        assertEquals("v-0", company.latest().version());
    }
}
