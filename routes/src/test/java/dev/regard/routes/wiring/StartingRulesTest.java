package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start that names rules. */
@Timeout(120)
class StartingRulesTest extends ChangingRules {
    @Test
    void aStartWithOtherRulesIsHeldAgainstTheBudgetsToo() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/publishing.yaml"), "gate:\n  months: 3\n  losingTier: {gold: 0}\n");
        restart(goldFrom(50_000));
        String first = published();
        assertEquals(goldFrom(50_000).version(), first);
        assertEquals("published 0 the first rule set here; nobody approved it", notes().get(0));
        bought("C-1", 60_000);
        advanceTo("2026-03-12T00:00:00Z");

        restart(goldFrom(80_000));
        assertEquals(first, published());
        assertTrue(health().contains("1 customers lose tier gold; at most 0 may"), this::health);
        JsonNode waiting = engine.rules("drafts", Map.of()).path("items").get(0);
        assertTrue(waiting.path("version").asText().equals(goldFrom(80_000).version()) && waiting.path("reason").asText().startsWith("--rules "), waiting::toString);
        restart(goldFrom(40_000));
        assertEquals(goldFrom(40_000).version(), published());
        assertEquals("published 0 by a start with --rules; nobody approved it", notes().get(1));
        assertEquals(2, history().size());
    }

    private void restart(RuleSetFiles rules) throws Exception {
        if (running != null) {
            running.close();
        }
        Path edited = folder.resolve(rules.version());
        for (Map.Entry<String, byte[]> file : rules.files().entrySet()) {
            Path path = edited.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        running = RunningEngine.start(Settings.embedded(folder.resolve("data")).at(NOW).publishing(edited));
        engine = new EngineClient(running.url().orElseThrow(), Optional.empty());
    }

    @Test
    void whyAStartWasRefusedIsToldInSentences() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        restart(goldFrom(50_000));
        Files.writeString(folder.resolve("data/publishing.yaml"), "gate:\n  losingTier: {golld: 0}\n");
        restart(goldFrom(80_000));
        String why = "publishing.yaml has errors. publishing.yaml:2:16: error: the tier 'golld' is not known, did you mean gold?";
        assertEquals(why, engine.rules("drafts", Map.of()).path("items").get(0).path("trouble").asText());
        assertTrue(health().contains(why + "\""), this::health);
    }

    @Test
    void aBadRuleSetAtTheStartLeavesTheLastGoodOneAtWork() throws Exception {
        start();
        String good = published();
        running.close();
        Path bad = Files.createDirectories(folder.resolve("bad"));
        for (Map.Entry<String, byte[]> file : goldFrom(80_000).files().entrySet()) {
            Path path = bad.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(bad.resolve("tables/tiers.csv"), "nothing");
        running = RunningEngine.start(Settings.embedded(folder.resolve("data")).at(NOW).publishing(bad));
        engine = new EngineClient(running.url().orElseThrow(), Optional.empty());

        assertEquals(good, published());
        String health = http.send(HttpRequest.newBuilder(running.url().orElseThrow().resolve("/health/ready")).build(), HttpResponse.BodyHandlers.ofString()).body();
        assertTrue(health.contains("\"rules\":{\"status\":\"warning\",\"detail\":\"the rule set has errors and was not published\""), health);
    }
}
