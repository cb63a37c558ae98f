package dev.regard.connectors.web.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.Reading;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Order;
import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole bodies with every field that the products document (WooCommerce REST API v3, Shopify's order resource, developer.tawk.to/webhooks, Typeform's
 * webhook, what form builders post), and what must not be answered as if it had been understood.
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
                shop-2: {secrets: [0123456789abcdef], signature: shopify, mapping: shopify-order}
                woo-2: {secrets: [0123456789abcdef], signature: woocommerce, mapping: woocommerce-order}
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
        assertEquals("woo/727 29.35 2026-03-22T08:28:08Z 2026-03-23T01:00:08Z", made.data().text("order").orElseThrow() + " " + made.data().decimal("amount").orElseThrow() + " " + made.time() + " "
                + made.data().text("changed").orElseThrow());
        assertEquals(List.of("P-22 Oak plank 2 6.00", "T-60 Antique tile &ndash; Color: Sand 1 12.00"), made.data().children("items").stream()
                .map(i -> i.text("sku").orElse("") + " " + i.text("name").orElse("") + " " + i.decimal("quantity").orElseThrow().intValue() + " " + i.decimal("amount").orElseThrow()).toList());
        assertEquals("refund/woo/726 3.00", events.get(2).id() + " " + events.get(2).data().decimal("amount").orElseThrow());
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
        assertEquals("shopify/1234 309.00 2026-03-02T16:11:33Z", made.data().text("order").orElseThrow() + " " + made.data().decimal("amount").orElseThrow() + " " + made.time());
        assertEquals(List.of("Aviator tile 1 89.99", "Mid-century plank 2 209.01"), made.data().children("items").stream()
                .map(i -> i.text("name").orElse("") + " " + i.decimal("quantity").orElseThrow().intValue() + " " + i.decimal("amount").orElseThrow()).toList());

        for (String unpaid : List.of("pending", "authorized", "expired", "voided")) {
            assertEquals(List.of(), events("shopify", SHOPIFY, body.replace("\"financial_status\": \"paid\"", "\"financial_status\": \"" + unpaid + "\"")), unpaid);
        }
        assertTrue(refusal("shopify", SHOPIFY, body.replace("\"financial_status\": \"paid\"", "\"financial_status\": \"bartered\"")).contains("'bartered'"));
        assertEquals(List.of(), events("shopify", SHOPIFY, body.replace("\"test\": false", "\"test\": true")), "nobody bought anything");
    }

    private String shopify(String updated, String refunds) throws IOException {
        return whole("shopify-order.json").replace("\"refunds\": []", "\"refunds\": [" + refunds + "]").replace("2026-03-02T11:12:00-05:00", updated);
    }

    private static String refund(String id, String transactions) {
        return """
                {"id": %s, "admin_graphql_api_id": "gid://shopify/Refund/1", "order_id": 820982911946154508, "created_at": "2026-03-03T11:00:00-05:00", "processed_at": "2026-03-03T11:00:00-05:00",
                 "note": null, "restock": true, "user_id": 548380009, "total_duties_set": {"shop_money": {"amount": "0.00", "currency_code": "CNY"}}, "duties": [], "order_adjustments": [],
                 "refund_line_items": [{"id": 1058498319, "line_item_id": 487817672276298554, "location_id": null, "quantity": 1, "restock_type": "no_restock", "subtotal": 41.94, "total_tax": 0.0}],
                 "transactions": [%s]}""".formatted(id, transactions);
    }

    private static String transaction(String kind, String amount, String status, String currency) {
        return """
                {"id": 179259969, "admin_graphql_api_id": "gid://shopify/OrderTransaction/179259969", "amount": "%s", "authorization": null, "created_at": "2026-03-03T11:00:00-05:00", "currency": "%s",
                 "device_id": null, "error_code": null, "gateway": "bogus", "kind": "%s", "location_id": null, "message": null, "order_id": 820982911946154508, "parent_id": 801038806,
                 "processed_at": "2026-03-03T11:00:00-05:00", "receipt": {}, "source_name": "web", "status": %s, "test": false, "user_id": null}""".formatted(amount, currency, kind, status);
    }

    /** What the card has of the order when everything arrived in this sequence. */
    private Dealings dealings(String source, Map<String, String> headers, String... bodies) {
        Dealings dealings = Dealings.NONE;
        Set<String> seen = new HashSet<>();
        for (String body : bodies) {
            for (Event event : events(source, headers, body)) {
                Data data = event.data();
                if (!seen.add(event.id())) {
                    continue;
                }
                if (event.type().equals("purchase.made")) {
                    dealings = dealings.with(new Order(data.text("order").orElseThrow(), event.time(), data.decimal("amount").orElseThrow(), BigDecimal.ZERO, List.of(), List.of(), BigDecimal.ZERO,
                            data.instant("changed").orElseThrow()));
                } else if (event.type().equals("purchase.returned")) {
                    dealings = dealings.withReturn(data.text("order").orElseThrow(), data.decimal("amount").orElseThrow(), event.time());
                }
            }
        }
        return dealings;
    }

    private static String sales(Dealings dealings) {
        return dealings.ordersTotal() + ": " + dealings.salesTotal().stripTrailingZeros().toPlainString();
    }

    @Test
    void twoRefundsOfShopifyInOneSecondAreTwo() throws IOException {
        String both = shopify("2026-03-03T11:00:00-05:00", refund("509562969", transaction("refund", "41.94", "\"success\"", "CNY")) + "," + refund("509562970", transaction("refund", "10.06", "\"success\"", "CNY")));
        assertEquals(List.of("shopify/1234/refund/509562969", "shopify/1234/refund/509562970"), events("shopify", SHOPIFY, both).stream().filter(e -> e.type().equals("purchase.returned")).map(Event::id).toList());
        assertEquals("1: 257", sales(dealings("shopify", SHOPIFY, both)));
        assertEquals("1: 257", sales(dealings("shopify", SHOPIFY, both, shopify("2026-03-02T11:12:00-05:00", ""))), "an older version comes later");
        String nameless = both.replace("\"id\": 509562969, ", "").replace("\"id\": 509562970, ", "\"id\": null, ");
        assertEquals("shopify/1234/refund/2026-03-03T11:00:00-05:00", events("shopify", SHOPIFY, nameless).get(2).id());
    }

    @Test
    void ofARefundOfShopifyCountsWhatSucceededOnceEachTransactionHasEnded() throws IOException {
        String bought = shopify("2026-03-02T11:12:00-05:00", "");
        String mixed = transaction("refund", "41.94", "\"success\"", "CNY") + "," + transaction("refund", "1.00", "\"failure\"", "CNY") + "," + transaction("refund", "2.00", "\"error\"", "CNY") + ","
                + transaction("sale", "309.00", "\"success\"", "CNY") + "," + transaction("refund", "0.06", "null", "CNY");
        assertEquals("1: 267", sales(dealings("shopify", SHOPIFY, bought, shopify("2026-03-03T11:00:00-05:00", refund("509562969", mixed)))));

        String waiting = shopify("2026-03-03T11:00:00-05:00", refund("509562969", transaction("refund", "41.94", "\"success\"", "CNY") + "," + transaction("refund", "0.06", "\"pending\"", "CNY")));
        String settled = shopify("2026-03-04T11:00:00-05:00", refund("509562969", transaction("refund", "41.94", "\"success\"", "CNY") + "," + transaction("refund", "0.06", "\"success\"", "CNY")));
        String failed = shopify("2026-03-04T11:00:00-05:00", refund("509562969", transaction("refund", "41.94", "\"success\"", "CNY") + "," + transaction("refund", "0.06", "\"failure\"", "CNY")));
        assertEquals("1: 309", sales(dealings("shopify", SHOPIFY, bought, waiting)));
        assertEquals("1: 267", sales(dealings("shopify", SHOPIFY, bought, waiting, settled)));
        assertEquals("1: 267", sales(dealings("shopify", SHOPIFY, settled, bought, waiting)), "in any sequence");
        assertEquals("1: 267.06", sales(dealings("shopify", SHOPIFY, failed, waiting)));
        String cancelled = waiting.replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-03-03T11:00:00-05:00\"");
        assertEquals("1: 0", sales(dealings("shopify", SHOPIFY, bought, cancelled)));
        assertEquals("1: 0", sales(dealings("shopify", SHOPIFY, settled.replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-03-03T11:00:00-05:00\""), cancelled)));
    }

    @Test
    void aRefundOfShopifyInAnotherCurrencyThanItsOrderIsRefused() throws IOException {
        String foreign = shopify("2026-03-03T11:00:00-05:00", refund("509562969", transaction("refund", "41.94", "\"success\"", "EUR")));
        assertTrue(refusal("shopify", SHOPIFY, foreign).contains("a refund of it is in EUR, and the order in CNY"));
        assertEquals(2, events("shopify", SHOPIFY, foreign.replace("\"success\"", "\"failure\"")).size(), "what failed is worth nothing in any currency");
    }

    @Test
    void aPaidOrderOfWooCommerceWhoseDebitIsReturnedIsWorthNothing() throws IOException {
        String paid = whole("woocommerce-order.json").replace("\"shipped\"", "\"completed\"");
        String failed = paid.replace("\"completed\"", "\"failed\"").replace("\"date_modified_gmt\": \"2026-03-23", "\"date_modified_gmt\": \"2026-03-30");
        assertEquals("1: 26.35", sales(dealings("woo", WOO, paid)));
        assertEquals("1: 0", sales(dealings("woo", WOO, paid, failed)));
        assertEquals("1: 0", sales(dealings("woo", WOO, failed, paid)), "in any sequence");
        String again = failed.replace("\"failed\"", "\"processing\"").replace("2026-03-30", "2026-03-31");
        assertEquals("1: 26.35", sales(dealings("woo", WOO, paid, failed, again)), "paid after all");
        assertEquals(List.of(), events("woo", WOO, failed.replace("\"date_paid_gmt\": \"2026-03-22T08:28:08\"", "\"date_paid_gmt\": null")), "it was never paid");
        assertEquals(List.of(), events("woo", WOO, failed.replace("\"failed\"", "\"trash\"")));
    }

    @Test
    void aNameThatIsMissingIsNotWritten() throws IOException {
        String woo = whole("woocommerce-order.json");
        String shopify = whole("shopify-order.json");
        assertEquals("王", events("woo", WOO, woo.replace("\"first_name\": \"美玲\"", "\"first_name\": null")).get(0).data().text("name").orElseThrow());
        assertEquals("美玲", events("woo", WOO, woo.replace("\"last_name\": \"王\"", "\"last_name\": \"\"")).get(0).data().text("name").orElseThrow());
        assertEquals("Heju Interiors", events("woo", WOO, woo.replace("\"first_name\": \"美玲\"", "\"first_name\": null").replace("\"last_name\": \"王\"", "\"last_name\": null")).get(0).data()
                .text("name").orElseThrow());
        assertEquals("Smith", events("shopify", SHOPIFY, shopify.replace("\"first_name\": \"John\"", "\"first_name\": null")).get(0).data().text("name").orElseThrow());
        assertEquals("-", events("shopify", SHOPIFY, shopify.replace("\"first_name\": \"John\"", "\"first_name\": null").replace("\"last_name\": \"Smith\"", "\"last_name\": null")).get(0).data()
                .text("name").orElse("-"));
        assertEquals("woo/727", events("woo", WOO, woo.replace("\"number\": \"727\"", "\"number\": null")).get(1).data().text("order").orElseThrow());
        assertEquals("shopify/9999", events("shopify", SHOPIFY, shopify.replace("\"order_number\": 1234", "\"order_number\": null")).get(1).data().text("order").orElseThrow());
    }

    @Test
    void twoShopsOfOneProductKeepTheirOrdersAndTheirStrangersApart() throws IOException {
        String shopify = whole("shopify-order.json").replace("jon@example.com", "").replace("john@example.com", "").replace("\"phone\": \"+1 555 0100\"", "\"phone\": null");
        String woo = whole("woocommerce-order.json").replace("wang@example.com", "").replace("(0512) 555-5555", "");
        assertEquals(List.of("ext:shopify/115310627314723954 shopify/1234", "ext:shop-2/115310627314723954 shop-2/1234"), Stream.of("shopify", "shop-2").map(s -> whose(events(s, SHOPIFY, shopify))).toList());
        assertEquals(List.of("ext:woo/26 woo/727", "ext:woo-2/26 woo-2/727"), Stream.of("woo", "woo-2").map(s -> whose(events(s, WOO, woo))).toList());
        String guest = shopify.replace("\"customer\": {\"id\": 115310627314723954, ", "\"customer\": {");
        assertEquals("ext:shop-2/order-1234 shop-2/1234", whose(events("shop-2", SHOPIFY, guest)));
        assertEquals("ext:woo-2/order-727 woo-2/727", whose(events("woo-2", WOO, woo.replace("\"customer_id\": 26", "\"customer_id\": 0"))));
        Set<String> ids = Stream.of(events("shopify", SHOPIFY, shopify), events("shop-2", SHOPIFY, shopify), events("woo", WOO, woo), events("woo-2", WOO, woo)).flatMap(List::stream).map(Event::id)
                .collect(Collectors.toSet());
        assertEquals(10, ids.size(), ids::toString);
    }

    private static String whose(List<Event> events) {
        return events.get(1).subject() + " " + events.get(1).data().text("order").orElseThrow();
    }

    private static final List<String> ODD = List.of("\"\"", "\"abc\"", "null", "{}", "[]", "true", "1e400", "[\"😀\"]");

    @ParameterizedTest
    @CsvSource({"woo, woocommerce-order.json", "shopify, shopify-order.json", "tawk, tawk-transcript.json", "tawk, tawk-ticket.json", "form, typeform.json", "form, tally.json"})
    void anOddValueInAnyPlaceIsUnderstoodOrRefused(String source, String file) throws IOException {
        Map<String, String> headers = source.equals("woo") ? WOO : source.equals("shopify") ? SHOPIFY : OTHERS;
        String body = source.equals("shopify") ? shopify("2026-03-03T11:00:00-05:00", refund("509562969", transaction("refund", "41.94", "\"success\"", "CNY"))) : whole(file);
        Matcher value = Pattern.compile("(?<=: )(\"[^\"]*\"|[-0-9.]+|null|true|false)").matcher(body);
        int tried = 0;
        while (value.find()) {
            for (String odd : ODD) {
                String changed = body.substring(0, value.start()) + odd + body.substring(value.end());
                Reading reading = read(source, headers, changed);
                boolean written = reading instanceof Reading.Events events && events.events().stream().anyMatch(e -> line(e).contains("null"));
                assertFalse(written, () -> changed + " -> " + reading);
                tried++;
            }
        }
        assertTrue(tried > 50, () -> file + " has too few values");
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
        String several = whole("typeform.json").replace("\"choice\": {\"label\": \"Tiles\"}", "\"choices\": {\"labels\": [\"Tiles\", \"Planks\"], \"other\": \"Doors\"}").replace("\"type\": \"choice\"", "\"type\": \"choices\"");
        assertTrue(only(events("form", OTHERS, several)).data().text("text").orElseThrow().contains("Which product?: Tiles, Planks, Doors"));
        String hidden = whole("typeform.json").replace("\"token\":", "\"hidden\": {\"order\": \"77\"}, \"token\":");
        assertTrue(only(events("form", OTHERS, hidden)).data().text("text").orElseThrow().contains("order: 77"));
    }

    @Test
    void noFieldOfAFormIsLostBesideAnotherOfTheSameMeaning() {
        Event both = only(events("form", OTHERS, """
                {"Email": "not yet", "your-email": "li@example.com", "email": "li@work.example", "Message": "one", "message": "two", "comment": "three", "phone": "13800000000", "tel": "13900000000",
                 "data": {"message": "four", "Budget": 5000}, "urgent": true, "rooms": ["bath", "kitchen"], "empty": null}"""));
        assertEquals("email:li@example.com", both.subject().toString());
        assertEquals("li@example.com, 13800000000", both.data().text("from").orElseThrow());
        List<String> lines = both.data().text("text").orElseThrow().lines().toList();
        assertEquals(List.of("one", "two", "three", "four", "Email: not yet", "email: li@work.example", "tel: 13900000000", "Budget: 5000", "urgent: true", "rooms: bath, kitchen"), lines);
        Event elementor = only(events("form", OTHERS, "{\"form\": {\"id\": \"1\"}, \"fields\": {\"email\": {\"id\": \"email\", \"type\": \"email\", \"title\": \"Email\", \"value\": \"li@example.com\"}}}"));
        assertEquals("email:li@example.com", elementor.subject().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "contact-form-7.json | Min Li, li@example.com, 13800000000 | The tap drips, your-subject: Tap, rooms: Bath",
        "google-forms.json | Min Li, li@example.com, 13800000000 | How can we help?: The tap drips, Rooms: Bath, Timestamp: 3/1/2026",
        "gravity-forms.json | Min Li, li@example.com | 3: 13800000000, 4: The tap drips, 7.3: Suzhou, 7.6: China, 5.1: Bath, 5.2: Kitchen, source_url: https://www.example.com/contact/",
        "tally.json | Min Li, li@example.com, 13800000000 | The tap drips, Rooms: Bath, formName: Contact",
        "wpforms.json | Min Li, li@example.com, 13800000000 | The tap drips, Rooms: Bath"})
    void theFormBuildersBodiesAreUnderstood(String file, String from, String lines) throws IOException {
        Event form = only(events("form", OTHERS, whole(file)));
        assertEquals("email:li@example.com", form.subject().toString());
        assertEquals(from, form.data().text("from").orElseThrow());
        String text = form.data().text("text").orElseThrow();
        for (String line : lines.split(", ")) {
            assertTrue(("\n" + text).contains("\n" + line) && text.contains("Kitchen"), () -> line + " is not in " + text);
        }
    }

    @Test
    void theRequestOfJotFormIsReadOutOfItsText() throws IOException {
        String body = Stream.of("formID=242756", "submissionID=6045", "ip=192.0.2.7", "formTitle=Contact", "pretty=" + encoded("Name:Min Li, E-mail:li@example.com"), "type=WEB",
                "rawRequest=" + encoded(whole("jotform.json"))).collect(Collectors.joining("&"));
        Reading reading = sources.get("form").read("application/x-www-form-urlencoded", OTHERS, body.getBytes(StandardCharsets.UTF_8), Arrival.at(Instant.parse("2026-04-02T12:00:00Z")));
        Event form = only(assertInstanceOf(Reading.Events.class, reading, reading::toString).events());
        assertEquals("email:li@example.com Min Li, li@example.com, 138 0000 0000", form.subject() + " " + form.data().text("from").orElseThrow());
        List<String> lines = form.data().text("text").orElseThrow().lines().toList();
        assertEquals("The tap drips", lines.get(0));
        assertTrue(lines.containsAll(List.of("formID: 242756", "q7_typeA7: Bath, Kitchen")) && lines.stream().anyMatch(l -> l.contains("1 Garden Road")), lines::toString);
        assertEquals("rawRequest: {broken", only(events("form", OTHERS, "{\"rawRequest\": \"{broken\"}")).data().text("text").orElseThrow());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsGuessedAboutAFormThatDoesNotSay() {
        Event two = only(events("form", OTHERS, "{\"a\": \"li@example.com\", \"b\": \"wu@example.com\", \"Do you want e-mails?\": \"yes\"}"));
        assertEquals("ext:form/d ? a: li@example.com\nb: wu@example.com\nDo you want e-mails?: yes", two.subject() + " " + two.data().text("from").orElseThrow() + " " + two.data().text("text").orElseThrow());
        Event address = only(events("form", OTHERS, "{\"7.1\": \"1 Garden Road\", \"7.3\": \"Suzhou\", \"7.5\": \"\", \"7.6\": \"China\", \"8\": \"2026-03-01\"}"));
        assertEquals("?", address.data().text("from").orElseThrow(), "a city and a country are no name, and a day is no number");
        Event broken = only(events("form", OTHERS, "{\"email\": \"li@@example\", \"friend\": \"wu@example.com\"}"));
        assertEquals("ext:form/d", broken.subject().toString(), "the field for it holds another");
    }

    @Test
    void aLongFormAndALongChatAreUnderstood() throws IOException {
        String fields = IntStream.range(0, 300).mapToObj(i -> "\"field " + i + "\": \"value " + i + "\"").collect(Collectors.joining(", ", "{", "}"));
        assertEquals(300, only(events("form", OTHERS, fields)).data().text("text").orElseThrow().lines().count());
        String said = "{\"sender\": {\"t\": \"v\"}, \"type\": \"msg\", \"msg\": \"Two tiles are cracked\"";
        String chat = whole("tawk-transcript.json").replace(said, (said + "}, ").repeat(300) + said);
        assertEquals(302, only(events("tawk", OTHERS, chat)).data().text("text").orElseThrow().lines().count());
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
