package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.JsonTree;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordsApiTest {
    private static final SampleCompany COMPANY = SampleCompany.withCustomers();
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), COMPANY, COMPANY, COMPANY, Optional.of(COMPANY), new SimpleMeterRegistry());
        client = new Client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCardHasTheFieldsOfTheContract() {
        Client.Reply reply = client.get("/api/v1/customers/C-1001");

        assertEquals(200, reply.status(), reply.text());
        Map<String, Object> card = reply.json();
        assertEquals("苏州恒通建材有限公司", card.get("name"));
        assertEquals("distributor", card.get("kind"));
        assertEquals("active", card.get("stage"));
        assertEquals("platinum", card.get("tier"));
        assertEquals("A", card.get("abc"));
        assertTrue(card.containsKey("attitude"));
        assertNull(card.get("attitude"));
        assertEquals("rep-01", card.get("owner"));
        assertEquals(BigDecimal.ONE, card.get("version"));
        Map<String, Object> value = reply.object("value");
        assertEquals(new BigDecimal("213400.00"), value.get("sales12m"), "half to even");
        assertEquals(BigDecimal.valueOf(3), value.get("orders12m"));
        assertEquals(new BigDecimal("213400.00"), value.get("salesTotal"));
        assertEquals("CNY", value.get("currency"));
        assertEquals(List.of("basics", "traits", "performance", "dealings", "satisfaction", "completeness"),
                List.copyOf(reply.object("sections").keySet()));
        Map<?, ?> completeness = (Map<?, ?>) reply.object("sections").get("completeness");
        assertEquals(new BigDecimal("0.6666"), completeness.get("share"));
        assertEquals(List.of("traits.funds"), completeness.get("missing"));
        assertEquals("no-store", reply.header("Cache-Control"));
    }

    @Test
    void aCustomerIsFoundByEncodedIdsAndByAnyKey() {
        assertEquals("dealers/north 7", client.get("/api/v1/customers/dealers%2Fnorth%207").json().get("id"));
        assertEquals("dealers/north 7", client.get("/api/v1/customers/dealers/north%207").json().get("id"));
        assertEquals("C-1001", client.get("/api/v1/customers/email:CHEN@hengtong.example").json().get("id"));
        assertEquals("C-1001", client.get("/api/v1/customers/phone:+8651265000100").json().get("id"));
        assertEquals(404, client.get("/api/v1/customers/C-9").status());
        assertEquals(404, client.get("/api/v1/customers/..%2F..%2Fetc%2Fpasswd").status());
    }

    @Test
    void aListIsWalkedPageByPageAndTheLastHasNoCursor() {
        List<Object> ids = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Client.Reply page = client.get("/api/v1/customers?limit=5" + after);
            page.items().forEach(item -> ids.add(item.get("id")));
            Object cursor = page.json().get("after");
            after = cursor == null ? null : "&after=" + java.net.URLEncoder.encode(cursor.toString(), java.nio.charset.StandardCharsets.UTF_8);
            pages++;
        } while (after != null);

        assertEquals(18, ids.size());
        assertEquals(Set.copyOf(ids).size(), ids.size());
        assertEquals(4, pages);
    }

    @Test
    void theFiltersFilter() {
        assertEquals(List.of("C-1001"), ids("/api/v1/customers?tier=platinum"));
        assertEquals(List.of("C-1001", "dealers/north 7"), ids("/api/v1/customers?kind=distributor"));
        assertEquals(List.of("C-1001", "C-1003"), ids("/api/v1/customers?owner=rep-01"));
        assertEquals(List.of("C-1003"), ids("/api/v1/customers?q=%E5%B0%8F%E6%98%8E"));
        assertEquals(List.of("C-1001-birthday/2026-call"), ids("/api/v1/touches?customer=C-1001&status=planned"));
        assertEquals(List.of("C-1001-birthday/2026-call"), ids("/api/v1/touches?customer=email:chen@hengtong.example&status=planned"));
        assertEquals(1, ids("/api/v1/touches?kind=message&from=2026-03-02T00:30:00Z&to=2026-03-02T01:30:00Z").size());
        assertEquals(List.of("K-1"), ids("/api/v1/complaints?status=open"));
        assertEquals(List.of("K-2"), ids("/api/v1/complaints?customer=C-1003"));
        assertEquals(List.of("C-1001-tier"), ids("/api/v1/decisions?customer=C-1001&type=tier"));
        assertEquals(List.of(), ids("/api/v1/decisions?customer=nobody"));
    }

    @Test
    void aDecisionSaysWhy() {
        Map<String, Object> decision = client.get("/api/v1/decisions?customer=C-1001&type=tier").items().get(0);

        assertEquals("2026-02-10T02:00:00Z", decision.get("at"));
        assertEquals("v1", decision.get("ruleSet"));
        assertEquals("e-C-1001", decision.get("event"));
        assertEquals(List.of(Map.of("table", "tiers", "row", "platinum", "line", BigDecimal.valueOf(4),
                "facts", Map.of("sales12m", new BigDecimal("213400.00")))), decision.get("because"));
    }

    @Test
    void touchesAndComplaintsSpeakTheWordsOfTheContract() {
        Map<String, Object> touch = client.get("/api/v1/touches?status=held").items().get(0);
        assertEquals("held", touch.get("status"));
        assertEquals("task", touch.get("kind"));
        assertEquals("phone", touch.get("channel"));
        assertEquals("care", touch.get("purpose"));
        assertEquals("purchase/O-4", touch.get("occasion"));
        assertEquals("2026-03-02T07:00:00Z", touch.get("due"));
        assertEquals("held for 7 days: there is no consent", touch.get("heldBecause"));
        Map<String, Object> complaint = client.get("/api/v1/complaints?status=open").items().get(0);
        assertEquals("high", complaint.get("severity"));
        assertEquals("critical", complaint.get("effectiveSeverity"));
        assertEquals("2026-03-02T01:00:00Z", ((Map<?, ?>) complaint.get("deadlines")).get("reply"));
        Map<?, ?> escalation = (Map<?, ?>) ((List<?>) complaint.get("escalations")).get(0);
        assertEquals("owner", escalation.get("level"));
        assertEquals("opened", escalation.get("deadline"));
    }

    @Test
    void aBadParameterIsNamed() {
        Map<String, String> bad = Map.of("/api/v1/touches?status=lost", "status", "/api/v1/touches?from=yesterday", "from",
                "/api/v1/customers?limit=0", "limit", "/api/v1/customers?limit=1001", "limit", "/api/v1/touches?after=%00", "after",
                "/api/v1/customers?teir=gold", "teir", "/api/v1/why-not?table=tiers", "customer", "/api/v1/decisions?to=2026-13-01", "to");

        bad.forEach((path, name) -> {
            Client.Reply reply = client.get(path);
            assertEquals(400, reply.status(), path);
            assertEquals(List.of(name), reply.problems(), path);
        });
    }

    @Test
    void whyNotNamesTheFirstConditionThatFailedAndWhatItMet() {
        Map<String, Object> answer = client.get("/api/v1/why-not?customer=C-1002&table=tiers").json();

        Map<?, ?> platinum = (Map<?, ?>) ((List<?>) answer.get("rows")).get(0);
        assertEquals("platinum", platinum.get("row"));
        assertEquals(false, platinum.get("holds"));
        Map<?, ?> failed = (Map<?, ?>) platinum.get("failed");
        assertEquals("sales12m", failed.get("fact"));
        assertEquals(">= 200000", failed.get("condition"));
        assertEquals(new BigDecimal("72000"), failed.get("met"));
        Map<?, ?> iron = (Map<?, ?>) ((List<?>) answer.get("rows")).get(2);
        assertEquals(true, iron.get("holds"));
        assertEquals(false, iron.get("answers"), "gold above it answers");
        assertEquals("200000", failed.get("nearest"));
        assertEquals(404, client.get("/api/v1/why-not?customer=C-1002&table=nothing").status());
        assertEquals(404, client.get("/api/v1/why-not?customer=nobody&table=tiers").status());
    }

    @Test
    void theClockIsReadMovedAndDoesNotGoBack() {
        SampleCompany other = new SampleCompany();
        try (WebServer own = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), other, other, other, Optional.of(other), new SimpleMeterRegistry())) {
            Client there = new Client(own);
            assertEquals(Map.of("now", "2026-03-02T02:00:00Z", "virtual", true), there.get("/api/v1/clock").json());
            Client.Reply moved = there.post("/api/v1/clock", "application/json", "{\"advanceTo\":\"2026-03-03T09:00:00+08:00\"}");
            assertEquals(200, moved.status());
            assertEquals("2026-03-03T01:00:00Z", moved.json().get("now"));
            assertEquals(409, there.post("/api/v1/clock", "application/json", "{\"advanceTo\":\"2026-03-02T00:00:00Z\"}").status());
            assertEquals(List.of("advanceTo"), there.post("/api/v1/clock", "application/json", "{\"advanceTo\":\"soon\"}").problems());
            assertEquals(List.of("advanceTo"), there.post("/api/v1/clock", "application/json", "{}").problems());
            assertEquals(200, there.post("/api/v1/clock", "application/x-www-form-urlencoded", "{\"advanceTo\":\"2026-03-03T09:01:00+08:00\"}").status());
            assertEquals(200, there.send(there.request("/api/v1/clock").POST(BodyPublishers.ofString("{\"advanceTo\":\"2026-03-03T09:02:00+08:00\"}"))
                    .build()).status());
            assertEquals(List.of("body"), there.send(there.request("/api/v1/clock").POST(BodyPublishers.ofString("advanceTo=2026")).build()).problems());
            assertEquals(415, there.post("/api/v1/clock", "text/plain", "{\"advanceTo\":\"2026-03-04T00:00:00Z\"}").status());
        }
    }

    @Test
    void withRealTimeTheClockCannotBeMoved() {
        SampleCompany other = new SampleCompany();
        try (WebServer own = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), other, other, other, Optional.empty(), new SimpleMeterRegistry())) {
            Client there = new Client(own);
            assertEquals(404, there.post("/api/v1/clock", "application/json", "{\"advanceTo\":\"2026-03-03T09:00:00Z\"}").status());
            assertEquals(false, there.get("/api/v1/clock").json().get("virtual"));
            assertEquals(404, there.get("/api/v1/portfolio").status());
        }
    }

    @Test
    void thePortfolioIsRounded() {
        Client.Reply reply = client.get("/api/v1/portfolio");

        assertEquals(new BigDecimal("401234.56"), reply.json().get("sales"));
        assertEquals(List.of("A", "B", "C"), List.copyOf(reply.object("classes").keySet()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyDocumentedCallAnswersAndEveryCallIsDocumented() {
        Map<String, Object> document = client.get("/api/v1/openapi.json").json();
        Map<String, Map<String, Object>> paths = (Map<String, Map<String, Object>>) document.get("paths");

        client.post("/api/v1/events", "application/cloudevents+json", "{\"id\":\"1\",\"source\":\"s\",\"type\":\"x.seen\",\"subject\":\"id:C-1001\"}");
        String key = COMPANY.store.journal().pending(1).get(0).event().key();
        paths.forEach((path, methods) -> {
            String concrete = path.replace("{id}", "C-1001").replace("{source}", "nobody").replace("{version}", "v-1").replace("{table}", "tiers").replace("{key}", key);
            boolean keepsNoHistory = path.startsWith("/api/v1/rules/") && !path.endsWith("/files") && !path.endsWith("/publish") || path.contains("/drafts/");
            if (keepsNoHistory) { // the rules of this company have none: what is there says so
                methods.keySet().forEach(method -> {
                    int status = method.equals("get") ? client.get(concrete).status() : client.post(concrete, "text/plain", "").status();
                    assertTrue(Set.of(400, 409, 415).contains(status) || path.endsWith("/catalogue") && status == 200, concrete + " " + status);
                });
                return;
            }
            if (methods.containsKey("get")) {
                Client.Reply reply = client.get(path.equals("/api/v1/why-not") ? concrete + "?customer=C-1001&table=tiers" : concrete);
                assertTrue(reply.status() == 200 || path.equals("/metrics"), concrete + " " + reply.status());
            }
            if (methods.containsKey("post")) {
                assertEquals(concrete.equals("/webhooks/nobody") ? 404 : 415, client.post(concrete, "text/plain", "").status(), concrete);
            }
        });
        Set<String> documented = paths.keySet();
        assertTrue(documented.containsAll(List.of("/api/v1/events", "/api/v1/clock", "/health/ready")), documented::toString);
        for (String list : List.of("customers", "decisions", "touches", "complaints")) {
            Set<Object> fields = Set.copyOf(client.get("/api/v1/" + list + "?limit=1").items().get(0).keySet());
            String schema = Character.toUpperCase(list.charAt(0)) + list.substring(1, list.equals("touches") ? list.length() - 2 : list.length() - 1);
            Map<String, Object> schemas = (Map<String, Object>) ((Map<String, Object>) document.get("components")).get("schemas");
            assertEquals(((Map<String, Object>) ((Map<String, Object>) schemas.get(schema)).get("properties")).keySet(), fields, schema);
        }
    }

    @Test
    void nothingAndTheWrongMethodAreProblems() {
        Client.Reply nothing = client.get("/api/v1/nothing");
        Client.Reply wrong = client.post("/api/v1/customers", "application/json", "{}");

        assertEquals(404, nothing.status());
        assertEquals("application/problem+json", nothing.header("Content-Type"));
        assertEquals(405, wrong.status());
        assertEquals("HEAD, GET", wrong.header("Allow"));
        assertFalse(JsonTree.readObject(wrong.text()).isEmpty());
    }

    private static List<Object> ids(String path) {
        Client.Reply reply = client.get(path);
        assertEquals(200, reply.status(), reply.text());
        return reply.items().stream().map(item -> item.get("id")).toList();
    }
}
