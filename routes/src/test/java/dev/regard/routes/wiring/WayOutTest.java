package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.regard.connectors.mail.ReturnPath;
import dev.regard.connectors.token.SignedTokens;
import dev.regard.routes.settings.Mailing;
import dev.regard.routes.settings.Settings;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the message that a running engine sends to the answer that it takes, by mail and through a gateway. */
class WayOutTest {
    private static final Instant START = Instant.parse("2026-03-04T02:00:00Z");
    private static final String PUBLIC = "https://care.dealer.example";

    @TempDir
    private Path folder;

    private Settings settings() {
        return Settings.embedded(folder.resolve("data")).at(START)
                .with(new Mailing(Optional.of(PUBLIC), Optional.of("bounces@dealer.example"), Optional.of("care@dealer.example"), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private List<MimeMessage> mails() throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("data/sent-mail"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    mails.add(new MimeMessage(Session.getInstance(new Properties()), in));
                }
            }
        }
        return mails;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void oneClickEndsEverythingOfThePurposeAndLookingEndsNothing() throws Exception {
        try (RunningEngine engine = RunningEngine.start(settings())) {
            Caller caller = new Caller(engine);
            assertEquals(202, caller.post(Happenings.customer("C-1", START, 3, 5)).status());
            engine.engine().advanceTo(Instant.parse("2026-03-05T04:00:00Z"));
            MimeMessage mail = mails().get(0);
            String link = MimeUtility.unfold(mail.getHeader("List-Unsubscribe", null)).replaceAll("[<>]", "");
            assertTrue(link.startsWith(PUBLIC + "/u/"), link);
            assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
            String token = ReturnPath.token(mail.getReplyTo()[0].toString()).orElseThrow();
            assertEquals(mail.getMessageID().substring(1, mail.getMessageID().indexOf('@')), SignedTokens.of(engine.store().notes()).dispatch(token).orElseThrow());
            URI here = engine.url().orElseThrow().resolve(link.substring(PUBLIC.length()));

            engine.engine().advanceTo(Instant.parse("2026-06-01T04:00:00Z"));
            int before = mails().size();
            assertEquals(200, send(HttpRequest.newBuilder(here).GET()).statusCode());
            engine.engine().advanceTo(Instant.parse("2026-06-01T04:01:00Z"));
            assertEquals(List.of("care email"), planned(caller), "the Dragon Boat greeting; looking changes nothing");

            for (int i = 0; i < 2; i++) {
                HttpResponse<String> done = send(HttpRequest.newBuilder(here).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));
                assertEquals(200, done.statusCode(), done.body());
            }
            engine.engine().advanceTo(Instant.parse("2026-06-01T04:02:00Z"));
            assertEquals(List.of(), planned(caller));
            engine.engine().advanceTo(Instant.parse("2027-04-01T00:00:00Z"));
            assertEquals(before, mails().stream().filter(m -> to(m).equals("c-1@example.com")).count());
        }
        try (RunningEngine again = RunningEngine.start(settings())) {
            assertFalse(again.store().cards().load(List.of("C-1")).get("C-1").consents().get("care/email").granted());
        }
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getHeader("To", null);
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> planned(Caller caller) {
        List<String> planned = new ArrayList<>();
        caller.get("/api/v1/touches?customer=C-1&status=planned").json().path("items")
                .forEach(t -> planned.add(t.path("purpose").asText() + " " + t.path("channel").asText()));
        return planned.stream().filter("care email"::equals).toList();
    }

    @Test
    void whoeverHasNoMailGetsATextMessage() throws Exception {
        List<String> taken = Collections.synchronizedList(new ArrayList<>());
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            taken.add(exchange.getRequestHeaders().getFirst("webhook-id") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(taken.size() == 1 ? 503 : 204, -1);
            exchange.close();
        });
        gateway.start();
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/gateways.yaml"), """
                sms:
                  url: http://127.0.0.1:%d/
                  address: phones
                  secret: 0123456789abcdef
                  body: {to: "{address}"}
                """.formatted(gateway.getAddress().getPort()));
        try (RunningEngine engine = RunningEngine.start(settings())) {
            new Caller(engine).post(Happenings.event("e1", START, "C-1", "customer.changed", "name", "Li Na", "phones", List.of("+8613800000000"), "timeZone", "Asia/Shanghai",
                    "birthday", Map.of("month", 3, "day", 5)));
            engine.engine().advanceTo(Instant.parse("2026-03-05T04:00:00Z"));

            assertEquals(2, taken.size(), "once refused for the moment, once taken");
            assertEquals(1, taken.stream().distinct().count(), taken::toString);
            assertTrue(taken.get(0).endsWith(" {\"to\":\"+8613800000000\"}"), taken.get(0));
        } finally {
            gateway.stop(0);
        }
    }
}
