package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.connectors.web.webhook.BrokenWebhooks;
import dev.regard.connectors.web.webhook.Webhooks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries of other systems over HTTP, to a server that asks everybody else for a token. */
class WebhooksTest {
    /** Of the examples in the Standard Webhooks specification. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"crm\",\"type\":\"need.stated\",\"subject\":\"id:C-1\",\"data\":{\"text\":\"tiles\"}}";

    private final SampleCompany company = new SampleCompany();
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(folder.resolve("mappings/own.jsonata"), "why ? {'nothing': why} : []");
        Files.writeString(folder.resolve("webhooks.yaml"), """
                crm:
                  secrets: [%s, "env:CRM_NEXT"]
                woo:
                  signature: woocommerce
                  secrets: [a-secret-of-the-shop]
                  mapping: woocommerce-order
                shopify:
                  signature: shopify
                  secrets: [a-secret-of-the-shop]
                  mapping: shopify-order
                form:
                  secrets: [%s]
                  mapping: web-form
                answers:
                  signature: typeform
                  secrets: [a-secret-of-the-form, the-next-secret-of-the-form]
                  mapping: web-form
                own:
                  secrets: [%s]
                  mapping: own
                chat:
                  signature: tawk
                  secrets: [a-secret-of-the-chat]
                  mapping: tawk-transcript
                """.formatted(SECRET, SECRET, SECRET));
        Webhooks webhooks = Webhooks.in(folder, Map.of("CRM_NEXT", NEXT)::get, "CNY");
        server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.of("secret")), company, company, company, Optional.empty(), new SimpleMeterRegistry(),
                new Strangers(Optional.empty(), webhooks, () -> NOON));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String source, String body, String type, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/webhooks/" + source)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] hmac(String algorithm, byte[] secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String secret, String id, long timestamp, String body) throws GeneralSecurityException {
        return "v1," + Base64.getEncoder().encodeToString(hmac("HmacSHA256", Base64.getDecoder().decode(secret.substring(6)), id + "." + timestamp + "." + body));
    }

    private static Map<String, String> headers(String secret, String id, long secondsAgo, String body) throws GeneralSecurityException {
        long timestamp = NOON.getEpochSecond() - secondsAgo;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(timestamp));
        headers.put("webhook-signature", signed(secret, id, timestamp, body));
        return headers;
    }

    @Test
    void aSignedDeliveryNeedsNoTokenAndItsRepetitionHasNoEffect() throws Exception {
        HttpResponse<String> first = post("crm", EVENT, CloudEventsJson.EVENT, headers(SECRET, "msg_1", 0, EVENT));
        assertEquals(List.of(202, "{\"accepted\":1,\"repeated\":0}"), List.of(first.statusCode(), first.body()));
        assertEquals("{\"accepted\":0,\"repeated\":1}", post("crm", EVENT, CloudEventsJson.EVENT, headers(SECRET, "msg_1", 299, EVENT)).body());
        String batch = "[" + EVENT.replace("e-1", "e-2") + "," + EVENT.replace("e-1", "e-3") + "]";
        assertEquals("{\"accepted\":2,\"repeated\":0}", post("crm", batch, CloudEventsJson.BATCH, headers(SECRET, "msg_2", 0, batch)).body());
        String data = "{\"text\":\"doors\"}";
        Map<String, String> binary = headers(SECRET, "msg_3", 0, data);
        binary.putAll(Map.of("ce-specversion", "1.0", "ce-id", "e-4", "ce-source", "crm", "ce-type", "need.stated", "ce-subject", "id:C-1"));
        assertEquals("{\"accepted\":1,\"repeated\":0}", post("crm", data, "application/json", binary).body());
    }

    @Test
    void twoSecretsCountWhileTheyChangeAndOneGoodSignatureOfSeveralIsEnough() throws Exception {
        assertEquals(202, post("crm", EVENT, CloudEventsJson.EVENT, headers(NEXT, "msg_1", 0, EVENT)).statusCode());
        Map<String, String> both = headers(SECRET, "msg_2", 0, EVENT);
        both.put("webhook-signature", "v1,AAAA v2,xyz " + both.get("webhook-signature"));
        assertEquals(202, post("crm", EVENT, CloudEventsJson.EVENT, both).statusCode());
    }

    @Test
    void whatIsNotProvenIsRefusedAndNothingOfItIsKept() throws Exception {
        Map<String, String> good = headers(SECRET, "msg_1", 0, EVENT);
        assertRefused("the header webhook-signature is missing", EVENT, Map.of());
        assertRefused("the signature is not that of a known secret", EVENT.replace("tiles", "doors"), good);
        assertRefused("the signature is not that of a known secret", EVENT, with(good, "webhook-id", "msg_2"));
        assertRefused("the signature is not that of a known secret", EVENT, with(good, "webhook-signature", "v1,not/base64!"));
        assertRefused("the signature is not that of a known secret", EVENT, headers("whsec_" + "A".repeat(32), "msg_1", 0, EVENT));
        assertRefused("the header webhook-timestamp holds no time in seconds", EVENT, with(good, "webhook-timestamp", "noon"));
        assertRefused("it was signed more than 5 minutes ago, or ahead", EVENT, headers(SECRET, "msg_1", 301, EVENT));
        assertRefused("it was signed more than 5 minutes ago, or ahead", EVENT, headers(SECRET, "msg_1", -301, EVENT));
        assertRefused("the header webhook-id is missing, or longer than 256 characters", EVENT, headers(SECRET, "m".repeat(257), 0, EVENT));
        assertEquals(404, post("nobody", EVENT, CloudEventsJson.EVENT, good).statusCode());
        assertEquals(0, company.store.journal().waiting());
        assertFalse(Files.exists(folder.resolve("webhooks-rejected")));
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private void assertRefused(String why, String body, Map<String, String> headers) throws Exception {
        HttpResponse<String> answer = post("crm", body, CloudEventsJson.EVENT, headers);
        assertEquals(401, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(why), answer.body());
    }

    @Test
    void shopsAndChatsSignTheirOwnWay() throws Exception {
        String order = "{\"id\": 7, \"number\": \"7\", \"status\": \"completed\", \"date_created_gmt\": \"2026-03-01T10:00:00\", \"total\": \"12.50\", \"billing\": {\"email\": \"a@example.com\"}}";
        Map<String, String> woo = Map.of("X-WC-Webhook-Delivery-ID", "d-1", "X-WC-Webhook-Topic", "order.created", "X-WC-Webhook-Signature",
                Base64.getEncoder().encodeToString(hmac("HmacSHA256", "a-secret-of-the-shop".getBytes(StandardCharsets.UTF_8), order)));
        assertEquals("{\"accepted\":2,\"repeated\":0}", post("woo", order, "application/json", woo).body());
        assertEquals("{\"accepted\":0,\"repeated\":2}", post("woo", order, "application/json", woo).body());
        assertEquals(401, post("woo", order.replace("12.50", "99"), "application/json", woo).statusCode());
        assertEquals(200, post("woo", "webhook_id=12", "application/x-www-form-urlencoded", Map.of()).statusCode());

        String chat = "{\"event\": \"chat:start\", \"chatId\": \"x\", \"time\": \"2026-03-01T10:00:00Z\"}";
        assertEquals("{\"accepted\":0,\"repeated\":0,\"reason\":\"a chat that begins or ends means nothing; its transcript follows\"}", post("chat", chat, "application/json", Map.of("X-Hook-Event-Id", "h-1", "X-Tawk-Signature",
                HexFormat.of().formatHex(hmac("HmacSHA1", "a-secret-of-the-chat".getBytes(StandardCharsets.UTF_8), chat)))).body());
    }

    @Test
    void whatIsProvenAndNotUnderstoodIsRefusedAndKept() throws Exception {
        String order = "{\"id\": 7, \"status\": \"completed\", \"date_created_gmt\": \"yesterday\", \"total\": \"a lot\", \"billing\": {\"email\": \"a@example.com\"}}";
        Map<String, String> woo = Map.of("X-WC-Webhook-Delivery-ID", "../../d-1", "X-WC-Webhook-Signature",
                Base64.getEncoder().encodeToString(hmac("HmacSHA256", "a-secret-of-the-shop".getBytes(StandardCharsets.UTF_8), order)));
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = post("woo", order, "application/json", woo);
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("[1].data.amount") && answer.body().contains("[0].time"), answer.body());
        }
        try (Stream<Path> kept = Files.list(folder.resolve("webhooks-rejected"))) {
            List<Path> files = kept.toList();
            assertEquals(1, files.size());
            assertTrue(Files.readString(files.get(0)).contains("a lot"));
        }
        assertEquals(0, company.store.journal().waiting());

        String mended = order.replace("yesterday", "2026-03-01T10:00:00").replace("a lot", "12.50");
        assertEquals(202, post("woo", mended, "application/json", Map.of("X-WC-Webhook-Delivery-ID", "../../d-1", "X-WC-Webhook-Signature",
                Base64.getEncoder().encodeToString(hmac("HmacSHA256", "a-secret-of-the-shop".getBytes(StandardCharsets.UTF_8), mended)))).statusCode());
        try (Stream<Path> kept = Files.list(folder.resolve("webhooks-rejected"))) {
            assertEquals(0, kept.count(), "what was understood later waits for nobody");
        }
    }

    private HttpResponse<String> notUnderstood(String id) throws Exception {
        return post("own", "no JSON", "application/json", headers(SECRET, id, 0, "no JSON"));
    }

    @Test
    void whatCannotBeKeptIsLeftToTheSenderToBringAgain() throws Exception {
        Path aside = folder.resolve("webhooks-rejected");
        Files.writeString(aside, "a file where the folder should be");
        HttpResponse<String> answer = notUnderstood("msg_1");
        assertEquals(List.of(503, "60"), List.of(answer.statusCode(), answer.headers().firstValue("Retry-After").orElse("")));
        assertTrue(answer.body().contains("Send it again.") && answer.body().contains("\"problems\""), answer.body());

        Files.delete(aside);
        assertEquals(400, notUnderstood("msg_1").statusCode());
        Path kept = only(aside);
        Files.delete(kept);
        Files.createDirectories(kept.resolve("in the way"));
        assertEquals(503, notUnderstood("msg_1").statusCode());
        assertEquals(kept, only(aside), "and nothing unfinished");
    }

    private static Path only(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all::toString);
            return all.get(0);
        }
    }

    @Test
    void beyondTenThousandNoneIsKeptAndNoneRefusedForGood() throws Exception {
        Path aside = Files.createDirectories(folder.resolve("webhooks-rejected"));
        for (int i = 1; i < 10_000; i++) {
            Files.createFile(aside.resolve("woo-" + i + ".json"));
        }
        Path killed = Files.createFile(aside.resolve("woo-1.json.part"));
        assertEquals(400, notUnderstood("msg_1").statusCode(), "an unfinished one is none");
        assertFalse(Files.exists(killed));
        assertEquals(503, notUnderstood("msg_2").statusCode());
        assertEquals(400, notUnderstood("msg_1").statusCode(), "it is kept already");
    }

    @Test
    void anAnswerWithoutEventsSaysWhy() throws Exception {
        assertNothing("woo", "{\"id\": 7, \"status\": \"pending\", \"total\": \"12.50\"}", "the order is not paid (pending); it counts when WooCommerce sends it again as paid");
        assertNothing("woo", "{\"id\": 7, \"status\": \"trash\", \"total\": \"12.50\", \"date_paid_gmt\": \"2026-03-01T10:00:00\"}", "an order with the status 'trash' means nothing");
        assertNothing("shopify", "{\"name\": \"#7\", \"total_price\": \"1\", \"created_at\": \"2026-02-28T16:09:54Z\", \"financial_status\": \"authorized\"}",
                "the order is not paid (authorized); it counts when Shopify sends it again as paid");
        assertEquals("{\"accepted\":0,\"repeated\":0,\"reason\":\"the body holds no events\"}", post("crm", "[]", CloudEventsJson.BATCH, headers(SECRET, "msg_1", 0, "[]")).body());
        assertEquals("{\"accepted\":0,\"repeated\":0,\"reason\":\"it is a draft\"}", post("own", "{\"why\": \"it is a draft\"}", "application/json", headers(SECRET, "msg_2", 0, "{\"why\": \"it is a draft\"}")).body());
        assertEquals("{\"accepted\":0,\"repeated\":0,\"reason\":\"the mapping makes no events of it\"}", post("own", "{}", "application/json", headers(SECRET, "msg_3", 0, "{}")).body());
    }

    private void assertNothing(String shop, String body, String why) throws Exception {
        String signature = Base64.getEncoder().encodeToString(hmac("HmacSHA256", "a-secret-of-the-shop".getBytes(StandardCharsets.UTF_8), body));
        HttpResponse<String> answer = post(shop, body, "application/json", shop.equals("woo") ? Map.of("X-WC-Webhook-Delivery-ID", "d", "X-WC-Webhook-Signature", signature)
                : Map.of("X-Shopify-Webhook-Id", "d", "X-Shopify-Hmac-Sha256", signature));
        assertEquals("{\"accepted\":0,\"repeated\":0,\"reason\":\"" + why + "\"}", answer.body());
    }

    private static Map<String, String> typeform(String secret, String body) throws GeneralSecurityException {
        return Map.of("Typeform-Signature", "sha256=" + Base64.getEncoder().encodeToString(hmac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), body)));
    }

    @Test
    void typeformSignsItsOwnWayAndOneSubmissionCountsOnce() throws Exception {
        String body;
        try (InputStream in = BrokenWebhooks.class.getResourceAsStream("typeform.json")) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals("{\"accepted\":1,\"repeated\":0}", post("answers", body, "application/json", typeform("a-secret-of-the-form", body)).body());
        assertEquals("{\"accepted\":0,\"repeated\":1}", post("answers", body, "application/json", typeform("the-next-secret-of-the-form", body)).body());
        String again = body.replace("01EPYS7P4P6ZJAYPG1DQ3F23J0", "01EPYS7P4P6ZJAYPG1DQ3F23J1");
        assertEquals("{\"accepted\":0,\"repeated\":1}", post("answers", again, "application/json", typeform("a-secret-of-the-form", again)).body(), "sent again by hand: the token is the submission's");
        String other = body.replace("07fqxivsl4zgd7c6507fqfldiqinln21", "17fqxivsl4zgd7c6507fqfldiqinln22");
        assertEquals("{\"accepted\":1,\"repeated\":0}", post("answers", other, "application/json", typeform("a-secret-of-the-form", other)).body());

        assertEquals(401, post("answers", body.replace("cracked", "perfect"), "application/json", typeform("a-secret-of-the-form", body)).statusCode());
        assertEquals(401, post("answers", body, "application/json", typeform("another-secret-of-the-form", body)).statusCode());
        assertEquals(401, post("answers", body, "application/json", Map.of()).statusCode());
        String bare = typeform("a-secret-of-the-form", body).get("Typeform-Signature").substring(7);
        assertEquals(401, post("answers", body, "application/json", Map.of("Typeform-Signature", bare)).statusCode());
        assertEquals(401, post("answers", body, "application/json", Map.of("Typeform-Signature", "sha256=")).statusCode());

        for (String broken : List.of("{\"form_response\": ", "{}")) {
            assertEquals(400, post("answers", broken, "application/json", typeform("a-secret-of-the-form", broken)).statusCode());
        }
        assertEquals(2, kept().size(), "each of them, although Typeform gives its deliveries no id");
    }

    private List<String> kept() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("webhooks-rejected"))) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void aNumberThatCannotBeReadIsRefusedAndKept() throws Exception {
        String price = "{\"name\": \"#7\", \"email\": \"a@example.com\", \"created_at\": \"2026-02-28T16:09:54Z\", \"financial_status\": \"paid\", \"total_price\": \"388.00\","
                + " \"line_items\": [{\"name\": \"Tile\", \"quantity\": 1, \"price\": \"%s\"}]}";
        String total = "{\"id\": 7, \"status\": \"completed\", \"date_created_gmt\": \"2026-03-01T10:00:00\", \"total\": \"12.50\", \"refunds\": [{\"id\": 8, \"total\": \"\"}]}";
        byte[] secret = "a-secret-of-the-shop".getBytes(StandardCharsets.UTF_8);
        for (String body : List.of(price.formatted(""), price.formatted("abc"))) {
            HttpResponse<String> answer = post("shopify", body, "application/json", Map.of("X-Shopify-Webhook-Id", "s-" + body.length(), "X-Shopify-Topic", "orders/paid",
                    "X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(hmac("HmacSHA256", secret, body))));
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("the mapping shopify-order fails on it"), answer.body());
        }
        HttpResponse<String> answer = post("woo", total, "application/json", Map.of("X-WC-Webhook-Delivery-ID", "w-1",
                "X-WC-Webhook-Signature", Base64.getEncoder().encodeToString(hmac("HmacSHA256", secret, total))));
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(3, kept().size());
    }

    @Test
    void aFormInAnotherEncodingIsRefusedAndKeptWithEachOfItsBytes() throws Exception {
        byte[] body = "name=王美玲".getBytes("GBK");
        long timestamp = NOON.getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        mac.update(("f-1." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(server.url() + "/webhooks/form")).header("Content-Type", "application/x-www-form-urlencoded; charset=gbk")
                .header("webhook-id", "f-1").header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("not written in UTF-8: application/x-www-form-urlencoded; charset=gbk"), answer.body());
        assertEquals(1, kept().size());
        assertTrue(kept().get(0).contains(Base64.getEncoder().encodeToString(body)), kept().get(0));
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() throws Exception {
        String large = "x".repeat((1 << 20) + 1);
        assertEquals(413, post("crm", large, CloudEventsJson.EVENT, headers(SECRET, "msg_1", 0, large)).statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "- a | webhooks.yaml: a map of sources by their names belongs here",
        "Shop: {} | webhooks.yaml: Shop: a name has small letters, digits and -",
        "shop: {secret: x} | webhooks.yaml: shop.secret: is not known; known are mapping, secrets, signature, types",
        "shop: {secrets: []} | webhooks.yaml: shop.secrets: a list of one secret belongs here, or of two while they change",
        "shop: {secrets: [hush-hush]} | webhooks.yaml: shop.secrets: one is shorter than 16 bytes",
        "shop: {secrets: [whsec_hush!]} | webhooks.yaml: shop.secrets: one is no Base64 behind whsec_",
        "shop: {secrets: ['env:NOT_SET']} | webhooks.yaml: shop.secrets: the environment has no NOT_SET",
        "shop: {secrets: [0123456789abcdef], signature: md5} | webhooks.yaml: shop.signature: 'md5' is none of [standard, woocommerce, shopify, tawk, typeform]",
        "shop: {secrets: [0123456789abcdef], signature: shopify} | webhooks.yaml: shop.mapping: is missing: its bodies are no CloudEvents",
        "shop: {secrets: [0123456789abcdef], mapping: ../x} | webhooks.yaml: shop.mapping: '../x' is no name of a mapping: small letters, digits and -",
        "shop: {secrets: [0123456789abcdef], mapping: crm} | webhooks.yaml: shop.mapping: there is no file mappings/crm.jsonata; ready ones are shopify-order, tawk-transcript, web-form, woocommerce-order",
        "shop: { | webhooks.yaml: is no YAML at line 1"})
    void whatIsWrongInTheFileIsNamedWithItsPlaceAndWithoutASecret(String yaml, String words) throws IOException {
        Files.writeString(folder.resolve("webhooks.yaml"), yaml);
        String said = assertThrows(BrokenWebhooks.class, () -> Webhooks.in(folder, name -> null, "CNY")).getMessage();
        assertEquals(words, said);
    }

    @Test
    void aMappingThatIsNoExpressionIsRefusedAtTheStart() throws IOException {
        Files.writeString(folder.resolve("webhooks.yaml"), "shop: {secrets: [0123456789abcdef], mapping: mine}");
        Files.writeString(folder.resolve("mappings/mine.jsonata"), "{ 'type': ");
        String said = assertThrows(BrokenWebhooks.class, () -> Webhooks.in(folder, name -> null, "CNY")).getMessage();
        assertTrue(said.startsWith("mappings/mine.jsonata: character "), said);
    }
}
