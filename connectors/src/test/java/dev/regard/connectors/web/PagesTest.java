package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decision.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final List<String> PAGES = List.of("/", "/customers", "/complaints", "/portfolio");

    @Test
    void everyPageIsThereInBothLanguages() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            for (String page : List.of("/", "/customers", "/customers/C-1001", "/customers/dealers%2Fnorth%207", "/complaints?status=solved", "/portfolio")) {
                for (String language : List.of("zh", "en")) {
                    Client.Reply reply = client.get(page, "Accept-Language", language + ";q=0.9, fr;q=0.1");
                    assertEquals(200, reply.status(), page);
                    assertEquals("text/html; charset=utf-8", reply.header("Content-Type"));
                    assertEquals("no-store", reply.header("Cache-Control"));
                    assertTrue(reply.text().contains("<html lang=\"" + language + "\">"), page + " " + language);
                }
            }
        }
    }

    @Test
    void anEmptyCompanyIsToldWhatToDo() {
        try (WebServer server = start(new SampleCompany(), null)) {
            Client client = new Client(server);
            for (String page : PAGES) {
                assertEquals(200, client.get(page).status(), page);
            }
            assertTrue(english(client, "/").contains("drop a file into the inbox folder"));
            assertTrue(english(client, "/customers").contains("customers.csv"));
            assertTrue(english(client, "/portfolio").contains("every night at 02:00"));
        }
    }

    @Test
    void aNameThatIsAScriptIsEscapedWhereverItStands() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            for (String page : List.of("/", "/customers", "/customers/C-1002", "/portfolio", "/customers?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")) {
                String html = english(client, page);
                assertFalse(html.contains("<script>alert"), page);
                assertFalse(html.contains("\"><script"), page);
            }
            assertTrue(english(client, "/customers/C-1002").contains("&lt;script&gt;"));
        }
    }

    @Test
    void aDecisionIsSaidInASentence() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            assertTrue(english(client, "/customers/C-1001").contains("Moved from gold to platinum"));
            assertTrue(english(client, "/customers/C-1001").contains("Because sales in 12 months were 213,400 (table tiers, row platinum, line 4)."));
            assertTrue(client.get("/customers/C-1001", "Accept-Language", "zh-CN").text().contains("由黄金调整为铂金"));
        }
    }

    @Test
    void whyAContactIsHeldIsSaidInTheReadersLanguage() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            for (String page : List.of("/", "/customers/C-1002")) {
                assertTrue(english(client, page).contains("Note: held for 7 days: there is no consent."), page);
                String chinese = client.get(page, "Accept-Language", "zh-CN").text();
                assertTrue(chinese.contains("说明：已暂缓 7 天：没有客户的同意。"), page);
                assertFalse(chinese.contains("consent"), page);
            }
        }
    }

    @Test
    void whatIsKnownOfACustomerIsSaidInTheReadersLanguage() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            String chinese = new Client(server).get("/customers/C-1001", "Accept-Language", "zh-CN").text();
            assertTrue(chinese.contains("性格") && chinese.contains("挑剔") && chinese.contains("(友好)"), chinese);
            assertFalse(chinese.contains("demanding") || chinese.contains("friendly"), chinese);
        }
    }

    @Test
    void aCardSaysWhatItLacks() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            String html = english(client, "/customers/C-1001");
            assertTrue(html.contains("Upkeep of the card") && html.contains("<dd>66 %") && html.contains("<dt>Missing</dt><dd>funds"), html);
            assertTrue(client.get("/customers/C-1001", "Accept-Language", "zh-CN").text().contains("<dt>缺少</dt><dd>资金实力"));
        }
    }

    @Test
    void timeLeftIsWorkingTimeAndTheCustomersOwnTimeIsShownWhereItDiffers() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            String today = english(client, "/");
            // opened on Sunday, due on Monday at 17:00, looked at on Monday at 10:00 in Shanghai
            assertTrue(today.contains("7 h 00 min working time left"), today);
            // due at 09:00, when the company opens
            assertTrue(today.contains("late by 1 h 00 min working time"), today);
            assertTrue(today.contains("08:00 Europe/Berlin"), today);
        }
    }

    @Test
    void theChosenLanguageIsRemembered() {
        try (WebServer server = start(SampleCompany.withCustomers(), null)) {
            Client client = new Client(server);
            Client.Reply chosen = client.get("/?lang=en", "Accept-Language", "zh");
            assertTrue(chosen.header("Set-Cookie").startsWith("lang=en;"), chosen.header("Set-Cookie"));
            assertTrue(client.get("/", "Accept-Language", "zh", "Cookie", "lang=en").text().contains("<html lang=\"en\">"));
            assertTrue(client.get("/", "Accept-Language", ";;q=x").text().contains("<html lang=\"zh\">"), "the company's, when the browser talks nonsense");
        }
    }

    @Test
    void withATokenPeopleSignInAndOut() {
        try (WebServer server = start(SampleCompany.withCustomers(), "hush")) {
            Client client = new Client(server);
            Client.Reply asked = client.get("/customers?tier=gold", "Accept", "text/html");
            assertEquals(303, asked.status());
            assertEquals("/sign-in?next=%2Fcustomers%3Ftier%3Dgold", asked.header("Location"));
            assertTrue(english(client, asked.header("Location")).contains("name=\"next\" value=\"/customers?tier=gold\""));
            Client.Reply wrong = client.post("/sign-in", "application/x-www-form-urlencoded", "token=hash&next=%2F");
            assertEquals(401, wrong.status());
            Client.Reply right = client.post("/sign-in", "application/x-www-form-urlencoded", "token=hush&next=%2Fcustomers%3Ftier%3Dgold");
            assertEquals(303, right.status());
            assertEquals("/customers?tier=gold", right.header("Location"));
            String cookie = right.header("Set-Cookie");
            assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("hush"), cookie);
            String pair = cookie.substring(0, cookie.indexOf(';'));
            assertEquals(200, client.get("/customers", "Cookie", pair).status());
            assertEquals(401, client.get("/api/v1/customers", "Cookie", pair).status(), "a cookie opens the pages only");
            assertTrue(client.post("/sign-out", "application/x-www-form-urlencoded", "").header("Set-Cookie").contains("Max-Age=0"));
        }
    }

    @Test
    void signingInLeadsNowhereElse() {
        try (WebServer server = start(new SampleCompany(), "hush")) {
            for (String elsewhere : List.of("https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "%2F%0D%0ASet-Cookie%3Ax%3Dy")) {
                Client.Reply reply = new Client(server).post("/sign-in", "application/x-www-form-urlencoded", "token=hush&next=" + elsewhere);
                assertEquals("/", reply.header("Location"), elsewhere);
            }
        }
    }

    @Test
    void whatIsNotThereIsSaidInAPageToPeopleAndInJsonToPrograms() {
        try (WebServer server = start(new SampleCompany(), null)) {
            Client client = new Client(server);
            Client.Reply person = client.get("/nothing", "Accept", "text/html");
            assertEquals(404, person.status());
            assertTrue(person.text().startsWith("<!DOCTYPE html>"));
            assertEquals(404, client.get("/customers/nobody", "Accept", "text/html").status());
            assertEquals(400, client.get("/?after=nonsense", "Accept", "text/html").status());
            assertEquals("application/problem+json", client.get("/api/v1/nothing", "Accept", "text/html").header("Content-Type"));
        }
    }

    @Test
    void filesThatNeverChangeAreKeptByTheBrowserAndComeFromHere() {
        try (WebServer server = start(new SampleCompany(), null)) {
            Client client = new Client(server);
            Matcher urls = Pattern.compile("(?:src|href)=\"([^\"#?]+)\"").matcher(english(client, "/"));
            Set<String> assets = new TreeSet<>();
            while (urls.find()) {
                assertTrue(urls.group(1).startsWith("/"), urls.group(1));
                assets.add(urls.group(1));
            }
            assets.removeIf(url -> !url.startsWith("/assets/"));
            assertEquals(5, assets.size(), assets::toString);
            for (String url : assets) {
                Client.Reply reply = client.get(url);
                assertEquals(200, reply.status(), url);
                assertTrue(reply.header("Cache-Control").contains("immutable"), url);
            }
            assertEquals(404, client.get("/assets/..%2Fopenapi.json").status());
        }
    }

    @Test
    void bothLanguagesHaveTheSameWordsAndThePagesAskForNoOthers() throws IOException {
        Set<String> english = Words.all(Language.ENGLISH).keySet();
        assertEquals(new TreeSet<>(english), new TreeSet<>(Words.all(Language.CHINESE).keySet()));
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> sources = Stream.concat(Files.walk(Path.of("src/main/jte")), Files.walk(Path.of("src/main/java/dev/regard/connectors/web")))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher keys = Pattern.compile("say\\(\"([a-zA-Z0-9.]+)\"(?!\\s*\\+)").matcher(Files.readString(source));
                while (keys.find()) {
                    asked.add(keys.group(1));
                }
            }
        }
        assertTrue(asked.size() > 60, () -> "looked at too little: " + asked);
        asked.removeAll(english);
        assertEquals(Set.of(), asked);
    }

    private static String english(Client client, String path) {
        return client.get(path, "Accept-Language", "en").text();
    }

    private static WebServer start(SampleCompany company, String token) {
        return WebServer.start(WebSettings.at("127.0.0.1:0", Optional.ofNullable(token)), company, company, company, Optional.empty(), new SimpleMeterRegistry());
    }
}
