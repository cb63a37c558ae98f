package dev.regard.routes.wiring;

import static dev.regard.routes.wiring.OtherRules.goldFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.decision.Language;
import dev.regard.routes.remote.EngineClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why not, asked about a moment that is over and by the rules that were in force then. */
@Timeout(120)
class WhyNotThenTest extends ChangingRules {
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

    @Test
    void whatANightOrAReviewWorksOutIsTakenFromItOrSaidToBeUnknown() throws Exception {
        start();
        bought("C-1", 60_000);
        for (int other = 2; other <= 5; other++) {
            bought("C-" + other, 1_000);
        }
        assertEquals("[class-a false, class-b false, class-c false] false [Share of sales of all better customers is known only at night, so what answers cannot be told: "
                + "no night has decided about the customer]", asked("C-1", "abc", ""));
        assertEquals("[vital false, others false] false [Rank among buying customers is known only at night, so what answers cannot be told: no night has decided about the customer]",
                asked("C-1", "vital-few", ""));
        assertEquals("[class-a false, class-b true, class-c false] true []", asked("C-1", "abc", "cumulatedShare=90%"));
        advanceTo("2026-03-04T00:00:00Z");
        String by = ", decided at 2026-03-02T18:00:00Z by " + published() + "]";
        assertEquals("[class-a true, class-b false, class-c false] true [Share of sales of all better customers is that of the night that decided last: class A, of the vital few" + by,
                asked("C-1", "abc", ""));
        assertEquals("[vital true, others false] true [Rank among buying customers is that of the night that decided last: class A, of the vital few" + by, asked("C-1", "vital-few", ""));
        assertEquals("[vital false, others false] false [Rank among buying customers is known only at night, so what answers cannot be told: class B, not of the vital few" + by,
                asked("C-2", "vital-few", ""));
        assertEquals("[first-low-review false, second-low-review false, tier-carried true] true [as if the monthly review were held at this moment; it is held on the first day of a month]",
                asked("C-1", "tier-review", ""));
        assertTrue(asked("C-2", "tier-review", "").endsWith("and passes over a card of the lowest tier or none]"), () -> asked("C-2", "tier-review", ""));
    }

    /** The rows and whether they answer, whether that can be told, and the notes. */
    private String asked(String customer, String table, String given) {
        JsonNode answer = engine.whyNot(customer, table, given, "", Language.ENGLISH);
        List<String> rows = new ArrayList<>();
        answer.path("rows").forEach(row -> rows.add(row.path("row").asText() + " " + row.path("answers").asText()));
        return rows + " " + answer.path("decidable").asText() + " " + notesOf(answer);
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
}
