package dev.regard.connectors.web.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.Reading;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready mappings, on bodies with the fields that the products document. */
class MappingsTest {
    private static final Arrival NOON = Arrival.at(Instant.parse("2026-03-02T12:00:00Z"));

    @TempDir
    private Path folder;

    private Webhook source(String signature, String mapping) throws IOException {
        Files.writeString(folder.resolve(WebhookFile.NAME), "shop: {secrets: [0123456789abcdef], signature: %s, mapping: %s}\n".formatted(signature, mapping));
        return WebhookFile.in(folder, name -> null, "CNY").get("shop");
    }

    private static List<Event> events(Webhook source, String type, Map<String, String> headers, String body) {
        Reading reading = source.read(type, headers, body.getBytes(StandardCharsets.UTF_8), NOON);
        return assertInstanceOf(Reading.Events.class, reading, reading::toString).events();
    }

    private static final String WOO = """
            {"id": 727, "parent_id": 0, "number": "727", "status": "%s", "currency": "CNY",
             "date_created": "2026-02-27T18:05:04", "date_created_gmt": "2026-02-27T10:05:04", "date_modified_gmt": "2026-02-27T10:06:30",
             "total": "29.35", "customer_id": 0, "date_paid_gmt": %s,
             "billing": {"first_name": "美玲", "last_name": "王", "company": "", "email": "wang@example.com", "phone": "+86 138 0000 0000", "country": "CN"},
             "line_items": [{"id": 315, "name": "Woo Tile", "product_id": 93, "quantity": 2, "sku": "T-60", "total": "6.00"},
                            {"id": 316, "name": "Ship Tile", "product_id": 22, "quantity": 1, "sku": "", "total": "23.35"}],
             "refunds": %s}""";
    private static final Map<String, String> WOO_HEADERS = Map.of("x-wc-webhook-delivery-id", "36e520", "x-wc-webhook-topic", "order.updated");

    @Test
    void aPaidOrderOfWooCommerceIsACustomerAndAPurchase() throws IOException {
        List<Event> events = events(source("woocommerce", "woocommerce-order"), "application/json", WOO_HEADERS, WOO.formatted("processing", "\"2026-02-27T10:06:00\"", "[]"));

        assertEquals(List.of("customer.changed", "purchase.made"), events.stream().map(Event::type).toList());
        Event customer = events.get(0);
        assertEquals("email:wang@example.com", customer.subject().toString());
        assertEquals(List.of("+86 138 0000 0000"), customer.data().texts("phones"));
        Event bought = events.get(1);
        assertEquals(List.of("webhook:shop", "order/shop/727/2026-02-27T10:06:30Z", "2026-02-27T10:06:00Z"), List.of(bought.source(), bought.id(), bought.time().toString()));
        assertEquals("shop/727", bought.data().text("order").orElseThrow());
        assertEquals("29.35", bought.data().decimal("amount").orElseThrow().toPlainString());
        assertEquals(List.of("T-60", ""), bought.data().children("items").stream().map(i -> i.text("sku").orElse("")).toList());
        assertEquals(List.of("2", "1"), bought.data().children("items").stream().map(i -> i.decimal("quantity").orElseThrow().stripTrailingZeros().toPlainString()).toList());
    }

    @Test
    void anOrderThatIsNotPaidIsNoPurchaseAndARefundIsAReturn() throws IOException {
        Webhook source = source("woocommerce", "woocommerce-order");
        assertEquals(List.of(), events(source, "application/json", WOO_HEADERS, WOO.formatted("pending", "null", "[]")), "nobody has proven by money who they are");
        assertEquals(List.of(), events(source, "application/json", WOO_HEADERS, WOO.formatted("cancelled", "null", "[]")));

        List<Event> refunded = events(source, "application/json", WOO_HEADERS, WOO.formatted("processing", "\"2026-02-27T10:06:00\"",
                "[{\"id\": 726, \"reason\": \"\", \"total\": \"-10.00\"}, {\"id\": 728, \"reason\": \"broken\", \"total\": \"-1.5\"}]"));
        assertEquals(List.of("customer.changed", "purchase.made", "purchase.returned", "purchase.returned"), refunded.stream().map(Event::type).toList());
        assertEquals(List.of("refund/shop/726", "refund/shop/728"), refunded.subList(2, 4).stream().map(Event::id).toList());
        assertEquals("10.00", refunded.get(2).data().decimal("amount").orElseThrow().toPlainString());
    }

    private static String net(List<Event> events) {
        return events.stream().filter(e -> e.type().startsWith("purchase.")).map(e -> e.data().decimal("amount").orElseThrow().multiply(
                new BigDecimal(e.type().equals("purchase.made") ? 1 : -1))).reduce(BigDecimal.ZERO, BigDecimal::add).stripTrailingZeros().toPlainString();
    }

    @Test
    void aPaidOrderThatWasCancelledIsWorthNothingWhateverWasPaidBack() throws IOException {
        Webhook woo = source("woocommerce", "woocommerce-order");
        for (String refunds : List.of("[]", "[{\"id\": 726, \"total\": \"-10.00\"}]", "[{\"id\": 726, \"total\": \"-10.00\"}, {\"id\": 728, \"total\": \"-19.35\"}]")) {
            assertEquals("0", net(events(woo, "application/json", WOO_HEADERS, WOO.formatted("cancelled", "\"2026-02-27T10:06:00\"", refunds))), refunds);
        }
        Webhook shopify = source("shopify", "shopify-order");
        String order = """
                {"name": "#7", "email": "jon@example.com", "created_at": "2026-02-28T16:09:54Z", "updated_at": "2026-03-01T16:09:54Z", "cancelled_at": "2026-03-01T16:00:00Z",
                 "financial_status": "%s", "total_price": "388.00", "line_items": [], "refunds": %s}""";
        String refund = "[{\"created_at\": \"2026-03-01T12:00:00Z\", \"transactions\": [{\"amount\": \"99.00\", \"kind\": \"refund\", \"status\": \"success\"}]}]";
        Map<String, String> headers = Map.of("x-shopify-webhook-id", "b");
        assertEquals("0", net(events(shopify, "application/json", headers, order.formatted("paid", "[]"))));
        assertEquals("0", net(events(shopify, "application/json", headers, order.formatted("partially_refunded", refund))));
        assertEquals(List.of(), events(shopify, "application/json", headers, order.formatted("voided", "[]")));
    }

    @Test
    void anOrderInAnotherCurrencyIsRefusedAndKeptAndCashOnDeliveryIsPaidWhenItIsCompleted() throws IOException {
        Webhook woo = source("woocommerce", "woocommerce-order");
        String foreign = WOO.formatted("completed", "\"2026-02-27T10:06:00\"", "[]").replace("CNY", "USD");
        assertTrue(woo.read("application/json", WOO_HEADERS, foreign.getBytes(StandardCharsets.UTF_8), NOON).toString().contains("it is in USD, and the company reckons in CNY"));
        assertEquals(List.of(), events(woo, "application/json", WOO_HEADERS, WOO.formatted("processing", "null", "[]")));
        assertEquals("29.35", net(events(woo, "application/json", WOO_HEADERS, WOO.formatted("completed", "null", "[]"))));

        Webhook shopify = source("shopify", "shopify-order");
        String order = "{\"name\": \"#7\", \"email\": \"a@example.com\", \"created_at\": \"2026-02-28T16:09:54Z\", \"financial_status\": \"partially_paid\", \"total_price\": \"388.00\", \"currency\": \"%s\"}";
        assertTrue(shopify.read("application/json", Map.of("x-shopify-webhook-id", "b"), order.formatted("EUR").getBytes(StandardCharsets.UTF_8), NOON).toString().contains("reckons in CNY"));
        assertEquals("388", net(events(shopify, "application/json", Map.of("x-shopify-webhook-id", "b"), order.formatted("CNY"))));
    }

    @Test
    void aSourceMayBeHeldToSomeTypes() throws IOException {
        Files.writeString(folder.resolve(WebhookFile.NAME), "crm: {secrets: [0123456789abcdef], types: [need.stated]}\n");
        Webhook crm = WebhookFile.in(folder, name -> null, "CNY").get("crm");
        String event = "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"crm\", \"type\": \"%s\", \"subject\": \"id:C-1\", \"data\": {\"text\": \"tiles\", \"purpose\": \"care\", \"channel\": \"email\", \"granted\": true}}";
        assertEquals(1, events(crm, "application/cloudevents+json", Map.of(), event.formatted("need.stated")).size());
        Reading refused = crm.read("application/cloudevents+json", Map.of(), event.formatted("consent.changed").getBytes(StandardCharsets.UTF_8), NOON);
        assertTrue(refused.toString().contains("'consent.changed' is none of those that this source may send: need.stated"), refused::toString);
    }

    @Test
    void anOddPhoneOrAddressCostsNoOrder() throws IOException {
        String odd = WOO.formatted("processing", "\"2026-02-27T10:06:00\"", "[]").replace("+86 138 0000 0000", "转 8 号分机").replace("wang@example.com", "wang");
        List<Event> events = events(source("woocommerce", "woocommerce-order"), "application/json", WOO_HEADERS, odd);
        assertEquals(List.of("customer.changed", "purchase.made"), events.stream().map(Event::type).toList());
        assertEquals("ext:shop/order-727", events.get(1).subject().toString());
        assertEquals("转 8 号分机", events.get(0).data().child("traits").text("phoneAsTyped").orElseThrow());
        assertEquals(List.of(), events.get(0).data().texts("phones"));
    }

    @Test
    void anOrderOfShopifyIsACustomerAPurchaseAndWhatWasPaidBack() throws IOException {
        List<Event> events = events(source("shopify", "shopify-order"), "application/json", Map.of("x-shopify-webhook-id", "b39d2c2f", "x-shopify-topic", "orders/updated"), """
                {"id": 820982911946154508, "name": "#9999", "order_number": 9999, "email": "jon@example.com", "phone": null, "created_at": "2026-02-28T16:09:54-05:00",
                 "updated_at": "2026-03-01T16:09:54-05:00", "currency": "CNY", "financial_status": "partially_refunded", "total_price": "388.00", "current_total_price": "289.00",
                 "customer": {"id": 115310627314723954, "email": "jon@example.com", "first_name": "John", "last_name": "Smith", "phone": null},
                 "billing_address": {"country_code": "US"},
                 "line_items": [{"id": 866550311766439020, "sku": "IPOD2008PINK", "name": "IPod Nano - 8GB", "title": "IPod Nano", "quantity": 2, "price": "199.00"}],
                 "refunds": [{"id": 929361465, "created_at": "2026-03-01T12:00:00-05:00", "transactions": [{"amount": "99.00", "kind": "refund", "status": "success"}]},
                             {"id": 929361466, "created_at": "2026-03-01T13:00:00-05:00", "transactions": []}]}""");

        assertEquals(List.of("customer.changed", "purchase.made", "purchase.returned"), events.stream().map(Event::type).toList());
        assertEquals("John Smith", events.get(0).data().text("name").orElseThrow());
        assertEquals("US", events.get(0).data().text("country").orElseThrow());
        assertEquals("shop/9999", events.get(1).data().text("order").orElseThrow());
        assertEquals("388.00", events.get(1).data().decimal("amount").orElseThrow().toPlainString());
        assertEquals(0, new BigDecimal("398").compareTo(events.get(1).data().children("items").get(0).decimal("amount").orElseThrow()));
        assertEquals(0, new BigDecimal("99").compareTo(events.get(2).data().decimal("amount").orElseThrow()));
        assertEquals("shop/9999", events.get(2).data().text("order").orElseThrow());
    }

    @Test
    void aChatOfTawkIsWhatTheVisitorSaid() throws IOException {
        Webhook source = source("tawk", "tawk-transcript");
        String chat = """
                {"event": "chat:transcript_created", "time": "2026-03-01T09:14:02.289Z", "property": {"id": "58ca453f", "name": "Help"},
                 "chat": {"id": "70fe3290", "visitor": {"name": "V1", "email": %s, "city": "jelgava", "country": "LV"},
                  "messages": [{"sender": {"t": "v"}, "type": "msg", "msg": "Two tiles are cracked", "time": "2026-03-01T09:10:02.289Z"},
                   {"sender": {"t": "s"}, "type": "msg", "msg": "joined", "time": "2026-03-01T09:10:05.289Z"},
                   {"sender": {"t": "a", "id": "x"}, "type": "msg", "msg": "Sorry to hear that", "time": "2026-03-01T09:11:02.289Z"},
                   {"sender": {"t": "v"}, "type": "msg", "msg": "Please send new ones", "time": "2026-03-01T09:12:02.289Z"}]}}""";
        List<Event> events = events(source, "application/json", Map.of("x-hook-event-id", "e-1"), chat.formatted("\"li@example.com\""));
        assertEquals("form.received V1, li@example.com", events.get(0).type() + " " + events.get(0).data().text("from").orElseThrow());
        assertEquals("Two tiles are cracked\nPlease send new ones", events.get(0).data().text("text").orElseThrow());
        assertEquals("chat/70fe3290", events.get(0).id());
        String brief = chat.formatted("\"li@example.com\"").replaceFirst(",\\s*\\{\"sender\": \\{\"t\": \"v\"}, \"type\": \"msg\", \"msg\": \"Please[^}]*}", "");
        assertEquals("Two tiles are cracked", only(events(source, "application/json", Map.of("x-hook-event-id", "e-2"), brief)).data().text("text").orElseThrow());
        Event nobody = only(events(source, "application/json", Map.of("x-hook-event-id", "e-1"), chat.formatted("null")));
        assertEquals("ext:shop/chat-70fe3290 V1", nobody.subject() + " " + nobody.data().text("from").orElseThrow());
        assertEquals(List.of(), events(source, "application/json", Map.of("x-hook-event-id", "e-3"), chat.formatted("null").replace("\"t\": \"v\"", "\"t\": \"a\"")));
    }

    @Test
    void aFormIsUnderstoodUnderTheNamesThatFormBuildersUseAndChangesNoCard() throws IOException {
        Webhook source = source("standard", "web-form");
        Map<String, String> id = Map.of("webhook-id", "msg_1");
        Event posted = only(events(source, "application/x-www-form-urlencoded", id,
                "your-name=%E7%8E%8B%E7%BE%8E%E7%8E%B2&your-email=wang%40example.com&tel=13800000000&your-message=The+tap+drips+%26+nobody+comes&newsletter=on"));
        assertEquals(List.of("form.received", "msg_1", "email:wang@example.com"), List.of(posted.type(), posted.id(), posted.subject().toString()));
        assertEquals("王美玲, wang@example.com, 13800000000", posted.data().text("from").orElseThrow());
        assertEquals("shop, wants to hear from us / 希望接收消息", posted.data().text("subject").orElseThrow());
        assertEquals("The tap drips & nobody comes", posted.data().text("text").orElseThrow());

        Event json = only(events(source, "application/json", id, "{\"邮箱\": \"li@example.com\", \"留言\": \"想了解地板\"}"));
        assertEquals("li@example.com, 想了解地板", json.data().text("from").orElseThrow() + ", " + json.data().text("text").orElseThrow());
        assertEquals("shop", json.data().text("subject").orElseThrow());

        Event capitals = only(events(source, "application/json", id, "{\"data\": {\"Name\": \"Li\", \"E-Mail\": \"li@example.com\", \"Message\": \"hello\", \"Your budget\": 5000}}"));
        assertEquals("Li, li@example.com: hello\nYour budget: 5000", capitals.data().text("from").orElseThrow() + ": " + capitals.data().text("text").orElseThrow());
        Event unknown = only(events(source, "application/json", id, "{\"vorname\": \"Li\", \"anliegen\": \"Fliesen kaputt\"}"));
        assertEquals("Li: anliegen: Fliesen kaputt", unknown.data().text("from").orElseThrow() + ": " + unknown.data().text("text").orElseThrow());
        String emoji = "a".repeat(1_496) + "😀😀 problem";
        assertEquals(emoji, only(events(source, "application/json", id, "{\"Email\": \"y@example.com\", \"Message\": \"" + emoji + "\"}")).data().text("text").orElseThrow());
        Reading empty = source.read("application/json", id, "{\"message\": \"\"}".getBytes(StandardCharsets.UTF_8), NOON);
        assertTrue(empty.toString().contains("no field with anything in it"), empty::toString);
    }

    @Test
    void aFormWithAMistypedAddressStaysReadableOnACardOfItsOwn() throws IOException {
        Webhook source = source("standard", "web-form");
        Map<String, String> id = Map.of("webhook-id", "msg_1");
        Event typo = only(events(source, "application/json", id, "{\"name\": \"Li\", \"email\": \"li@@example\", \"phone\": \"call me\", \"message\": \"hello\"}"));
        assertEquals("ext:shop/msg_1", typo.subject().toString());
        assertEquals("Li, li@@example, call me", typo.data().text("from").orElseThrow());
        assertEquals("phone:13800000000", only(events(source, "application/json", id, "{\"email\": \"li\", \"phone\": 13800000000}")).subject().toString());
        Event nobody = only(events(source, "application/json", id, "{\"message\": \"hello\"}"));
        assertEquals("ext:shop/msg_1 ?", nobody.subject() + " " + nobody.data().text("from").orElseThrow());
    }

    @Test
    void aFormInPartsIsReadAsBrowsersSendIt() throws IOException {
        Webhook source = source("standard", "web-form");
        Map<String, String> headers = Map.of("webhook-id", "m", "content-type", "multipart/form-data; boundary=\"--x\"");
        String body = "----x\r\nContent-Disposition: form-data; name=\"姓名\"\r\n\r\n王美玲\r\n----x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nwang@example.com\r\n"
                + "----x\r\nContent-Disposition: form-data; name=\"message\"; filename=\"tile.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nÿØ\r\n----x--\r\n";
        Event posted = only(events(source, "multipart/form-data", headers, body));
        assertEquals("王美玲, wang@example.com: tile.jpg", posted.data().text("from").orElseThrow() + ": " + posted.data().text("text").orElseThrow());

        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=\"--y\"")) {
            Reading broken = source.read("multipart/form-data", Map.of("webhook-id", "m", "content-type", type), body.getBytes(StandardCharsets.UTF_8), NOON);
            assertTrue(broken.toString().contains("the body is no form"), broken::toString);
        }
    }

    private static Event only(List<Event> events) {
        assertEquals(1, events.size(), events::toString);
        return events.get(0);
    }

    @Test
    void aMappingOfOnesOwnComesBeforeAReadyOneAndCannotRunForEver() throws IOException {
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(folder.resolve("mappings/web-form.jsonata"), "{'type': 'need.stated', 'subject': 'id:' & who, 'data': {'text': what}}");
        Event need = events(source("standard", "web-form"), "application/json", Map.of("webhook-id", "m"), "{\"who\": \"C-1\", \"what\": \"tiles\", \"big\": 820982911946154508}").get(0);
        assertEquals(List.of("need.stated", "id:C-1", "m"), List.of(need.type(), need.subject().toString(), need.id()));

        for (String endless : List.of("($f := function($x) { $f($x + 1) }; $f(0))", "($f := function($x) { 1 + $f($x) }; $f(0))", "$count([0..9999999].{'x': $})", "1", "[1..2000].{'type': 'a'}", "$fetch('http://x')")) {
            Files.writeString(folder.resolve("mappings/web-form.jsonata"), endless);
            Reading reading = source("standard", "web-form").read("application/json", Map.of("webhook-id", "m"), "{}".getBytes(StandardCharsets.UTF_8), NOON);
            assertTrue(reading.toString().contains("mappings/web-form.jsonata"), reading::toString);
        }
    }
}
