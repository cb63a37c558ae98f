package dev.regard.connectors.web.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.Reading;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole bodies with every field that the products document (WooCommerce REST API v3, Shopify's order resource, developer.tawk.to/webhooks, Typeform's
 * webhook), and what must not be answered as if it had been understood.
 */
class DocumentedPayloadsTest {
    private static final Map<String, String> WOO = Map.of("x-wc-webhook-delivery-id", "d", "x-wc-webhook-topic", "order.updated");
    private static final Map<String, String> SHOPIFY = Map.of("x-shopify-webhook-id", "d", "x-shopify-topic", "orders/updated");
    private static final Map<String, String> OTHERS = Map.of("webhook-id", "d", "x-hook-event-id", "d");

    @TempDir
    private Path folder;
    private Map<String, Webhook> sources;

    @BeforeEach
    void sources() throws IOException {
        Files.writeString(folder.resolve(WebhookFile.NAME), """
                woo: {secrets: [0123456789abcdef], signature: woocommerce, mapping: woocommerce-order}
                shopify: {secrets: [0123456789abcdef], signature: shopify, mapping: shopify-order}
                tawk: {secrets: [0123456789abcdef], signature: tawk, mapping: tawk-transcript}
                form: {secrets: [0123456789abcdef], mapping: web-form}
                """);
        sources = WebhookFile.in(folder, name -> null, "CNY");
    }

    private static String whole(String name) throws IOException {
        try (InputStream in = DocumentedPayloadsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Reading read(String source, Map<String, String> headers, String body) {
        return sources.get(source).read("application/json", headers, body.getBytes(StandardCharsets.UTF_8), Arrival.at(Instant.parse("2026-04-02T12:00:00Z")));
    }

    private List<Event> events(String source, Map<String, String> headers, String body) {
        Reading reading = read(source, headers, body);
        return assertInstanceOf(Reading.Events.class, reading, reading::toString).events();
    }

    private String refusal(String source, Map<String, String> headers, String body) {
        Reading reading = read(source, headers, body);
        return assertInstanceOf(Reading.Refused.class, reading, reading::toString).problems().stream().map(Problem::toString).collect(Collectors.joining());
    }

    private static String line(Event event) {
        return event.type() + " " + event.id() + " " + event.time() + " " + event.subject() + " " + event.data();
    }

    @Test
    void anOrderOfWooCommerceInAStatusOfTheShopsOwn() throws IOException {
        List<Event> events = events("woo", WOO, whole("woocommerce-order.json"));
        assertEquals(List.of("customer.changed", "purchase.made", "purchase.returned"), events.stream().map(Event::type).toList());
        assertEquals("email:wang@example.com", events.get(0).subject().toString());
        assertEquals("美玲 王|(0512) 555-5555|CN", events.get(0).data().text("name").orElseThrow() + "|" + events.get(0).data().child("traits").text("phoneAsTyped").orElse("-") + "|"
                + events.get(0).data().text("country").orElseThrow(), () -> line(events.get(0)));
        Event made = events.get(1);
        assertEquals("woo-727 29.35 2026-03-22T08:28:08Z 2026-03-23T01:00:08Z", made.data().text("order").orElseThrow() + " " + made.data().decimal("amount").orElseThrow() + " " + made.time() + " "
                + made.data().text("changed").orElseThrow());
        assertEquals(List.of("P-22 Oak plank 2 6.00", "T-60 Antique tile &ndash; Color: Sand 1 12.00"), made.data().children("items").stream()
                .map(i -> i.text("sku").orElse("") + " " + i.text("name").orElse("") + " " + i.decimal("quantity").orElseThrow().intValue() + " " + i.decimal("amount").orElseThrow()).toList());
        assertEquals("refund/726 3.00", events.get(2).id() + " " + events.get(2).data().decimal("amount").orElseThrow());
        assertEquals(events.stream().map(DocumentedPayloadsTest::line).toList(), events("woo", WOO, whole("woocommerce-order.json")).stream().map(DocumentedPayloadsTest::line).toList(),
                "the same delivery makes the same events");
    }

    @Test
    void anOrderOfShopify() throws IOException {
        String body = whole("shopify-order.json");
        List<Event> events = events("shopify", SHOPIFY, body);
        assertEquals(List.of("customer.changed", "purchase.made"), events.stream().map(Event::type).toList());
        assertEquals("email:jon@example.com John Smith [+1 555 0100] US", events.get(0).subject() + " " + events.get(0).data().text("name").orElseThrow() + " " + events.get(0).data().texts("phones")
                + " " + events.get(0).data().text("country").orElseThrow());
        Event made = events.get(1);
        assertEquals("shopify-1234 309.00 2026-03-02T16:11:33Z", made.data().text("order").orElseThrow() + " " + made.data().decimal("amount").orElseThrow() + " " + made.time());
        assertEquals(List.of("Aviator tile 1 89.99", "Mid-century plank 2 209.01"), made.data().children("items").stream()
                .map(i -> i.text("name").orElse("") + " " + i.decimal("quantity").orElseThrow().intValue() + " " + i.decimal("amount").orElseThrow()).toList());

        for (String unpaid : List.of("pending", "authorized", "expired", "voided")) {
            assertEquals(List.of(), events("shopify", SHOPIFY, body.replace("\"financial_status\": \"paid\"", "\"financial_status\": \"" + unpaid + "\"")), unpaid);
        }
        assertTrue(refusal("shopify", SHOPIFY, body.replace("\"financial_status\": \"paid\"", "\"financial_status\": \"bartered\"")).contains("'bartered'"));
        assertEquals(List.of(), events("shopify", SHOPIFY, body.replace("\"test\": false", "\"test\": true")), "nobody bought anything");
    }

    @Test
    void aChatATicketAndWhatIsFollowedByATranscript() throws IOException {
        Event chat = only(events("tawk", OTHERS, whole("tawk-transcript.json")));
        assertEquals("form.received chat/70fe3290-99ad-11e9-a30a-51567162179f email:hello@example.com", chat.type() + " " + chat.id() + " " + chat.subject());
        assertEquals("V1561719148780935, hello@example.com: Two tiles are cracked\ntile.jpg https://files.example.com/1", chat.data().text("from").orElseThrow() + ": " + chat.data().text("text").orElseThrow());
        String fileOnly = whole("tawk-transcript.json").replace("{\"sender\": {\"t\": \"v\"}, \"type\": \"msg\", \"msg\": \"Two tiles are cracked\"", "{\"sender\": {\"t\": \"a\"}, \"type\": \"msg\", \"msg\": \"Hi\"");
        assertEquals("tile.jpg https://files.example.com/1", only(events("tawk", OTHERS, fileOnly)).data().text("text").orElseThrow());

        Event ticket = only(events("tawk", OTHERS, whole("tawk-ticket.json")));
        assertEquals("form.received ticket/02598050-99ad-11e9-8887-97564881b95b email:li@example.com", ticket.type() + " " + ticket.id() + " " + ticket.subject());
        assertEquals("Li Min, li@example.com: Late\nThe delivery is three days late", ticket.data().text("from").orElseThrow() + ": " + ticket.data().text("text").orElseThrow());
        assertEquals(List.of(), events("tawk", OTHERS, whole("tawk-start.json")));
    }

    @Test
    void theAnswersOfTypeform() throws IOException {
        Event form = only(events("form", OTHERS, whole("typeform.json")));
        assertEquals("email:evgeny@example.com", form.subject().toString());
        String text = form.data().text("text").orElseThrow();
        assertTrue(text.contains("What is broken?: Two tiles are cracked") && text.contains("Which product?: Tiles"), text);
    }

    @Test
    void noFieldOfAFormIsLostBesideAnotherOfTheSameMeaning() {
        Event both = only(events("form", OTHERS, """
                {"Email": "not yet", "your-email": "li@example.com", "email": "li@work.example", "Message": "one", "message": "two", "comment": "three", "phone": "13800000000", "tel": "13900000000",
                 "data": {"message": "four", "Budget": 5000}, "urgent": true, "rooms": ["bath", "kitchen"], "empty": null}"""));
        assertEquals("email:li@example.com", both.subject().toString());
        assertEquals("li@example.com, 13800000000", both.data().text("from").orElseThrow());
        List<String> lines = both.data().text("text").orElseThrow().lines().toList();
        assertEquals(List.of("one", "two", "three", "four", "Email: not yet", "email: li@work.example", "tel: 13900000000", "urgent: true", "rooms: bath, kitchen", "Budget: 5000"), lines);
        Event elementor = only(events("form", OTHERS, "{\"form\": {\"id\": \"1\"}, \"fields\": {\"email\": {\"id\": \"email\", \"type\": \"email\", \"title\": \"Email\", \"value\": \"li@example.com\"}}}"));
        assertEquals("email:li@example.com", elementor.subject().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"foo\": 1}", "[]", "{}", "\"text\"", "{\"id\": 730}"})
    void whatIsNoOrderAndNoChatIsRefused(String body) {
        assertTrue(refusal("woo", WOO, body).contains("it is no order"));
        assertTrue(refusal("shopify", SHOPIFY, body).contains("it is no order"));
        assertTrue(refusal("tawk", OTHERS, body).contains("none of the events"));
    }

    @Test
    void topicsThatMeanNothingAreNoProblem() {
        assertEquals(List.of(), events("woo", Map.of("x-wc-webhook-topic", "order.deleted"), "{\"id\": 730}"));
        assertEquals(List.of(), events("woo", Map.of("x-wc-webhook-topic", "customer.created"), "{\"id\": 7, \"email\": \"x@example.com\"}"));
        assertEquals(List.of(), events("shopify", Map.of("x-shopify-topic", "products/update"), "{\"id\": 1, \"title\": \"a product\"}"));
        assertEquals(List.of(), events("shopify", Map.of("x-shopify-topic", "orders/delete"), "{\"id\": 1}"));
    }

    private static Event only(List<Event> events) {
        assertEquals(1, events.size(), events::toString);
        return events.get(0);
    }
}
