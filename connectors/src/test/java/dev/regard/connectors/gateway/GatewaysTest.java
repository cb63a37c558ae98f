package dev.regard.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.outbox.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages over HTTP, against a server on this machine. */
class GatewaysTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** Of the examples in the Standard Webhooks specification. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final HttpGateway.Limits SHORT = new HttpGateway.Limits(Duration.ofMillis(500), Duration.ofMillis(700));

    private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Behaviour behaviour = exchange -> answer(exchange, 200);
    private HttpServer server;
    private volatile Instant now = NOON;

    @TempDir
    private Path folder;

    private record Taken(String id, String timestamp, String signature, String authorization, String body) { }

    private interface Behaviour {
        void meet(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/send", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(new Taken(header(exchange, "webhook-id"), header(exchange, "webhook-timestamp"), header(exchange, "webhook-signature"),
                    header(exchange, "Authorization"), body));
            behaviour.meet(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static void answer(HttpExchange exchange, int status, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Gateways gateways(String more) throws IOException {
        return gateways(server.getAddress().getPort(), more);
    }

    private Gateways gateways(int port, String more) throws IOException {
        return file("sms:\n  url: http://127.0.0.1:" + port + "/send\n  address: phones\n  secret: " + SECRET + "\n" + more);
    }

    private Gateways file(String yaml) throws IOException {
        return Gateways.of(mail(), Files.writeString(folder.resolve(Gateways.FILE), yaml), InstantSource.fixed(NOON), () -> now, SHORT);
    }

    private static Carrier mail() {
        return dispatch -> new Attempt(Result.SENT, "by mail");
    }

    private static Dispatch message(String channel, String text) {
        return new Dispatch("Q1w2-e3_r4T5y6U7i8O9", "C-1001", "T-1", false, false, channel, "+86 138 0000 0000", "生日快乐", text, "zh-CN", Map.of(),
                Dispatch.Status.READY, NOON, 0, null, null);
    }

    private static Dispatch sms() {
        return message("gateway:sms", "您好");
    }

    @Test
    void aMessageIsSignedAsStandardWebhooksWantAndCarriesItsIdAsTheKey() throws Exception {
        try (Gateways gateways = gateways("")) {
            assertEquals(Result.SENT, gateways.carry(sms()).result());
            assertEquals(Result.SENT, gateways.carry(sms().claimedBy("another")).result());
        }

        Taken one = taken.get(0);
        assertEquals("Q1w2-e3_r4T5y6U7i8O9", one.id());
        assertEquals(one.id(), taken.get(1).id(), "the same in each try");
        assertEquals(String.valueOf(NOON.getEpochSecond()), one.timestamp());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        assertEquals("v1," + Base64.getEncoder().encodeToString(mac.doFinal((one.id() + "." + one.timestamp() + "." + one.body()).getBytes(StandardCharsets.UTF_8))),
                one.signature());
        assertEquals(Map.of("to", "+86 138 0000 0000", "subject", "生日快乐", "text", "您好", "language", "zh-CN"), JsonTree.readObject(one.body()).get("data"));
    }

    @Test
    void theBodyIsMadeAsTheFileSaysAndNobodysWordsBecomeMoreThanWords() throws Exception {
        String nasty = "\"}, {address} \\ \n $1 {id}";
        try (Gateways gateways = gateways("""
                  headers: {Authorization: Bearer abc}
                  body:
                    phone: "{address}"
                    list: [1, true, "<{text}>"]
                """)) {
            gateways.carry(message("gateway:sms", nasty));
        }

        assertEquals("Bearer abc", taken.get(0).authorization());
        Map<String, Object> body = JsonTree.readObject(taken.get(0).body());
        assertEquals("+86 138 0000 0000", body.get("phone"));
        assertEquals("<" + nasty + ">", ((List<?>) body.get("list")).get(2));
    }

    @ParameterizedTest
    @CsvSource({"200, SENT", "202, SENT", "204, SENT", "302, DELAYED", "400, REFUSED", "404, DELAYED", "405, DELAYED", "409, REFUSED", "410, REFUSED", "422, REFUSED", "401, DELAYED",
        "403, DELAYED", "408, DELAYED", "429, DELAYED", "503, DELAYED"})
    void theAnswerSaysWhatBecomesOfIt(int status, Result result) throws Exception {
        behaviour = exchange -> answer(exchange, status);
        try (Gateways gateways = gateways("")) {
            assertEquals(new Attempt(result, "gateway:sms answers " + status), gateways.carry(sms()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aGatewayOrProxyThatFailsMayHaveHandedItOn(int status) throws Exception {
        behaviour = exchange -> answer(exchange, status);
        String words = "gateway:sms: the answer was lost: it answers " + status;
        try (Gateways gateways = gateways("")) {
            assertEquals(new Attempt(Result.UNCERTAIN, words), gateways.carry(sms()));
        }
        try (Gateways gateways = gateways("  idempotent: true\n")) {
            assertEquals(new Attempt(Result.UNANSWERED, words), gateways.carry(sms()));
        }
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "'Sun, 01 Mar 2026 12:10:00 GMT', 600", "99999999, 86400", "soon, 0", "-5, 0", "'Sun, 01 Mar 2020 12:10:00 GMT', 0"})
    void aGatewayThatAsksToBeLeftAloneIs(String header, long seconds) throws Exception {
        behaviour = exchange -> answer(exchange, 429, "Retry-After", header);
        try (Gateways gateways = gateways("")) {
            assertEquals(Duration.ofSeconds(seconds), gateways.carry(sms()).notBefore());
        }
    }

    @Test
    void aLostAnswerIsAskedForAgainOrInDoubtAsTheGatewayKnowsItAgainOrNot() throws Exception {
        behaviour = HttpExchange::close;
        try (Gateways gateways = gateways("  idempotent: true\n")) {
            assertEquals(Result.UNANSWERED, gateways.carry(sms()).result());
        }
        for (String saysNothing : List.of("", "  idempotent: false\n")) {
            try (Gateways gateways = gateways(saysNothing)) {
                assertEquals(Result.UNCERTAIN, gateways.carry(sms()).result());
            }
        }
    }

    @Test
    void aGatewayThatHangsIsNotWaitedForLonger() throws Exception {
        behaviour = exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Gateways gateways = gateways("  idempotent: false\n")) {
            long begin = System.nanoTime();
            assertEquals(new Attempt(Result.UNCERTAIN, "gateway:sms: the answer was lost: no answer in time"), gateways.carry(sms()));
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 5);
        }
    }

    @Test
    void aGatewayThatDidNotAnswerKeepsTheOthersWaitingOnce() throws Exception {
        behaviour = HttpExchange::close;
        try (Gateways gateways = gateways("")) {
            gateways.carry(sms());
            int asked = taken.size();
            now = NOON.plusSeconds(10);
            assertEquals(new Attempt(Result.UNTRIED, "gateway:sms did not answer and is left alone for a while", Duration.ofSeconds(20)), gateways.carry(sms()));
            assertEquals(asked, taken.size());

            now = NOON.plusSeconds(30);
            gateways.carry(sms());
            assertTrue(taken.size() > asked);
            assertEquals(Duration.ofMinutes(1), gateways.carry(sms()).notBefore());

            behaviour = exchange -> answer(exchange, 200);
            now = NOON.plusSeconds(90);
            assertEquals(Result.SENT, gateways.carry(sms()).result());
            behaviour = HttpExchange::close;
            gateways.carry(sms());
            assertEquals(Duration.ofSeconds(30), gateways.carry(sms()).notBefore(), "an answer makes it forget what was before");
        }
    }

    @Test
    void anAnswerWhoseBodyNeverEndsIsAnAnswer() throws Exception {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush(); // later Java versions keep the head back until there is a body
        };
        try (Gateways gateways = gateways("")) {
            assertEquals(Result.SENT, gateways.carry(sms()).result());
        }
    }

    @Test
    void aStopCutsOffAGatewayThatHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        behaviour = exchange -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Gateways gateways = Gateways.of(mail(), Files.writeString(folder.resolve(Gateways.FILE), "sms:\n  url: http://127.0.0.1:" + server.getAddress().getPort()
                + "/send\n  address: phones\n  secret: " + SECRET + "\n  idempotent: true\n"), InstantSource.fixed(NOON), () -> now, HttpGateway.Limits.USUAL);
        CompletableFuture<Attempt> attempt = CompletableFuture.supplyAsync(() -> gateways.carry(sms()));
        begun.await();
        gateways.close();
        assertEquals(new Attempt(Result.UNANSWERED, "gateway:sms: the answer was lost: the engine is being stopped"), attempt.get(10, TimeUnit.SECONDS));
        assertEquals(Result.DELAYED, gateways.carry(sms()).result(), "nothing more is begun");
    }

    @Test
    void aGatewayThatIsNotThereWasNotHandedAnything() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Gateways gateways = gateways(free, "  idempotent: false\n")) {
            assertEquals(new Attempt(Result.DELAYED, "gateway:sms cannot be reached"), gateways.carry(sms()));
        }
    }

    @Test
    void mailGoesByMailAndAGatewayThatWasTakenOutIsWaitedFor() throws Exception {
        try (Gateways gateways = gateways("")) {
            assertEquals(new Attempt(Result.SENT, "by mail"), gateways.carry(message("email", "Hi")));
            assertEquals(Result.DELAYED, gateways.carry(message("gateway:wechat", "Hi")).result());
            assertEquals(List.of(new Gateway("sms", "phones")), gateways.offered());
        }
        assertEquals(List.of(), taken);
        Files.delete(folder.resolve(Gateways.FILE));
        assertEquals(List.of(), Gateways.beside(mail(), folder, InstantSource.fixed(NOON), () -> now).offered());
    }

    private static void say(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "{errcode: 0} | {\"errcode\":0,\"errmsg\":\"ok\"} | SENT | gateway:sms answers 200",
        "{errcode: 0} | {\"errcode\":\"0\"} | SENT | gateway:sms answers 200",
        "{errcode: 0} | {\"errcode\":40003,\"errmsg\":\"invalid\\u0020openid\"} | REFUSED | gateway:sms answers 200: {\"errcode\":40003,\"errmsg\":\"invalid\\u0020openid\"}",
        "{errcode: 0} | {\"errcode\":40001,\"errmsg\":\"invalid\\u0020credential\"} | DELAYED | gateway:sms answers 200: {\"errcode\":40001,\"errmsg\":\"invalid\\u0020credential\"}",
        "{errcode: 0} | \uFEFF{\"errcode\":0} | SENT | gateway:sms answers 200",
        "{Code: [OK, Ok]} | {\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\"} | REFUSED | gateway:sms answers 200: {\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\"}",
        "{errcode: 0} | {\"errcode\":-1} | DELAYED | gateway:sms answers 200: {\"errcode\":-1}",
        "{errcode: 0} | {\"errcode\":45011} | DELAYED | gateway:sms answers 200: {\"errcode\":45011}",
        "{errcode: 0} | {\"errmsg\":\"ok\"} | DELAYED | gateway:sms answers 200: {\"errmsg\":\"ok\"}",
        "{errcode: 0} | {\"errcode\":null} | DELAYED | gateway:sms answers 200: {\"errcode\":null}",
        "{Code: [OK, Ok]} | {\"Code\":\"OK\"} | SENT | gateway:sms answers 200",
        "{Code: [OK, Ok]} | {\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\"} | DELAYED | gateway:sms answers 200: {\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\"}",
        "{/SendStatusSet/0/Code: Ok, done: true} | {\"done\":true,\"SendStatusSet\":[{\"Code\":\"Ok\"}]} | SENT | gateway:sms answers 200",
        "{SendStatusSet.0.Code: Ok, done: true} | {\"done\":false,\"SendStatusSet\":[{\"Code\":\"Ok\"}]} | DELAYED | gateway:sms answers 200: {\"done\":false,\"SendStatusSet\":[{\"Code\":\"Ok\"}]}"})
    void whatAnAnswerOf200SaysDecidesWhereTheFileSaysWhatMeansSuccess(String success, String body, Result result, String words) throws Exception {
        behaviour = exchange -> say(exchange, "application/json", body.getBytes(StandardCharsets.UTF_8));
        try (Gateways gateways = gateways("  success: " + success + "\n  refused: {errcode: [40003, 43004], Code: isv.MOBILE_NUMBER_ILLEGAL}\n")) {
            assertEquals(new Attempt(result, words), gateways.carry(sms()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "<html>\t <b>Sign in</b> | gateway:sms: the answer was lost: its body is no JSON: <html> <b>Sign in</b>",
        "{\"errcode\":0 | gateway:sms: the answer was lost: its body is no JSON: {\"errcode\":0",
        "'' | gateway:sms: the answer was lost: its body is empty",
        "0 | gateway:sms: the answer was lost: its body is no object of JSON: 0"})
    void aBodyThatSaysNothingIsALostAnswer(String body, String words) throws Exception {
        behaviour = exchange -> say(exchange, "text/html", body.replace("'", "").getBytes(StandardCharsets.UTF_8));
        try (Gateways gateways = gateways("  success: {errcode: 0}\n")) {
            assertEquals(new Attempt(Result.UNCERTAIN, words), gateways.carry(sms()), "such a gateway does not know the same message again");
        }
        try (Gateways gateways = gateways("  success: {errcode: 0}\n  idempotent: true\n")) {
            assertEquals(Result.UNANSWERED, gateways.carry(sms()).result());
        }
    }

    @Test
    void aBodyIsReadAsItsHeadSaysAndToABound() throws Exception {
        try (Gateways gateways = gateways("  success: {msg: 成功}\n  idempotent: false\n")) {
            behaviour = exchange -> say(exchange, "application/json; charset=GBK", "{\"msg\":\"成功\"}".getBytes("GBK"));
            assertEquals(Result.SENT, gateways.carry(sms()).result());

            behaviour = exchange -> say(exchange, "application/json; charset=nonsense", ("{\"msg\":\"失败\",\"more\":\"" + "\uD842\uDFB7".repeat(300) + "\"}").getBytes(StandardCharsets.UTF_8));
            Attempt refused = gateways.carry(sms());
            assertEquals(Result.DELAYED, refused.result());
            String start = "{\"msg\":\"失败\",\"more\":\"";
            assertEquals("gateway:sms answers 200: " + start + "\uD842\uDFB7".repeat(200 - start.length()) + "…", refused.detail());

            behaviour = exchange -> say(exchange, "application/json", ("{\"msg\":\"成功\"}" + " ".repeat(64 << 10)).getBytes(StandardCharsets.UTF_8));
            assertEquals(new Attempt(Result.UNCERTAIN, "gateway:sms: the answer was lost: its body is longer than 65536 bytes: {\"msg\":\"成功\"}"), gateways.carry(sms()));
            behaviour = exchange -> say(exchange, "application/json", ("{\"msg\":\"成功\"}" + " ".repeat((64 << 10) - 16)).getBytes(StandardCharsets.UTF_8));
            assertEquals(Result.SENT, gateways.carry(sms()).result());
        }
    }

    @Test
    void aBodyThatDoesNotComeInTimeOrBreaksOffIsALostAnswer() throws Exception {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"errcode\":0".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
        try (Gateways gateways = gateways("  success: {errcode: 0}\n  idempotent: false\n")) {
            long begin = System.nanoTime();
            assertEquals(new Attempt(Result.UNCERTAIN, "gateway:sms: the answer was lost: no answer in time"), gateways.carry(sms()));
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 5);

            now = NOON.plusSeconds(60);
            behaviour = exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write("{\"errcode\":0}".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            };
            assertEquals(Result.UNCERTAIN, gateways.carry(sms()).result());
        }
    }

    @Test
    void otherAnswersAreJudgedByTheirStatusInAnyCase() throws Exception {
        try (Gateways gateways = gateways("  success: {errcode: 0}\n")) {
            for (int status : new int[] {400, 503}) {
                behaviour = exchange -> {
                    exchange.sendResponseHeaders(status, 13);
                    exchange.getResponseBody().write("{\"errcode\":0}".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                };
                assertEquals(new Attempt(status == 400 ? Result.REFUSED : Result.DELAYED, "gateway:sms answers " + status), gateways.carry(sms()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "success: 0 | gateways.yaml: sms.success: a map of fields of the answer and their values belongs here, such as {errcode: 0}",
        "success: {} | gateways.yaml: sms.success: a map of fields of the answer and their values belongs here, such as {errcode: 0}",
        "success: {errcode: } | gateways.yaml: sms.success.errcode: a value or a list of values belongs here",
        "success: {errcode: []} | gateways.yaml: sms.success.errcode: a value or a list of values belongs here",
        "success: {errcode: [0, {a: 1}]} | gateways.yaml: sms.success.errcode: a value or a list of values belongs here",
        "success: {data..code: 0} | gateways.yaml: sms.success.data..code: is neither a path such as data.code nor a JSON pointer such as /data/code",
        "success: {/data/~2: 0} | gateways.yaml: sms.success./data/~2: is neither a path such as data.code nor a JSON pointer such as /data/code",
        "success: {errcode: 0}, refused: [-1] | gateways.yaml: sms.refused: a map of fields of the answer and their values belongs here, such as {errcode: 0}",
        "refused: {errcode: -1} | gateways.yaml: sms.refused: means something beside success only"})
    void aConditionOfAnotherFormIsNamedWithItsPlace(String condition, String words) {
        assertEquals(words, assertThrows(BrokenGateways.class, () -> file("sms: {address: phones, url: https://x.example, secret: 0123456789abcdef, " + condition + "}")).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "- a | gateways.yaml: a map of gateways by their names belongs here",
        "sms: x | gateways.yaml: sms: a map with url, address and secret belongs here",
        "SMS: {} | gateways.yaml: SMS: a name has small letters, digits and -",
        "sms: {addres: x} | gateways.yaml: sms.addres: is not known; known are address, body, headers, idempotent, refused, secret, success, url",
        "sms: {address: phones} | gateways.yaml: sms.url: is missing",
        "sms: {address: phones, url: ftp://x.example} | gateways.yaml: sms.url: is no URL of a web server",
        "sms: {address: phones, url: http://x.example} | gateways.yaml: sms.url: must be https: customers' addresses leave this machine encrypted only",
        "sms: {address: phones, url: https://x.example, secret: short-hush} | gateways.yaml: sms.secret: is shorter than 16 bytes",
        "sms: {address: phones, url: https://x.example, secret: whsec_hush!} | gateways.yaml: sms.secret: is no Base64 behind whsec_",
        "sms: {address: phones, url: https://x.example, secret: 0123456789abcdef, body: {a: ['{adress}']}} | gateways.yaml: sms.body.a: has the blank {adress}; known are [address, customer, id, language, subject, text]",
        "sms: {address: phones, url: https://x.example, secret: 0123456789abcdef, headers: {Webhook-Id: x}} | gateways.yaml: sms.headers.Webhook-Id: may not be given",
        "sms: { | gateways.yaml: is no YAML at line 1"})
    void whatIsWrongInTheFileIsNamedWithItsPlaceAndWithoutASecret(String yaml, String words) {
        String said = assertThrows(BrokenGateways.class, () -> file(yaml)).getMessage();

        assertEquals(words, said);
        assertFalse(said.contains("hush"));
    }
}
