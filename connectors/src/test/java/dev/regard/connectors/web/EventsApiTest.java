package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.StoreUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsApiTest {
    private static final String EVENTS = "/api/v1/events";
    private final SampleCompany company = new SampleCompany();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private WebServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(), meters);
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEventIsTakenOnceAndItsRepetitionIsCounted() {
        Client.Reply first = client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "\"120.50\""));
        Client.Reply second = client.post(EVENTS, CloudEventsJson.EVENT + "; charset=utf-8", purchase("e-1", "\"120.50\""));

        assertEquals(202, first.status(), first.text());
        assertEquals("{\"accepted\":1,\"repeated\":0}", first.text());
        assertEquals("{\"accepted\":0,\"repeated\":1}", second.text());
        assertEquals(1, company.store.journal().waiting());
    }

    @Test
    void aBatchIsTakenAsAWholeAndAnEmptyOneToo() {
        String batch = "[" + purchase("e-1", "1") + "," + purchase("e-2", "2") + "," + purchase("e-1", "1") + "]";

        assertEquals(Map.of("accepted", number(2), "repeated", number(1)), client.post(EVENTS, CloudEventsJson.BATCH, batch).json());
        assertEquals(Map.of("accepted", number(0), "repeated", number(0)), client.post(EVENTS, CloudEventsJson.BATCH, "[]").json());
    }

    @Test
    void oneBadEventLeavesTheWholeBatchOutside() {
        String batch = "[" + purchase("e-1", "1") + "," + purchase("e-2", "\"a lot\"") + "]";

        Client.Reply reply = client.post(EVENTS, CloudEventsJson.BATCH, batch);

        assertEquals(400, reply.status());
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertEquals(List.of("[1].data.amount"), reply.problems());
        assertEquals(number(400), reply.json().get("status"));
        assertEquals(0, company.store.journal().waiting());
    }

    @Test
    void binaryModeHasItsAttributesInHeaders() {
        Client.Reply reply = client.post(EVENTS, "application/json", "{\"order\":\"O-9\",\"amount\":\"5.00\"}", "ce-specversion", "1.0",
                "ce-id", "b-1", "ce-source", "shop", "ce-type", "purchase.made", "ce-subject", "id:C-1001");

        assertEquals(202, reply.status(), reply.text());
        assertEquals("purchase.made", company.store.journal().pending(1).get(0).event().type());
    }

    @Test
    void otherMediaTypesAreNotGuessedAt() {
        for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded",
                CloudEventsJson.EVENT + ";charset=gb18030")) {
            Client.Reply reply = client.post(EVENTS, type, purchase("e-1", "1"));
            assertEquals(415, reply.status(), type);
            assertTrue(reply.header("Accept").contains(CloudEventsJson.BATCH));
        }
    }

    @Test
    void brokenJsonIsAProblemAndNotAFailure() {
        for (String broken : List.of("", "{", "[1]", "nul", "{\"id\":\"\\ud800\"}")) {
            Client.Reply reply = client.post(EVENTS, CloudEventsJson.EVENT, broken);
            assertEquals(400, reply.status(), broken);
            assertTrue(reply.problems().size() > 0, broken);
        }
    }

    @Test
    void aBodyBeyondTheBoundIsRefusedWithAndWithoutALength() {
        byte[] large = new byte[(4 << 20) + 1];
        Arrays.fill(large, (byte) ' ');

        Client.Reply declared = client.send(client.request(EVENTS).header("Content-Type", CloudEventsJson.BATCH)
                .POST(HttpRequest.BodyPublishers.ofByteArray(large)).build());
        Client.Reply streamed = client.send(client.request(EVENTS).header("Content-Type", CloudEventsJson.BATCH)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).build());

        assertEquals(413, declared.status());
        assertEquals(413, streamed.status());
    }

    @Test
    void aBodyAtTheBoundIsRead() {
        String padded = " ".repeat((4 << 20) - purchase("e-1", "1").length()) + purchase("e-1", "1");

        assertEquals(202, client.post(EVENTS, CloudEventsJson.EVENT, padded).status());
    }

    @Test
    void aFullQueueAndAnAbsentStoreAskToComeAgain() {
        company.refusal.set(new Intake.Busy(50_001));
        Client.Reply busy = client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "1"));
        company.refusal.set(new StoreUnavailable("disk full", null));
        Client.Reply absent = client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "1"));

        assertEquals(503, busy.status());
        assertEquals("1", busy.header("Retry-After"));
        assertEquals(503, absent.status());
        assertEquals("5", absent.header("Retry-After"));
    }

    @Test
    void whatBreaksInsideIsNotTold() {
        company.refusal.set(new IllegalStateException("secret of C-1001"));

        Client.Reply reply = client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "1"));

        assertEquals(500, reply.status());
        assertTrue(!reply.text().contains("secret"), reply.text());
    }

    @Test
    void theCountsAreMetrics() {
        client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "1"));
        client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "1"));
        client.post(EVENTS, CloudEventsJson.EVENT, "{}");

        assertEquals(1, meters.get("regard.http.events").tag("outcome", "accepted").counter().count());
        assertEquals(1, meters.get("regard.http.events").tag("outcome", "repeated").counter().count());
        assertTrue(meters.get("regard.http.events").tag("outcome", "refused").counter().count() >= 3);
        assertEquals(1, meters.get("regard.events.waiting").gauge().value());
    }

    @Test
    void anEventIsReadByTheKeyThatDecisionsName() {
        client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "120.50"));
        Event event = company.store.journal().pending(1).get(0).event();

        Map<String, Object> read = client.get(EVENTS + "/" + event.key()).json();

        assertEquals("e-1", read.get("id"));
        assertEquals("2026-03-02T02:00:00Z", read.get("regardreceived"));
        assertEquals(new java.math.BigDecimal("120.50"), ((Map<?, ?>) read.get("data")).get("amount"));
        assertEquals(404, client.get(EVENTS + "/0000").status());
    }

    @Test
    void whatWasSetAsideIsListedAndTakenAgainOnce() {
        client.post(EVENTS, CloudEventsJson.EVENT, purchase("e-1", "120.50"));
        Journal.Recorded recorded = company.store.journal().pending(1).get(0);
        String key = recorded.event().key();
        Decision decision = new Decision("d-1", SampleCompany.NOW, "C-1001", "set-aside", Map.of("problem", "no room"), "v1", List.of(new Reason("engine", "failure", 0, Map.of())), key);
        company.store.cards().commit(List.of(new Change(Card.blank("C-1001", SampleCompany.NOW), 0, List.of(), Map.of(), List.of(decision), List.of(), List.of(), List.of(), List.of(recorded), true)));
        String again = EVENTS + "/set-aside/again";

        Map<String, Object> entry = client.get(EVENTS + "/set-aside").items().get(0);
        assertEquals(List.of(key, "no room", false, "e-1"), List.of(entry.get("event"), entry.get("problem"), entry.get("again"), entry.get("id")));
        assertEquals(400, client.post(again, "application/json", "{\"events\":[\"" + key + "\",\"0000\"]}").status());
        assertEquals(400, client.post(again, "application/json", "{\"events\":[]}").status());
        assertEquals(400, client.post(again, "application/json", "{\"event\":[]}").status());
        assertEquals(400, client.post(again, "application/json", "all").status());
        assertEquals(0, company.store.journal().waiting());

        assertEquals("{\"accepted\":1,\"repeated\":0}", client.post(again, "application/json", "").text());
        assertEquals("{\"accepted\":0,\"repeated\":0}", client.post(again, "application/json", "{}").text());
        assertEquals("{\"accepted\":0,\"repeated\":1}", client.post(again, "application/json", "{\"events\":[\"" + key + "\"]}").text());
        assertEquals("e-1#again-1", company.store.journal().pending(1).get(0).event().id());
        assertEquals(true, client.get(EVENTS + "/set-aside").items().get(0).get("again"));
    }

    private static String purchase(String id, String amount) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"shop\",\"type\":\"purchase.made\",\"time\":\"2026-03-01T08:00:00Z\","
                + "\"subject\":\"id:C-1001\",\"data\":{\"order\":\"O-" + id + "\",\"amount\":" + amount + "}}";
    }

    private static java.math.BigDecimal number(int value) {
        return java.math.BigDecimal.valueOf(value);
    }
}
