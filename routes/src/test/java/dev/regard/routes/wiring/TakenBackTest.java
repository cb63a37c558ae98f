package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.remote.EngineClient;
import dev.regard.rules.RuleSetFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes for a share of the customers, and changes that are taken back. */
@Timeout(120)
class TakenBackTest extends ChangingRules {
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

    private String rolledBack(String person, String reason) {
        return engine.changeRules("rollback", Map.of("by", person, "reason", reason), NOTHING).path("version").asText();
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

    /** As after a lost answer: nobody knows whether the first one took effect. */
    @Test
    void aRollbackThatNamesWhatItTakesBackTakesNothingMoreWhenItIsRepeated() throws Exception {
        start();
        String first = published();
        String second = goldFrom(70_000).version();
        engine.publish(goldFrom(70_000).archive(), "gold is rarer");
        String draft = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + draft + "/publish", Map.of("share", "30"), NOTHING);

        String other = refusal("rollback", Map.of("by", "Zhao", "reason", "x", "of", second), NOTHING);
        assertTrue(other.contains("answered 409: It was to take back " + second + "; by now " + draft + " would be taken back."), other);
        engine.changeRules("rollback", Map.of("by", "Zhao", "reason", "too few calls", "of", draft.substring(0, 8)), NOTHING);
        String again = refusal("rollback", Map.of("by", "Zhao", "reason", "too few calls", "of", draft), NOTHING);
        assertTrue(again.contains("answered 409: " + draft + " was already taken back; by now " + second + " would be taken back. Nothing was changed."), again);
        assertEquals(second, published());

        engine.changeRules("rollback", Map.of("by", "Zhao", "reason", "and that too", "of", second), NOTHING);
        assertTrue(refusal("rollback", Map.of("by", "Zhao", "reason", "and that too", "of", second), NOTHING).contains(second + " was already taken back"));
        assertEquals(first, published());
    }

    @Test
    void theFilesOfWhatWasWithdrawnAreForgottenUnlessTheHistoryNamesThem() throws Exception {
        start();
        String draft = proposed(goldFrom(80_000), "Chen");
        engine.changeRules("drafts/" + draft + "/withdraw", Map.of(), NOTHING);
        assertTrue(assertThrows(EngineClient.Refused.class, () -> engine.rules(draft)).getMessage().contains("404"));
        assertEquals(Optional.of(""), running.store().notes().read("rule-set " + draft));

        assertEquals(draft, proposed(goldFrom(80_000), "Chen"));
        engine.changeRules("drafts/" + draft + "/publish", Map.of("share", "30"), NOTHING);
        engine.changeRules("drafts/" + draft + "/withdraw", Map.of(), NOTHING);
        assertEquals(draft, RuleSetFiles.inArchive(engine.rules(draft)).version());
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

    @Test
    void whoTakesBackIsNamed() throws Exception {
        start();
        engine.publish(goldFrom(80_000).archive(), "gold is rare");
        String refused = refusal("rollback", Map.of("reason", "too rare"), NOTHING);
        assertTrue(refused.contains("by: is missing") || refused.contains("path=by"), refused);
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
}
