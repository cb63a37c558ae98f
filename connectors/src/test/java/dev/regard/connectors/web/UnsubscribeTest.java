package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.web.webhook.Webhooks;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Subscription;
import dev.regard.engine.outbox.Tokens;
import dev.regard.engine.store.Change;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a link in a message leads to. */
class UnsubscribeTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private final SampleCompany company = SampleCompany.withCustomers();
    private final WebServer server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.of("secret")), company, company, company, Optional.empty(),
            new SimpleMeterRegistry(), new Strangers(Optional.of(new PlainTokens()), Webhooks.none(), InstantSource.system()));
    private final Client client = new Client(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private static String path(String customer, Purpose purpose) {
        return "/u/" + new PlainTokens().of(new Subscription(customer, purpose, "email", "T-1"));
    }

    private List<Event> events() {
        return company.store.journal().pending(100).stream().map(r -> r.event()).toList();
    }

    @Test
    void lookingChangesNothing() {
        for (int i = 0; i < 3; i++) {
            Client.Reply page = client.get(path("C-1001", Purpose.MARKETING));
            assertEquals(200, page.status());
            assertTrue(page.text().contains("<button type=\"submit\" name=\"scope\" value=\"purpose\">"), page.text());
        }
        assertEquals(List.of(), events());
    }

    @Test
    void oneClickWithdrawsTheConsentOnceHoweverOftenItComes() {
        for (int i = 0; i < 3; i++) {
            Client.Reply done = client.post(path("C-1001", Purpose.MARKETING), FORM, ONE_CLICK);
            assertEquals(200, done.status(), done.text());
        }

        assertEquals(1, events().size());
        Event event = events().get(0);
        assertEquals("consent.changed", event.type());
        assertEquals("id:C-1001", event.subject().toString());
        assertEquals("marketing email false", event.data().text("purpose").orElseThrow() + " " + event.data().text("channel").orElseThrow()
                + " " + event.data().flag("granted").orElseThrow());
        assertTrue(event.data().text("proof").orElseThrow().startsWith("unsubscribed by one click in the mail program (RFC 8058) at "), event.toString());
        assertTrue(event.data().text("proof").orElseThrow().endsWith("from message T-1"), event.toString());
    }

    @Test
    void aConsentThatIsStampedLaterThanNowIsTakenBackAllTheSame() {
        Instant ahead = SampleCompany.NOW.plus(Duration.ofHours(8));
        Card blank = Card.blank("C-9", SampleCompany.NOW);
        Card card = new Card("C-9", 1, blank.madeAt(), blank.keys(), blank.profile(), blank.standing(), blank.dealings(), blank.contacts(), List.of(), List.of(), List.of(), List.of(),
                Map.of("care/email", new Consent(true, ahead, "signed")), null, Map.of(), List.of(), null);
        company.store.cards().commit(List.of(new Change(card, List.of(), List.of(), List.of(), List.of(), List.of(), List.of())));

        assertEquals(200, client.post(path("C-9", Purpose.CARE), FORM, ONE_CLICK).status());

        assertEquals(ahead, events().get(0).time(), "the later of two statements counts");
        assertTrue(events().get(0).data().text("proof").orElseThrow().contains("at " + SampleCompany.NOW), events().toString());
    }

    @Test
    void aMailProgramMayAlsoSendAMultipartForm() {
        String body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";

        assertEquals(200, client.post(path("C-1001", Purpose.CARE), "multipart/form-data; boundary=x", body).status());
        assertEquals(1, events().size());
    }

    @Test
    void theButtonForEverythingWithdrawsEachPurpose() {
        Client.Reply done = client.post(path("C-1001", Purpose.CARE), FORM, "scope=all");

        assertEquals(200, done.status());
        assertEquals(List.of("care", "marketing", "survey"), events().stream().map(e -> e.data().text("purpose").orElseThrow()).sorted().toList());
    }

    @Test
    void thePageIsInTheCustomersLanguageElseInTheBrowsers() {
        assertTrue(client.get(path("C-1003", Purpose.CARE), "Accept-Language", "en").text().contains("<html lang=\"en\">"));
        assertTrue(client.get(path("C-1003", Purpose.CARE), "Accept-Language", "zh-TW,en;q=0.5").text().contains("不再接收这类信息"));
        assertTrue(client.get(path("C-1003", Purpose.CARE), "Accept-Language", ";;;").text().contains("<html lang=\"zh\">"), "the company's");
        assertTrue(client.get(path("C-1001", Purpose.CARE), "Accept-Language", "en").text().contains("<html lang=\"zh\">"), "the customer's");
        assertTrue(client.get(path("C-1002", Purpose.CARE), "Accept-Language", "en").text().contains("<html lang=\"en\">"), "German is not spoken here");
    }

    @Test
    void anUnknownLinkIsAPageAndChangesNothing() {
        for (String path : List.of("/u/nonsense", "/u/%E4%BD%A0", "/u/a/b/c", path("C-none", Purpose.CARE), "/u/" + "a".repeat(5_000))) {
            for (Client.Reply reply : List.of(client.get(path), client.post(path, FORM, ONE_CLICK))) {
                assertEquals(404, reply.status(), path);
            }
        }
        assertTrue(client.get("/u/nonsense", "Accept-Language", "en").text().contains("This link is not known"));
        assertEquals(List.of(), events());
    }

    @Test
    void thePageNamesNobodyAndIsNeitherKeptNorFound() {
        Client.Reply page = client.get(path("C-1001", Purpose.CARE));

        assertFalse(page.text().contains("C-1001"), page.text());
        assertEquals("no-store", page.header("Cache-Control"));
        assertEquals("no-referrer", page.header("Referrer-Policy"));
        assertEquals("noindex", page.header("X-Robots-Tag"));
        assertEquals(413, client.post(path("C-1001", Purpose.CARE), FORM, "x".repeat(20_000)).status());
    }

    @Test
    void aPublicNameOfAServerWithoutATokenReachesThePageAndNothingElse() {
        try (WebServer open = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
                new SimpleMeterRegistry(), new Strangers(Optional.of(new PlainTokens()), Webhooks.none(), InstantSource.system()))) {
            assertEquals(200, status(open, path("C-1001", Purpose.CARE)));
            assertEquals(421, status(open, "/customers"));
        }
    }

    private static int status(WebServer server, String path) {
        try (java.net.Socket socket = new java.net.Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: care.dealer.example\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ", 3)[1]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Unsigned; how tokens are made is tested where they are. */
    private static final class PlainTokens implements Tokens {
        @Override
        public String of(Subscription s) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(" ", s.purpose().name(), s.channel(), s.touch(), s.customer())
                    .getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<Subscription> subscription(String token) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 4);
                return parts.length < 4 ? Optional.empty() : Optional.of(new Subscription(parts[3], Purpose.valueOf(parts[0]), parts[1], parts[2]));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public String ofDispatch(String dispatch) {
            return dispatch;
        }

        @Override
        public Optional<String> dispatch(String token) {
            return Optional.of(token);
        }
    }
}
