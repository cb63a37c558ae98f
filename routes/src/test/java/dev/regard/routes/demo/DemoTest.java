package dev.regard.routes.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.decision.Language;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RunningEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final int DAYS = 7;

    @TempDir
    Path folder;

    @Test
    void aWeekOfTheSampleCompanyIsSeenThroughTheApi() {
        DemoFolder data = DemoFolder.at(folder.resolve("data"), SampleCompany.START);
        try (RunningEngine engine = RunningEngine.start(Settings.embedded(data.path()).at(data.start()))) {
            Demo demo = new Demo(new SampleCompany(SampleCompany.SEED, data.start(), engine.organisation()), data, DAYS);
            demo.play(engine.intake(), engine.engine(), engine.engine().now());

            URI url = engine.url().orElseThrow();
            EngineClient api = new EngineClient(url, Optional.empty());
            assertEquals(demo.end(), api.now());
            List<JsonNode> customers = items(api, "customers", Map.of());
            assertTrue(customers.size() >= 2_000, () -> "customers: " + customers.size());
            TreeSet<String> tiers = new TreeSet<>();
            customers.forEach(c -> tiers.add(c.path("tier").asText()));
            assertTrue(tiers.containsAll(List.of("gold", "iron", "lead", "platinum")), tiers::toString);
            String from = data.start().plusMillis(1).toString();
            assertFalse(items(api, "decisions", Map.of("type", "tier", "from", from)).isEmpty(), "nobody moved tier");
            assertTrue(items(api, "decisions", Map.of("type", "escalation", "from", from)).stream()
                    .anyMatch(d -> d.path("detail").path("level").asText().equals("manager")), "nothing went up to a manager");
            List<JsonNode> sent = items(api, "touches", Map.of("status", "sent", "kind", "message"));
            assertTrue(sent.stream().anyMatch(t -> t.path("occasion").asText().equals("birthday/2026")), "no birthday");
            assertTrue(sent.stream().anyMatch(t -> t.path("occasion").asText().equals("mid-autumn/2026")), "no Mid-Autumn");
            assertTrue(sent.stream().allMatch(t -> t.path("why").asText().length() > 10), "a touch without its why");
            assertEquals(List.of(), items(api, "decisions", Map.of("type", "set-aside")));
            assertEquals(List.of(), items(api, "decisions", Map.of("type", "put-off")));

            String told = told(engine, url, data);
            assertTrue(told.contains(url + "/api/v1/clock") && told.contains("birthday") && told.contains("because"), told);

            demo.play(engine.intake(), engine.engine(), engine.engine().now());
            assertEquals(customers.size(), items(api, "customers", Map.of()).size(), "playing again changes nothing");
        }
    }

    @Test
    void aFolderThatIsNotTheDemosOwnIsRefused() throws IOException {
        Path own = Files.createDirectories(folder.resolve("company"));
        Files.writeString(own.resolve("regard.db"), "customers");
        assertThrows(DemoFolder.NotOurs.class, () -> DemoFolder.at(own, SampleCompany.START));
        assertEquals("customers", Files.readString(own.resolve("regard.db")));
    }

    @Test
    void aFolderGoesOnFromTheStartThatItWasMadeWith() {
        Path kept = folder.resolve("kept");
        DemoFolder.at(kept, SampleCompany.START);
        DemoFolder again = DemoFolder.at(kept, SampleCompany.START.plus(Duration.ofDays(90)));
        assertEquals(SampleCompany.START, again.start());
        again.leave();
        assertTrue(Files.exists(kept), "only a temporary folder is removed");
    }

    @Test
    void aTemporaryFolderIsRemovedWithEverythingInIt() throws IOException {
        DemoFolder temporary = DemoFolder.temporary(SampleCompany.START);
        Files.writeString(Files.createDirectories(temporary.path().resolve("sent-mail")).resolve("a.eml"), "mail");
        temporary.leave();
        assertFalse(Files.exists(temporary.path()));
    }

    private static String told(RunningEngine engine, URI url, DemoFolder data) {
        StringWriter words = new StringWriter();
        new Story(engine.engine(), Language.ENGLISH, new PrintWriter(words)).tell(url.toString(), data.start(), false);
        return words.toString();
    }

    private static List<JsonNode> items(EngineClient api, String list, Map<String, String> filter) {
        List<JsonNode> items = new ArrayList<>();
        api.each(list, filter, items::add);
        return items;
    }
}
