package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.decision.Language;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetDifference;
import dev.regard.rules.RuleSetFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way of a change through the API of a running engine. */
@Timeout(120)
class RuleChangesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final String CSV = "text/csv";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final byte[] NOTHING = {};
    @TempDir
    private Path folder;
    private final RuleSetFiles shipped = RuleSetFiles.in(Shipped.rules());
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningEngine running;
    private EngineClient engine;

    private void start(String... policy) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        if (policy.length > 0) {
            Files.writeString(data.resolve("publishing.yaml"), String.join("\n", policy) + "\n");
        }
        running = RunningEngine.start(Settings.embedded(data).at(NOW));
        engine = new EngineClient(running.url().orElseThrow(), Optional.empty());
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private String proposed(RuleSetFiles files, String person) {
        return engine.changeRules("drafts", Map.of("by", person, "reason", "a try", "expect", "fewer calls"), files.archive()).path("version").asText();
    }

    private String published() {
        return running.engine().rules().version();
    }

    private String refusal(String path, Map<String, String> query, byte[] body) {
        EngineClient.Refused refused = assertThrows(EngineClient.Refused.class, () -> engine.changeRules(path, query, body));
        return refused.getMessage() + " " + refused.problems();
    }

    private void bought(String customer, int amount) {
        running.intake().accept(List.of(new Event("test", customer + amount, "purchase.made", running.engine().now(), CustomerKey.stated(customer).orElseThrow(),
                Data.of("order", "O-" + customer + amount, "amount", amount))));
        running.engine().advanceTo(running.engine().now());
    }

    private String tier(String customer) {
        return running.store().cards().load(List.of(customer)).get(customer).standing().tier();
    }

    private void advanceTo(String instant) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(running.url().orElseThrow().resolve("/api/v1/clock")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"advanceTo\":\"" + instant + "\"}")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
    }

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
    void whatBecameOfContactsByAPublicationIsInTheHistory() throws Exception {
        start();
        running.intake().accept(List.of(new Event("test", "kind", "customer.changed", running.engine().now(), CustomerKey.stated("C-1").orElseThrow(),
                Data.of("name", "Li", "kind", "consumer", "emails", List.of("li@customer.example"), "birthday", Map.of("month", running.engine().now().plus(Duration.ofDays(12)).atZone(ZoneOffset.UTC).getMonthValue(),
                        "day", running.engine().now().plus(Duration.ofDays(12)).atZone(ZoneOffset.UTC).getDayOfMonth())))));
        running.engine().advanceTo(running.engine().now());
        assertTrue(running.store().cards().load(List.of("C-1")).get("C-1").touches().stream().anyMatch(t -> t.occasion().startsWith("birthday/")));
        Map<String, byte[]> files = new HashMap<>(RulesDesk.shipped().files());
        files.keySet().removeIf(file -> file.startsWith("scenarios/") || file.equals("tables/occasions.xlsx"));
        files.put("tables/occasions.csv", "Occasions\nDecides.\nKey,Occasion,Customer kind,At,Role,How,Template\nnobody,birthday,internal,10:00,greeting,message,birthday-greeting\n".getBytes(StandardCharsets.UTF_8));
        engine.changeRules("publish", Map.of("reason", "no more greetings"), RuleSetFiles.of(files).archive());
        Caller.until("it is told", () -> history().stream().anyMatch(line -> line.equals("planned by , 0 approvals: 1 customers anew; 0 contacts added, 0 changed, 1 withdrawn")));
        assertEquals(1, history().stream().filter(line -> line.startsWith("planned ")).count());
    }

    private static byte[] hello(String control) {
        return ("Hello\nA call after a purchase.\nAdds to,revisits\nKey,After,Days after,Role,How,Purpose,Template,Control group\nhello,purchase,3,hello,call,care,care-call," + control + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whoever is called buys again, whoever is left out does not: that is the rule's doing, and the engine says so. */
    @Test
    void aRowWithAControlGroupIsHeldAgainstThoseWhomItLeavesOut() throws Exception {
        start();
        Map<String, byte[]> files = new HashMap<>(shipped.files());
        files.put("tables/hello.csv", hello(""));
        engine.publish(RuleSetFiles.of(files).archive(), "a call for everybody");
        for (int i = 0; i < 9; i++) {
            bought("Before-" + i, 100);
        }
        files.put("tables/hello.csv", hello("40%"));
        engine.publish(RuleSetFiles.of(files).archive(), "does a call help?");
        for (int i = 0; i < 60; i++) {
            bought("C-" + i, 100);
        }
        Map<String, String> reasons = new HashMap<>();
        engine.each("touches", Map.of(), touch -> {
            if (touch.path("role").asText().equals("hello") && !touch.path("customer").asText().startsWith("Before")) {
                reasons.put(touch.path("customer").asText(), touch.path("status").asText() + " " + touch.path("heldBecause").asText());
            }
        });
        List<String> called = reasons.entrySet().stream().filter(e -> e.getValue().startsWith("planned")).map(Map.Entry::getKey).toList();
        assertEquals(60, reasons.size());
        assertTrue(called.size() > 25 && called.size() < 47, () -> called.size() + " of 60 are called");
        assertEquals(60 - called.size(), reasons.values().stream().filter("cancelled left out, to see what row hello/hello does"::equals).count(), reasons::toString);

        advanceTo("2026-03-10T10:00:00Z");
        assertTrue(engine.rules("outcome", Map.of("row", "hello/hello")).path("open").asInt() == 60);
        called.forEach(customer -> bought(customer, 200));
        advanceTo("2026-05-10T10:00:00Z");
        JsonNode outcome = engine.rules("outcome", Map.of("row", "hello/hello", "from", "2026-03-01"));
        assertEquals(called.size() + " " + (60 - called.size()) + " 0", outcome.path("customers").asText() + " " + outcome.path("control").asText() + " " + outcome.path("open").asText());
        Map<String, String> measures = new HashMap<>();
        outcome.path("measures").forEach(m -> measures.put(m.path("measure").asText(), m.path("contacted").asText() + " " + m.path("control").asText() + " " + m.path("shown").asText()));
        assertEquals("1.0000 0.0000 true", measures.get("bought"), measures::toString);
        assertEquals("0.0000 0.0000 false", measures.get("complaints"), measures::toString);
        assertEquals("2026-02-28T16:00:00Z", outcome.path("since").asText());
        JsonNode ever = engine.rules("outcome", Map.of("row", "hello/hello"));
        assertFalse(ever.has("since"), "of all that was ever decided");
        assertEquals(outcome.path("customers"), ever.path("customers"), "who was called before there was a control group is compared with nobody");
        assertEquals(0, engine.rules("outcome", Map.of("row", "tiers/gold")).path("customers").asInt(), "a row that contacted nobody");
        EngineClient.Refused half = assertThrows(EngineClient.Refused.class, () -> engine.rules("outcome", Map.of("row", "hello")));
        assertTrue(half.getMessage().endsWith("'hello' is not known, did you mean hello/hello?"), half::getMessage);
        EngineClient.Refused unknown = assertThrows(EngineClient.Refused.class, () -> engine.rules("outcome", Map.of("row", "hello/helo")));
        assertTrue(unknown.getMessage().endsWith("answered 404: No row hello/helo decided anything, and the published rules have none: 'hello/helo' is not known, did you mean hello/hello?"), unknown::getMessage);
    }

    @Test
    void whatIsPublishedIsExactlyWhatASecondPersonApproved() throws Exception {
        start("approval: required");
        RuleSetFiles draft = goldFrom(80_000);
        String version = proposed(draft, "Chen");

        assertEquals(draft.version(), version);
        assertTrue(refusal("publish", Map.of("reason", "at once"), draft.archive()).contains("A second person has to approve"));
        assertTrue(refusal("drafts/" + version + "/publish", Map.of(), NOTHING).contains("A second person has to approve"));
        assertTrue(refusal("drafts/" + version + "/approve", Map.of("by", " chen "), NOTHING).contains("Whoever proposed it does not approve it"));
        assertTrue(refusal("drafts/" + goldFrom(81_000).version() + "/approve", Map.of("by", "Wang"), NOTHING).contains("There is no proposal"));
        assertTrue(refusal("drafts/" + shipped.version() + "/approve", Map.of("by", "Wang"), NOTHING).contains("it was published before. Propose it once more"));
        assertTrue(refusal("drafts/" + shipped.version().substring(0, 2) + "/approve", Map.of("by", "Wang"), NOTHING).contains("is too short for the beginning of a version: at least four characters"));
        engine.changeRules("drafts/" + version + "/approve", Map.of("by", "Wang"), NOTHING);
        engine.changeRules("drafts/" + version + "/publish", Map.of(), NOTHING);

        assertEquals(version, published());
        JsonNode released = engine.rules("versions", Map.of()).path("items").get(1);
        assertEquals("Chen Wang a try fewer calls published", released.path("by").asText() + " " + released.path("approvals").get(0).path("by").asText() + " "
                + released.path("reason").asText() + " " + released.path("expected").asText() + " " + released.path("how").asText());
        assertEquals(0, engine.rules("drafts", Map.of()).path("items").size());
    }

    @Test
    void aRuleSetIsTakenBackInOneStepAndDecidesTheNextEvent() throws Exception {
        start();
        String first = published();
        engine.publish(goldFrom(80_000).archive(), "gold is rare");
        bought("C-1", 60_000);
        assertEquals("iron", tier("C-1"));

        assertTrue(refusal("rollback", Map.of("reason", "x", "by", "Wang", "to", "0".repeat(32)), NOTHING).contains("was published before"));
        assertEquals(first, engine.changeRules("rollback", Map.of("reason", "too rare", "by", "Wang"), NOTHING).path("version").asText());
        bought("C-2", 60_000);
        assertEquals("gold", tier("C-2"));
        List<String> history = new ArrayList<>();
        engine.rules("versions", Map.of()).path("items").forEach(r -> history.add(r.path("how").asText() + ": " + r.path("reason").asText()));
        assertEquals(List.of("published: the first start", "published: gold is rare", "rolled-back: too rare"), history);
    }

    @Test
    void oneNameThatIsWrittenInTwoWaysIsOnePersonAndAnUnknownOneIsToldOf() throws Exception {
        start("approval: required");
        String version = proposed(goldFrom(80_000), "Li");
        for (String same : List.of("l i", " LI ", "\uFF2C\uFF29", "l\u200Bi", "Li\u00A0")) {
            assertTrue(refusal("drafts/" + version + "/approve", Map.of("by", same), NOTHING).contains("Whoever proposed it does not approve it"), same);
        }
        assertTrue(refusal("drafts/" + version + "/approve", Map.of("by", "\u200B"), NOTHING).contains("Say who approves"));

        version = proposed(goldFrom(80_000), "rep-03");
        for (String same : List.of("\u674E\u9759", "Rep-03", "li.jing@heju.example")) {
            assertTrue(refusal("drafts/" + version + "/approve", Map.of("by", same), NOTHING).contains("Whoever proposed it does not approve it"), same);
        }
        JsonNode approved = engine.changeRules("drafts/" + version + "/approve", Map.of("by", "managr-east"), NOTHING);
        assertEquals("warning: organisation.yaml knows nobody called 'managr-east', did you mean manager-east?", approved.path("warnings").findValuesAsText("reason").stream()
                .filter(w -> w.contains("organisation")).findFirst().orElse(""));
        assertEquals(1, engine.changeRules("drafts/" + version + "/approve", Map.of("by", "MANAGR-EAST"), NOTHING).path("approvals").size());
        version = proposed(goldFrom(70_000), "rep-03");
        assertFalse(engine.changeRules("drafts/" + version + "/approve", Map.of("by", "manager-east"), NOTHING).toString().contains("organisation.yaml"));
    }

    @Test
    void whatIsNotKnownIsNotFoundWhereverItIsNamed() throws Exception {
        start();
        String nothing = "0".repeat(32);
        for (String path : List.of("tables?version=" + nothing, "tables/tiers?version=" + nothing, "diff?from=" + nothing, "catalogue?version=" + nothing, "files?version=" + nothing, "scenario?customer=NOPE")) {
            assertEquals(404, get(path).statusCode(), path);
        }
        for (String path : List.of("drafts/" + nothing + "/approve?by=Wang", "drafts/" + nothing + "/publish", "drafts/" + nothing + "/withdraw", "rollback?reason=x&by=Wang&to=" + nothing,
                "backtest?from=2026-01-01&to=2026-02-01&draft=" + nothing)) {
            assertEquals(404, post(path, "application/json", NOTHING).statusCode(), path);
        }
    }

    @Test
    void aMomentThatIsOverIsRefusedAndATableThatIsOverIsWarnedOf() throws Exception {
        start();
        RuleSetFiles winter = with("winter.csv", "Winter\nWho is called.\nAdds to,revisits\nValid until,2026-03-01\nKey,After,Days after,Role,How,Template\nheating,purchase,3,winter-call,call,care-call\n");
        JsonNode proposed = engine.changeRules("drafts", Map.of("by", "Chen", "reason", "x"), winter.archive());
        assertTrue(proposed.path("warnings").toString().contains("{\"path\":\"tables/winter.csv:4:B\",\"reason\":\"warning: this day is over"), proposed::toString);
        assertFalse(engine.changeRules("check", Map.of(), with("winter.csv", new String(winter.files().get("tables/winter.csv"), StandardCharsets.UTF_8).replace("03-01", "03-02")).archive())
                .toString().contains("is over"), "today is its last day");
        assertTrue(refusal("drafts/" + winter.version() + "/publish", Map.of("at", "2026-03-01T00:00:00Z"), NOTHING).contains("2026-03-01T00:00:00Z is over: it is 2026-03-02T02:00:00Z"));
        assertEquals(shipped.version(), published());
        assertTrue(engine.publish(winter.archive(), "at once").warnings().stream().anyMatch(w -> w.path().equals("tables/winter.csv:4:B")));
    }

    private String rolledBack(String person, String reason) {
        return engine.changeRules("rollback", Map.of("by", person, "reason", reason), NOTHING).path("version").asText();
    }

    private List<String> history() {
        List<String> history = new ArrayList<>();
        engine.rules("versions", Map.of()).path("items").forEach(r -> history.add(r.path("how").asText() + (r.path("share").asInt() > 0 ? " " + r.path("share").asText() : "")
                + " by " + r.path("by").asText() + ", " + r.path("approvals").size() + " approvals: " + r.path("reason").asText()));
        return history;
    }

    @Test
    void eachRollbackGoesOneStepFurtherBackAndNeverForward() throws Exception {
        start("approval: required");
        String first = published();
        for (int gold : List.of(70_000, 80_000, 90_000)) {
            String version = proposed(goldFrom(gold), "Chen");
            engine.changeRules("drafts/" + version + "/approve", Map.of("by", "Wang"), NOTHING);
            engine.changeRules("drafts/" + version + "/publish", Map.of(), NOTHING);
        }
        assertEquals(goldFrom(80_000).version(), rolledBack("Zhao", "too rare"));
        assertEquals(goldFrom(70_000).version(), rolledBack("Zhao", "still too rare"));
        running.close();
        start();
        assertEquals(first, rolledBack("Zhao", "back to the start"));
        assertTrue(refusal("rollback", Map.of("reason", "further", "by", "Zhao"), NOTHING).contains("There is nothing left to go back to"));
        assertEquals("rolled-back by Zhao, 0 approvals: too rare", history().get(4), "nobody approved the way back");

        String again = goldFrom(90_000).version();
        assertEquals(again, engine.changeRules("rollback", Map.of("to", again, "reason", "it was right", "by", "Zhao"), NOTHING).path("version").asText());
        assertEquals(first, rolledBack("Zhao", "it was not"));
    }

    @Test
    void aRollbackTakesAShareBackBeforeItTouchesWhatAllCustomersHave() throws Exception {
        start();
        String first = published();
        engine.publish(goldFrom(70_000).archive(), "gold is rarer");
        String draft = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + draft + "/publish", Map.of("at", "2026-03-10T00:00:00Z"), NOTHING);
        engine.changeRules("drafts/" + draft + "/publish", Map.of("share", "30"), NOTHING);

        JsonNode taken = engine.changeRules("rollback", Map.of("by", "Zhao", "reason", "too few calls"), NOTHING);
        assertEquals(goldFrom(70_000).version() + " " + draft + " 30", taken.path("version").asText() + " " + taken.path("takenBack").path("version").asText() + " "
                + taken.path("takenBack").path("share").asText());
        JsonNode waiting = engine.rules("drafts", Map.of()).path("items").get(0);
        assertEquals("0 taken back from its share: too few calls", waiting.path("share").asText() + " " + waiting.path("trouble").asText());
        advanceTo("2026-03-11T00:00:00Z");
        assertEquals(goldFrom(70_000).version(), published(), "what was taken back does not come by itself");
        assertEquals(List.of("staged 30 by Chen, 0 approvals: a try", "unstaged 30 by Zhao, 0 approvals: too few calls"), history().subList(2, 4));
        assertEquals(first, rolledBack("Zhao", "and that too"));
    }

    @Test
    void aPublicationWaitsForItsMomentThroughARestart() throws Exception {
        start();
        String first = published();
        String version = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + version + "/publish", Map.of("at", "2026-03-10T00:00:00Z"), NOTHING);
        assertEquals(first, published());
        running.close();
        start();
        advanceTo("2026-03-09T23:59:00Z");
        assertEquals(first, published());
        advanceTo("2026-03-20T00:00:00Z");

        assertEquals(version, published());
        JsonNode released = engine.rules("versions", Map.of()).path("items").get(1);
        assertEquals("2026-03-10T00:00:00Z", released.path("at").asText(), "at its moment, and not when somebody looked");
    }

    @Test
    void aChangeThatExceedsABudgetIsHeldBackUntilSomebodySaysWhy() throws Exception {
        start("gate:", "  months: 3", "  losingTier: {gold: 0}", "  moreMessagesADay: 500");
        bought("C-1", 60_000);
        advanceTo("2026-03-12T00:00:00Z");
        String version = proposed(goldFrom(80_000), "Chen");

        String held = refusal("drafts/" + version + "/publish", Map.of(), NOTHING);
        assertTrue(held.contains("exceeds the budgets of publishing.yaml") && held.contains("1 customers lose tier gold; at most 0 may"), held);
        assertTrue(refusal("publish", Map.of("reason", "x"), goldFrom(80_000).archive()).contains("1 customers lose tier gold"));
        assertTrue(refusal("drafts/" + version + "/publish", Map.of("override", "agreed with sales"), NOTHING).contains("Say who lets it exceed the budgets"));
        engine.changeRules("drafts/" + version + "/publish", Map.of("override", "agreed with sales", "by", "Zhao"), NOTHING);
        assertEquals(version, published());
        JsonNode released = engine.rules("versions", Map.of()).path("items").get(1);
        assertEquals("Zhao: agreed with sales", released.path("override").path("by").asText() + ": " + released.path("override").path("reason").asText());
        String easier = proposed(goldFrom(40_000), "Chen");
        engine.changeRules("drafts/" + easier + "/publish", Map.of(), NOTHING);
        assertEquals(easier, published(), "nobody loses by it");
    }

    @Test
    void aMomentThatComesAfterAnotherPublicationPutsNothingInForceUntilSomebodyNamesOneAgain() throws Exception {
        start();
        String first = published();
        String version = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + version + "/publish", Map.of("at", "2026-03-10T00:00:00Z"), NOTHING);
        String other = goldFrom(70_000).version();
        engine.publish(goldFrom(70_000).archive(), "in between");
        running.close();
        running = RunningEngine.start(Settings.embedded(folder.resolve("data")).at(Instant.parse("2026-03-11T00:00:00Z"))); // its moment passed while nothing ran
        engine = new EngineClient(running.url().orElseThrow(), Optional.empty());
        advanceTo("2026-03-12T00:00:00Z");

        assertEquals(other, published());
        String why = "it was to take the place of " + first + ", and since then " + other + " came in force: it would take back what changed with that";
        JsonNode waiting = engine.rules("drafts", Map.of()).path("items").get(0);
        assertTrue(waiting.path("trouble").asText().contains(why) && !waiting.hasNonNull("publishAt"), waiting::toString);
        assertTrue(waiting.path("warnings").toString().contains(why), waiting::toString);
        JsonNode held = engine.rules("versions", Map.of()).path("items").get(2);
        assertTrue(held.path("how").asText().equals("held") && held.path("note").asText().contains(why), held::toString);
        assertTrue(health().contains("\"rules\":{\"status\":\"warning\",\"detail\":\"rule set " + version + " is held. Not put in force at its moment"), this::health);
        assertEquals(3, engine.rules("versions", Map.of()).path("items").size(), "it is told once");

        assertTrue(refusal("drafts/" + version + "/publish", Map.of("at", "2026-03-13T00:00:00Z"), NOTHING).contains(why));
        engine.changeRules("drafts/" + version + "/publish", Map.of("at", "2026-03-13T00:00:00Z", "over", other), NOTHING);
        advanceTo("2026-03-14T00:00:00Z");
        assertEquals(version, published());
        assertFalse(health().contains("is held"), this::health);
    }

    /** Or this one, before it told its history. */
    @Test
    void whatAnotherProcessPutInForceIsAskedOfTheStore() throws Exception {
        start();
        String version = proposed(goldFrom(80_000), "Chen");
        String later = proposed(goldFrom(70_000), "Chen");
        engine.changeRules("drafts/" + version + "/publish", Map.of("at", "2026-03-10T00:00:00Z"), NOTHING);
        engine.changeRules("drafts/" + later + "/publish", Map.of("at", "2026-03-11T00:00:00Z"), NOTHING);
        new PublishedRules(running.store().notes()).publish(goldFrom(80_000), running.organisation(), "elsewhere", NOW);
        advanceTo("2026-03-10T00:00:00Z");
        assertEquals(version, published(), "it is put to work here");
        advanceTo("2026-03-12T00:00:00Z");
        assertEquals(version, published());
        JsonNode waiting = engine.rules("drafts", Map.of()).path("items");
        assertTrue(waiting.size() == 1 && waiting.get(0).path("trouble").asText().contains("since then " + version + " came in force"), waiting::toString);
        assertEquals(List.of("published", "published", "held"), notes().stream().map(n -> n.substring(0, n.indexOf(' '))).toList());
        JsonNode anyway = engine.changeRules("drafts/" + later + "/publish", Map.of("over", version), NOTHING);
        assertTrue(anyway.path("warnings").toString().contains("since then " + version + " came in force"), anyway::toString);
        assertTrue(notes().get(3).contains("it would take back what changed with that"), notes()::toString);
    }

    /** Two colleagues who start from the same rules: the later one would take back what the earlier one changed. */
    @Test
    void aDraftOfWhatIsNotInForceAnyMoreTakesItsPlaceOnlyOnPurpose() throws Exception {
        start();
        String first = published();
        String one = proposed(goldFrom(80_000), "Chen");
        String two = proposed(goldFrom(70_000), "Wang");
        engine.changeRules("drafts/" + one + "/publish", Map.of(), NOTHING);
        for (Map<String, String> how : List.of(Map.<String, String>of(), Map.of("share", "30"), Map.of("at", "2026-03-10T00:00:00Z"))) {
            String refused = refusal("drafts/" + two + "/publish", how, NOTHING);
            assertTrue(refused.contains("409: Not published: it was to take the place of " + first + ", and since then " + one + " came in force")
                    && refused.contains("over=" + one), refused);
        }
        assertTrue(refusal("drafts/" + two + "/publish", Map.of("over", first), NOTHING).contains("It was to take the place of " + first + ", and " + one + " is in force."));
        assertTrue(refusal("drafts/" + two + "/publish", Map.of("over", "published"), NOTHING).contains("and " + one + " is in force."), "it is to be looked at first");
        assertEquals(one, published());
        JsonNode meant = engine.changeRules("drafts/" + two + "/publish", Map.of("over", one.substring(0, 6)), NOTHING);
        assertEquals(two, published());
        assertTrue(meant.path("warnings").toString().contains("it would take back what changed with that"), meant::toString);
        assertTrue(notes().get(2).contains("it was to take the place of " + first), notes()::toString);

        String three = proposed(goldFrom(90_000), "Chen");
        engine.publish(goldFrom(60_000).archive(), "in between");
        engine.changeRules("drafts/" + three + "/approve", Map.of("by", "Wang"), NOTHING);
        engine.changeRules("drafts/" + three + "/publish", Map.of(), NOTHING);
        assertEquals(three, published(), "somebody approved it in place of what is in force");
    }

    @Test
    void anApprovalIsForAChangeOfWhatWasInForceThen() throws Exception {
        start("approval: required");
        String first = published();
        String one = proposed(goldFrom(80_000), "Chen");
        String two = proposed(goldFrom(70_000), "Chen");
        engine.changeRules("drafts/" + one + "/approve", Map.of("by", "Wang"), NOTHING);
        engine.changeRules("drafts/" + two + "/approve", Map.of("by", "Wang"), NOTHING);
        engine.changeRules("drafts/" + one + "/publish", Map.of(), NOTHING);
        String refusal = refusal("drafts/" + two + "/publish", Map.of(), NOTHING);
        assertTrue(refusal.contains("It was approved when " + first + " was in force; now " + one + " is. Have it approved once more."), refusal);
        engine.changeRules("drafts/" + two + "/approve", Map.of("by", "Wang"), NOTHING);
        engine.changeRules("drafts/" + two + "/publish", Map.of(), NOTHING);
        assertEquals(two, published());
    }

    @Test
    void theBudgetsAreAskedAgainWhenTheMomentComes() throws Exception {
        start("gate:", "  months: 3", "  losingTier: {gold: 0}");
        String first = published();
        bought("C-1", 100);
        String version = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + version + "/publish", Map.of("at", "2026-03-20T00:00:00Z"), NOTHING);
        advanceTo("2026-03-05T00:00:00Z");
        bought("C-2", 60_000);
        advanceTo("2026-03-21T00:00:00Z");
        assertEquals(first, published());
        String trouble = engine.rules("drafts", Map.of()).path("items").get(0).path("trouble").asText();
        assertEquals("A back-test of the last 3 months exceeds the budgets of publishing.yaml. 1 customers lose tier gold; at most 0 may", trouble);

        engine.changeRules("drafts/" + version + "/publish", Map.of("at", "2026-03-22T00:00:00Z", "override", "agreed", "by", "Zhao"), NOTHING);
        advanceTo("2026-03-23T00:00:00Z");
        assertEquals(version, published());
        JsonNode released = engine.rules("versions", Map.of()).path("items").get(2);
        assertEquals("[\"1 customers lose tier gold; at most 0 may\"]", released.path("override").path("exceeded").toString(), released::toString);
    }

    @Test
    void whyNotIsAboutAMomentAndTheRulesThatWereInForceThen() throws Exception {
        start();
        String first = published();
        bought("C-1", 60_000);
        advanceTo("2026-03-10T00:00:00Z");
        String second = goldFrom(80_000).version();
        engine.publish(goldFrom(80_000).archive(), "gold is rare");
        assertEquals(List.of("the card has tier gold, decided at 2026-03-02T02:00:00Z by " + first + "; by " + second
                + " the table answers iron: the monthly review decides whether the card falls"), notesOf(whyNot("C-1", "", "")));
        assertEquals(List.of("客户卡的等级为 黄金（2026-03-02T02:00:00Z 由 " + first + " 决定）；按 " + second + " 该表的结果为 铁牌：是否降级由每月评审决定"),
                notesOf(engine.whyNot("C-1", "tiers", "", "", Language.CHINESE)));
        engine.changeRules("rollback", Map.of("reason", "too rare", "by", "Wang"), NOTHING);
        assertEquals(List.of(), notesOf(whyNot("C-1", "", "")));
        advanceTo("2026-03-12T00:00:00Z");
        bought("C-1", 190_000);
        advanceTo("2026-03-14T00:00:00Z");

        JsonNode now = whyNot("C-1", "", "");
        assertEquals("2026-03-14T00:00:00Z platinum " + first + " true", now.path("at").asText() + " " + now.path("tier").asText() + " " + now.path("ruleSet").asText() + " "
                + now.path("rows").get(0).path("answers").asText());
        JsonNode then = whyNot("C-1", "", "2026-03-10T00:00:00Z");
        assertEquals("2026-03-10T00:00:00Z gold " + first, then.path("at").asText() + " " + then.path("tier").asText() + " " + then.path("ruleSet").asText(), "taken back at the same moment");
        assertEquals(60_000, then.path("rows").get(0).path("failed").path("met").asInt(), then::toString);
        assertTrue(notesOf(then).get(0).startsWith("what was known is made of the events that had arrived by then"), then::toString);
        List<String> chinese = notesOf(engine.whyNot("C-1", "tiers", "", "2026-03-10T00:00:00Z", Language.CHINESE));
        assertEquals("当时所知由截至那时已到达的事件得出，如同一直由 " + first + " 决定、每条消息都已发出；等级为当时记录的等级；organisation.yaml 和早先联系的结果以今天为准", chinese.get(0));
        String early = refusalOfWhyNot("2026-03-02T01:00:00Z");
        assertTrue(early.contains("404: It is not known which rule set was in force at 2026-03-02T01:00:00Z: the history begins at 2026-03-02T02:00:00Z"), early);
        assertTrue(refusalOfWhyNot("2026-04-01").contains("409: 2026-03-31T16:00:00Z is to come"), () -> refusalOfWhyNot("2026-04-01"));
    }

    @Test
    void whoWasInTheShareOfADraftThenIsAnsweredByIt() throws Exception {
        start();
        String version = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + version + "/publish", Map.of("share", "50"), NOTHING);
        List<String> staged = staged(20);
        bought(staged.get(0), 1_000);
        advanceTo("2026-03-10T00:00:00Z");
        engine.changeRules("drafts/" + version + "/publish", Map.of("share", "51"), NOTHING);
        engine.changeRules("rollback", Map.of("reason", "no", "by", "Wang"), NOTHING);
        JsonNode then = whyNot(staged.get(0), "", "2026-03-05");
        assertEquals("iron " + version, then.path("tier").asText() + " " + then.path("ruleSet").asText());
        assertEquals(shipped.version(), whyNot(staged.get(0), "", "").path("ruleSet").asText());
        advanceTo("2026-03-11T00:00:00Z");
        assertTrue(notesOf(whyNot(staged.get(0), "", "")).get(0).endsWith("the table answers gold: the card rises with the next purchase"));
    }

    @Test
    void whatIsTakenForGrantedIsReadAsInTheTablesOrRefused() throws Exception {
        start();
        bought("C-1", 100);
        assertTrue(whyNot("C-1", "sales12m=25万", "").path("rows").get(0).path("answers").asBoolean());
        assertTrue(whyNot("C-1", "sales12m=250,000,kind=消费者", "").path("rows").get(0).path("answers").asBoolean());
        for (String[] wrong : new String[][] {{"sales12m", "is not NAME=VALUE"}, {"sale12m=1", "did you mean sales12m?"}, {"sales12m=much", "is not a number"}, {"tier=golf", "did you mean gold?"},
            {"category=wood-flor", "did you mean wood-floor?"}}) {
            String refused = assertThrows(EngineClient.Refused.class, () -> whyNot("C-1", wrong[0], "")).getMessage();
            assertTrue(refused.contains("answered 400: given: ") && refused.contains(wrong[1]), refused);
        }
    }

    private JsonNode whyNot(String customer, String given, String at) {
        return engine.whyNot(customer, "tiers", given, at, Language.ENGLISH);
    }

    private static List<String> notesOf(JsonNode answer) {
        List<String> notes = new ArrayList<>();
        answer.path("notes").forEach(n -> notes.add(n.asText()));
        return notes;
    }

    private String refusalOfWhyNot(String at) {
        return assertThrows(EngineClient.Refused.class, () -> whyNot("C-1", "", at)).getMessage();
    }

    @Test
    void aBackTestOfNothingIsNotPassed() throws Exception {
        start("gate:", "  months: 3", "  losingTier: {gold: 0}");
        String version = proposed(goldFrom(80_000), "Chen");
        String held = refusal("drafts/" + version + "/publish", Map.of(), NOTHING);
        assertTrue(held.contains("A back-test of the last 3 months shows nothing that could be held against the budgets of publishing.yaml.")
                && held.contains("no event was recorded at all"), held);
        engine.changeRules("drafts/" + version + "/publish", Map.of("override", "a new company", "by", "Zhao"), NOTHING);
        assertEquals(version, published());
        JsonNode report = engine.changeRules("backtest", Map.of("draft", "published", "from", "2026-03-01", "to", "2026-03-31"), NOTHING);
        assertTrue(report.path("notes").toString().contains("the period ends on 2026-03-31, and today is 2026-03-02: what customers will do is not known"), report::toString);
    }

    @Test
    void aShareFromAMomentOnAndALargerOneAreToldInTheHistoryAsTheyCame() throws Exception {
        start();
        String first = published();
        String version = proposed(goldFrom(80_000), "Chen");
        JsonNode planned = engine.changeRules("drafts/" + version + "/publish", Map.of("share", "30", "at", "2026-03-10T00:00:00Z"), NOTHING);
        assertEquals("2026-03-10T00:00:00Z 30 0", planned.path("publishAt").asText() + " " + planned.path("shareAt").asText() + " " + planned.path("share").asText());
        advanceTo("2026-03-09T23:00:00Z");
        assertEquals(1, history().size(), "nobody has it before");
        running.close();
        start();
        advanceTo("2026-03-11T00:00:00Z");
        JsonNode waiting = engine.rules("drafts", Map.of()).path("items").get(0);
        assertTrue(waiting.path("share").asInt() == 30 && !waiting.hasNonNull("publishAt"), waiting::toString);
        assertEquals(first, published());
        assertEquals("2026-03-10T00:00:00Z", engine.rules("versions", Map.of()).path("items").get(1).path("at").asText());

        engine.publish(shipped.archive(), "the same once more");
        List<String> before = staged(20);
        assertFalse(before.isEmpty(), "what is in force already leaves the share alone");
        assertTrue(refusal("drafts/" + version + "/publish", Map.of("share", "30"), NOTHING).contains("for 30 percent of the customers already"));
        engine.changeRules("drafts/" + version + "/publish", Map.of("share", "60"), NOTHING);
        engine.publish(goldFrom(70_000).archive(), "something else");
        assertEquals(List.of("staged 30 ", "unstaged 30 its share ended when " + version + " was staged for 60 %", "staged 60 ",
                "unstaged 60 its share ended when " + goldFrom(70_000).version() + " was published for all", "published 0 "), notes().subList(1, 6));
    }

    /** Those of some customers for whom the draft decides. */
    private List<String> staged(int customers) {
        List<String> all = java.util.stream.IntStream.range(0, customers).mapToObj(i -> "S-" + i).toList();
        all.forEach(c -> bought(c, 75_000));
        return all.stream().filter(c -> tier(c).equals("iron")).toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        engine.rules("versions", Map.of()).path("items").forEach(r -> notes.add(r.path("how").asText() + " " + r.path("share").asText() + " " + r.path("note").asText()));
        return notes;
    }

    private String health() {
        try {
            return http.send(HttpRequest.newBuilder(running.url().orElseThrow().resolve("/health/ready")).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aProposalThatCameInForceAnotherWayIsNotPublishedOnceMore() throws Exception {
        start();
        String version = proposed(goldFrom(80_000), "Chen");
        String later = proposed(goldFrom(70_000), "Chen");
        engine.publish(goldFrom(80_000).archive(), "at once");
        engine.changeRules("drafts/" + later + "/publish", Map.of("share", "30", "over", version), NOTHING);
        assertTrue(refusal("drafts/" + version + "/publish", Map.of(), NOTHING).contains("This is the published rule set already"));
        assertTrue(refusal("drafts/" + version + "/publish", Map.of("share", "10"), NOTHING).contains("This is the published rule set already"));
        assertEquals(30, engine.rules("drafts", Map.of()).path("items").get(1).path("share").asInt());
    }

    @Test
    void whoTakesBackIsNamed() throws Exception {
        start();
        engine.publish(goldFrom(80_000).archive(), "gold is rare");
        String refused = refusal("rollback", Map.of("reason", "too rare"), NOTHING);
        assertTrue(refused.contains("by: is missing") || refused.contains("path=by"), refused);
    }

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
    void aShareOfTheCustomersHasTheDraftUntilItIsWithdrawnOrPublishedThroughARestart() throws Exception {
        start();
        String first = published();
        String version = proposed(goldFrom(80_000), "Chen");
        assertTrue(refusal("drafts/" + version + "/publish", Map.of("share", "100"), NOTHING).contains("1 to 99 percent"));
        engine.changeRules("drafts/" + version + "/publish", Map.of("share", "30"), NOTHING);
        assertEquals(first, published());
        running.close();
        start();
        for (int i = 0; i < 100; i++) {
            bought("C-" + i, 60_000);
        }
        List<String> staged = java.util.stream.IntStream.range(0, 100).mapToObj(i -> "C-" + i).filter(c -> tier(c).equals("iron")).toList();
        assertTrue(staged.size() > 15 && staged.size() < 45, staged.size() + " of 100");
        assertEquals(version, running.engine().rules(running.store().cards().load(staged).get(staged.get(0))).version(), "who asks why is answered by the rules that decided");
        assertEquals(30, engine.rules("drafts", Map.of()).path("items").get(0).path("share").asInt());

        JsonNode outcome = engine.rules("outcome", Map.of());
        assertEquals(staged.size() + " " + (100 - staged.size()), outcome.path("customers").asText() + " " + outcome.path("control").asText());
        assertEquals(60_000, outcome.path("measures").get(3).path("draft").asDouble(), outcome::toString);

        engine.changeRules("drafts/" + version + "/withdraw", Map.of(), NOTHING);
        bought(staged.get(0), 61_000);
        assertEquals("gold", tier(staged.get(0)));
        String again = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + again + "/publish", Map.of("share", "30"), NOTHING);
        engine.changeRules("drafts/" + again + "/publish", Map.of(), NOTHING);
        bought("C-new", 60_000);
        assertEquals("iron", tier("C-new"), "all customers have it now");
    }

    @Test
    void aPolicyThatCannotBeReadHoldsBackAndSaysWhere() throws Exception {
        start("gate:", "  month: 3");
        assertTrue(refusal("publish", Map.of("reason", "x"), goldFrom(80_000).archive()).contains("publishing.yaml:2:3"), () -> refusal("publish", Map.of("reason", "x"), goldFrom(80_000).archive()));
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

    private RuleSetFiles with(String table, String text) {
        Map<String, byte[]> files = new HashMap<>(shipped.files());
        files.put("tables/" + table, text.getBytes(StandardCharsets.UTF_8));
        return RuleSetFiles.of(files);
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

    @Test
    void aTableGoesOutAndComesInAsJsonCsvAndWorkbook() throws Exception {
        start();
        assertTrue(engine.rules("tables", Map.of()).path("items").toString().contains("\"tiers\""));
        JsonNode tiers = engine.rules("tables/tiers", Map.of());
        assertEquals(">= 50000", tiers.path("rows").get(1).path("cells").path("Sales in 12 months").asText(), tiers::toString);

        assertEquals("gold", tiers.path("rows").get(1).path("key").asText());
        assertEquals("If Sales in 12 months is >= 50000, then Tier is gold, Kept down to 90%.", tiers.path("rows").get(1).path("sentence").path("en").asText());
        assertTrue(tiers.path("rows").get(1).path("tested").asBoolean(), "a shipped scenario reaches gold");
        assertEquals("money", engine.rules("catalogue", Map.of()).path("facts").findValues("unit").stream().map(JsonNode::asText).filter("money"::equals).findFirst().orElse(""));
        assertTrue(tiers.path("rows").get(1).path("sentence").path("zh").asText().startsWith("如果近12个月销售额 为 >= 50000，则定为等级："), tiers::toString);
        JsonNode catalogue = engine.rules("catalogue", Map.of());
        assertTrue(catalogue.path("facts").size() > 40 && catalogue.path("tables").size() > 25, catalogue::toString);

        HttpResponse<byte[]> csv = get("tables/tiers?format=csv");
        HttpResponse<byte[]> xlsx = get("tables/stages?format=xlsx");
        assertArrayEquals(shipped.files().get("tables/tiers.xlsx"), get("tables/tiers?format=xlsx").body(), "the file as it was made, with its widths and colours");
        assertEquals(0, differences(post("tables/tiers?reason=x&by=Chen", CSV, csv.body())));
        assertEquals(0, differences(post("tables/stages?reason=x&by=Chen", WORKBOOK, xlsx.body())));
        assertEquals(0, differences(post("tables/tiers?reason=x&by=Chen", "application/json", tiers.toString().getBytes(StandardCharsets.UTF_8))));
        String changed = tiers.toString().replace(">= 5000\"", ">= 6000\"");
        assertEquals(1, differences(post("tables/tiers?reason=x&by=Chen", "application/json", changed.getBytes(StandardCharsets.UTF_8))));

        HttpResponse<String> wrong = post("tables/tiers?reason=x&by=Chen", "application/json", tiers.toString().replace(">= 50000", "lots").getBytes(StandardCharsets.UTF_8));
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("tables/tiers.xlsx!tiers:5:B"), wrong::body);
        assertEquals(400, post("tables/tiers?reason=x", "application/json", "[1".getBytes(StandardCharsets.UTF_8)).statusCode());
        assertRefused("body: an object is expected here", "[1]");
        assertRefused("rows[0]: a row has its cells under 'cells', as in", tiers.toString().replace("\"cells\":", "\"cell\":"));
        assertRefused("rows[0]: a row has its cells under 'cells', as in", "{\"title\":\"t\",\"sentence\":\"s\",\"headings\":[\"Key\"],\"rows\":[{\"Key\":\"a\"}]}");
        assertRefused("rows[0].cells.Tier: 'Tier' is not known; known are Kept down to, Key, ", tiers.toString().replaceFirst("\"Tier is\":\"platinum\"", "\"Tier\":\"platinum\""));
        assertRefused("rows: is missing", "{\"title\":\"t\",\"sentence\":\"s\",\"headings\":[\"Key\"]}");
        assertRefused("about.Ownr: 'Ownr' is not known, did you mean Owner?", "{\"title\":\"t\",\"sentence\":\"s\",\"about\":{\"Ownr\":\"Chen\"},\"headings\":[\"Key\"],\"rows\":[]}");
        assertRefused("tables/tiers.xlsx!tiers:3:A", "{\"title\":\"t\",\"sentence\":\"s\",\"headings\":[\"Key\",\"Tier is\"],\"rows\":[]}");
        assertEquals(415, post("tables/tiers?reason=x", "text/plain", NOTHING).statusCode());
        assertEquals(404, get("tables/tires").statusCode());
        assertEquals(404, post("tables/..%2F..%2Ftiers?reason=x&by=Chen", CSV, csv.body()).statusCode());
        assertEquals(404, post("drafts/x/eat", "application/json", "{}".getBytes(StandardCharsets.UTF_8)).statusCode());
    }

    @Test
    void aTableThatComesBackAsCellsKeepsWhatItsWorkbookHas() throws Exception {
        start();
        String made;
        byte[] original = get("tables/tiers?format=xlsx").body();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(original)); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.getSheetAt(0);
            XSSFComment comment = sheet.createDrawingPatriarch().createCellComment(book.getCreationHelper().createClientAnchor());
            comment.setString(new XSSFRichTextString("agreed with sales in March"));
            sheet.getRow(4).getCell(0).setCellComment(comment);
            sheet.setColumnWidth(1, 12_345);
            book.createSheet("notes of the analysts").createRow(0).createCell(0).setCellValue("kept");
            book.write(out);
            made = version(post("tables/tiers?reason=x&by=Chen", WORKBOOK, out.toByteArray()));
        }
        String cells = engine.rules("tables/tiers", Map.of("version", made)).toString().replace(">= 5000\"", ">= 6000\"");
        String changed = version(post("tables/tiers?reason=x&by=Chen&version=" + made, "application/json", cells.getBytes(StandardCharsets.UTF_8)));
        byte[] csv = new String(get("tables/tiers?format=csv&version=" + changed).body(), StandardCharsets.UTF_8).replace(">= 6000", ">= 6500").getBytes(StandardCharsets.UTF_8);
        String again = version(post("tables/tiers?reason=x&by=Chen&version=" + changed, CSV, csv));

        assertEquals(">= 6500", engine.rules("tables/tiers", Map.of("version", again)).path("rows").get(2).path("cells").path("Sales in 12 months").asText());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(get("tables/tiers?format=xlsx&version=" + again).body()))) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertEquals("agreed with sales in March", sheet.getRow(4).getCell(0).getCellComment().getString().getString());
            assertEquals(12_345, sheet.getColumnWidth(1));
            assertEquals("kept", book.getSheet("notes of the analysts").getRow(0).getCell(0).getStringCellValue());
        }
    }

    private static String version(HttpResponse<String> proposed) throws Exception {
        assertEquals(200, proposed.statusCode(), proposed::body);
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(proposed.body()).path("version").asText();
    }

    private void assertRefused(String problem, String table) throws Exception {
        HttpResponse<String> answer = post("tables/tiers?reason=x&by=Chen", "application/json", table.getBytes(StandardCharsets.UTF_8));
        assertEquals(400, answer.statusCode(), answer::body);
        JsonNode first = new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body()).path("problems").get(0);
        assertTrue((first.path("path").asText() + ": " + first.path("reason").asText()).startsWith(problem), answer::body);
    }

    private int differences(HttpResponse<String> proposed) throws Exception {
        return engine.rules("diff", Map.of("to", version(proposed))).path("lines").size();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return running.url().orElseThrow().resolve("/api/v1/rules/" + path);
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
