package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.rules.RuleSetDifference;
import dev.regard.rules.RuleSetFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a change before anybody decides on it, through the API of a running engine. */
@Timeout(120)
class CheckedChangesTest extends ChangingRules {
    @Test
    void theCheckCountsTheCustomersOfTodayWhomAProblemConcerns() throws Exception {
        start();
        bought("C-1", 60_000);
        bought("C-2", 300_000);
        bought("C-3", 100);
        Map<String, byte[]> files = new HashMap<>(goldFrom(50_000).files());
        files.put("tables/tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,Tier is\nplatinum,>= 50000,platinum\ngold,>= 200000,gold\niron,>= 5000,iron\n".replace("iron,>= 5000,iron", "iron,>= 5000,iron\nlead,< 50,lead")
                .getBytes(StandardCharsets.UTF_8));
        Map<String, String> found = new java.util.TreeMap<>();
        engine.changeRules("check", Map.of(), RuleSetFiles.of(files).archive()).path("problems").forEach(p -> found.put(p.path("reason").asText().replaceAll("\\R", " "), p.path("customers").asText()));
        assertEquals("1", found.get("error: this row never answers: row 4 (platinum) holds whenever it does"), found::toString);
        assertEquals("1", found.get("warning: no row answers when Sales in 12 months is 50"), found::toString);
        assertEquals("1", found.get("warning: customers whom no row of this table takes, in such a case or another"), found::toString);
        assertEquals("2", found.get("warning: the thresholds are out of order: a better tier asks for less sales than in row 5 (gold)"), found::toString);
    }

    @Test
    void customersWhomNoRowTakesAreCountedForEachCaseThatIsToldAndOnceForTheTable() throws Exception {
        start();
        bought("C-1", 60_000);
        bought("C-2", 700);
        bought("C-3", 20);
        Map<String, byte[]> files = new HashMap<>(goldFrom(50_000).files());
        files.put("tables/tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,Customer kind,Tier is\nplatinum,>= 200000,-,platinum\ngold,50000..100000,distributor,gold\niron,5000..60000,designer,iron\nlead,< 50,-,lead\n".getBytes(StandardCharsets.UTF_8));
        List<String> counted = new ArrayList<>();
        int[] gaps = {0};
        engine.changeRules("check", Map.of(), RuleSetFiles.of(files).archive()).path("problems").forEach(p -> {
            gaps[0] += p.path("reason").asText().contains("no row answers when") ? 1 : 0;
            if (p.path("path").asText().startsWith("tables/tiers.csv") && p.has("customers") && p.path("reason").asText().contains("no row")) {
                counted.add(p.path("reason").asText() + ": " + p.path("customers").asText());
            }
        });
        assertTrue(gaps[0] > 1, gaps[0] + " examples");
        assertEquals(List.of("warning: no row answers when Sales in 12 months is 50: 1", "warning: no row answers when Sales in 12 months is 5000 and Customer kind is distributor: 0",
                "warning: no row answers when Sales in 12 months is 60001 and Customer kind is designer: 0",
                "warning: customers whom no row of this table takes, in such a case or another: 2"), counted);
        String proposed = engine.changeRules("drafts", Map.of("by", "Chen", "reason", "x"), RuleSetFiles.of(files).archive()).path("warnings").toString();
        assertTrue(proposed.contains("in such a case or another (2 customers of today)"), proposed);
    }

    @Test
    void whatTablesDeriveOfACustomerCountsAmongThoseWhomAProblemConcerns() throws Exception {
        start();
        for (int i = 1; i <= 5; i++) {
            bought("C-" + i, 6_000);
        }
        running.intake().accept(List.of(new Event("test", "kind", "customer.changed", running.engine().now(), CustomerKey.stated("C-1").orElseThrow(), Data.of("kind", "distributor"))));
        running.engine().advanceTo(running.engine().now());
        Map<String, byte[]> files = new HashMap<>(goldFrom(50_000).files());
        files.put("tables/score.csv", "Score\nHow good.\nKey,Customer kind,Then: derived.score\ndealer,distributor,2\nother,-,1\n".getBytes(StandardCharsets.UTF_8));
        files.put("tables/tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,derived.score,Tier is\nplatinum,>= 200000,-,platinum\ngold,>= 50000,-,gold\niron,-,>= 2,iron\nlead,< 5000,-,lead\n".getBytes(StandardCharsets.UTF_8));
        Map<String, String> found = new java.util.TreeMap<>();
        engine.changeRules("check", Map.of(), RuleSetFiles.of(files).archive()).path("problems").forEach(p -> found.put(p.path("reason").asText(), p.path("customers").asText("none")));
        assertEquals("4", found.get("warning: customers whom no row of this table takes, in such a case or another"), found::toString);
        assertEquals("4", found.get("warning: no row answers when Sales in 12 months is 5000 and derived.score is 1"), found::toString);
    }

    @Test
    void aRoleThatIsRenamedIsSaidToMakeItsContactsOnceMore() throws Exception {
        start();
        String upkeep = new String(shipped.files().get("tables/upkeep.csv"), StandardCharsets.UTF_8);
        RuleSetFiles renamed = with("upkeep.csv", upkeep.replace(">= 14,complete-card,desk", ">= 14,fill-card,desk"));
        String warning = "row incomplete has the role 'fill-card' in place of 'complete-card': the role is part of what a contact is known by, so whoever had this one already has it once more";
        assertTrue(engine.changeRules("check", Map.of(), renamed.archive()).toString().contains(warning));
        assertTrue(engine.changeRules("drafts", Map.of("by", "Chen", "reason", "clearer"), renamed.archive()).toString().contains(warning));
        assertEquals(List.of("tables/upkeep.csv:6:A: warning: " + warning), engine.publish(renamed.archive(), "clearer").warnings().stream().map(Object::toString).toList());
        assertEquals(List.of(), engine.publish(with("upkeep.csv", upkeep).archive(), "as it was").warnings().stream().filter(w -> !w.reason().contains("has the role")).toList());
    }

    @Test
    void theDifferenceNamesRowsAndCells() throws Exception {
        start();
        String version = proposed(goldFrom(80_000), "Chen");
        List<String> lines = new ArrayList<>();
        engine.rules("diff", Map.of("from", "published", "to", version)).path("lines").forEach(l -> lines.add(l.asText()));
        assertTrue(lines.contains("tiers: row gold: Sales in 12 months: >= 50000 -> >= 80000"), lines::toString);
        assertTrue(lines.contains("scenarios/tiers.yaml: removed"), lines::toString);
        assertEquals(List.of(), RuleSetDifference.of(shipped, shipped));
        RuleSetFiles winter = with("winter.csv", "Winter\nWho is called.\nAdds to,revisits\nValid until,2026-12-31\nKey,After,Days after,Role,How,Template\nheating,purchase,3,winter-call,call,care-call\n");
        assertEquals(List.of("winter: table added: Winter. Who is called.", "winter: Adds to: - -> revisits", "winter: Valid until: - -> 2026-12-31",
                "winter: row added: heating (After purchase, Days after 3, Role winter-call, How call, Template care-call)"), RuleSetDifference.of(shipped, winter));
        assertEquals(List.of("winter: table removed: Winter. Who is called.", "winter: Adds to: revisits -> -", "winter: Valid until: 2026-12-31 -> -",
                "winter: row removed: heating (After purchase, Days after 3, Role winter-call, How call, Template care-call)"), RuleSetDifference.of(winter, shipped));
    }

    @Test
    void aProposalThatOnlyLooksOtherwiseIsToldToDecideTheSame() throws Exception {
        start();
        String stages = new String(shipped.files().get("tables/stages.csv"), StandardCharsets.UTF_8);
        String same = "it decides the same as the published rule set";
        JsonNode looks = engine.changeRules("drafts", Map.of("by", "Chen", "reason", "nicer"), with("stages.csv", stages.replace("> 730", "more than 730") + "\n").archive());
        assertTrue(looks.path("warnings").toString().contains(same), looks::toString);
        JsonNode decides = engine.changeRules("drafts", Map.of("by", "Chen", "reason", "later"), with("stages.csv", stages.replace("> 730", ">= 730")).archive());
        assertFalse(decides.path("warnings").toString().contains(same), decides::toString);    }

    @Test
    void aDraftIsTriedOnWhatHappenedBesideTheEngine() throws Exception {
        start("cost: {phone: 3, email: 0.01}");
        bought("C-1", 60_000);
        advanceTo("2026-03-12T00:00:00Z");
        String version = proposed(goldFrom(80_000), "Chen");
        JsonNode report = engine.changeRules("backtest", Map.of("draft", version, "from", "2026-03-01", "to", "2026-03-11"), NOTHING);
        assertEquals(1, report.path("tierMoves").path("gold -> iron").asInt(), report::toString);
        assertTrue(report.path("cost").path("published").decimalValue().signum() > 0, report::toString);
        assertFalse(published().equals(version));
    }
}
