package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.RuleSetFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of a change through the API of a running engine: proposed, approved, held against budgets, in force at its moment. */
@Timeout(120)
class RuleChangesTest extends ChangingRules {
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
    void aBackTestOfNothingIsNotPassed() throws Exception {
        start("gate:", "  months: 3", "  losingTier: {gold: 0}");
        String version = proposed(goldFrom(80_000), "Chen");
        String held = refusal("drafts/" + version + "/publish", Map.of(), NOTHING);
        assertTrue(held.contains("A back-test of the last 3 months shows nothing that could be held against the budgets of publishing.yaml.")
                && held.contains("no event was recorded at all"), held);
        engine.changeRules("drafts/" + version + "/publish", Map.of("override", "a new company", "by", "Zhao"), NOTHING);
        assertEquals(version, published());
        EngineClient.Refused ahead = assertThrows(EngineClient.Refused.class, () -> engine.changeRules("backtest", Map.of("draft", "published", "from", "0001-01-01", "to", "9999-12-31"), NOTHING));
        assertTrue(ahead.getMessage().contains("answered 400: The last day is more than a year ahead"), ahead::getMessage);
        JsonNode report = engine.changeRules("backtest", Map.of("draft", "published", "from", "2026-03-01", "to", "2026-03-31"), NOTHING);
        assertTrue(report.path("notes").toString().contains("the period ends on 2026-03-31, and today is 2026-03-02: what customers will do is not known"), report::toString);
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
    void aPolicyThatCannotBeReadHoldsBackAndSaysWhere() throws Exception {
        start("gate:", "  month: 3");
        assertTrue(refusal("publish", Map.of("reason", "x"), goldFrom(80_000).archive()).contains("publishing.yaml:2:3"), () -> refusal("publish", Map.of("reason", "x"), goldFrom(80_000).archive()));
    }
}
