package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.decision.Language;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.remote.EngineClient;
import dev.regard.rules.RuleSetFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why not, asked about occasions: a row that answers is no contact where the date is not known, it was made already, or the customer is left out. */
@Timeout(120)
class WhyNotOccasionsTest extends ChangingRules {

    @Test
    void aBirthdayThatIsNotKnownIsAnObstacle() throws Exception {
        start();
        customer("C-1", Data.of("kind", "consumer"));
        JsonNode occasion = birthdayMessage("C-1").path("contact").path("occasion");
        assertEquals("birthday birthday null", occasion.path("name").asText() + " " + occasion.path("missing").asText() + " " + occasion.path("date").asText());
        assertTrue(whyNot("C-1", "mid-autumn-message", "occasion=mid-autumn").path("contact").path("occasion").path("missing").isNull(), "a festival has its date of the calendar");
    }

    @Test
    void theNextDateOfTheOccasionIsNamedAndWhatWasMadeThisYear() throws Exception {
        start();
        customer("C-1", Data.of("kind", "consumer", "birthday", Map.of("month", 3, "day", 4), "emails", List.of("li@example.com")));
        JsonNode ahead = birthdayMessage("C-1").path("contact").path("occasion");
        assertEquals("2026-03-04 2026-03-04T01:00:00Z [planned]", ahead.path("date").asText() + " " + ahead.path("due").asText() + " " + made(ahead));
        advanceTo("2026-03-06T02:00:00Z");
        JsonNode over = birthdayMessage("C-1").path("contact");
        assertEquals("2027-03-04 2027-03-04T01:00:00Z [sent]", over.path("occasion").path("date").asText() + " " + over.path("goodAt").asText() + " " + made(over.path("occasion")));
        assertEquals("birthday/2026", over.path("occasion").path("made").get(0).path("occasion").asText());
        JsonNode then = row(engine.whyNot("C-1", "occasions", "occasion=birthday", "2026-03-03", Language.ENGLISH), "birthday-message").path("contact").path("occasion");
        assertEquals("2026-03-04", then.path("date").asText());
        advanceTo("2027-01-05T02:00:00Z");
        assertEquals("2027-03-04 []", birthdayMessage("C-1").path("contact").path("occasion").path("date").asText() + " " + made(birthdayMessage("C-1").path("contact").path("occasion")),
                "last year's greeting bars none of this year");
    }

    @Test
    void whoIsInTheControlGroupOfTheRowIsToldSo() throws Exception {
        start();
        Map<String, byte[]> files = new HashMap<>(shipped.files());
        files.keySet().removeIf(file -> file.startsWith("scenarios/"));
        files.put("tables/greetings.csv", ("Greetings\nA try.\nAdds to,occasions\nKey,Occasion,Days before,At,Role,How,Template,Control group\n"
                + "card,birthday,0,10:00,card,message,birthday-greeting,99%\n").getBytes(StandardCharsets.UTF_8));
        engine.publish(RuleSetFiles.of(files).archive(), "a try");
        customer("C-1", Data.of("kind", "consumer", "birthday", Map.of("month", 3, "day", 4)));
        JsonNode contact = row(engine.whyNot("C-1", "greetings", "occasion=birthday", "", Language.ENGLISH), "card").path("contact");
        assertEquals("left out, to see what row greetings/card does", contact.path("leftOut").asText());
        assertEquals("cancelled: left out, to see what row greetings/card does", contact.path("earlier").get(0).path("status").asText() + ": " + contact.path("earlier").get(0).path("heldBecause").asText());
        assertTrue(birthdayMessage("C-1").path("contact").path("leftOut").isNull());
    }

    @Test
    void anExpectedContactIsAskedAboutByOccasionAndRoleOrByItsId() throws Exception {
        start();
        customer("C-1", Data.of("kind", "consumer", "birthday", Map.of("month", 3, "day", 4), "emails", List.of("li@example.com")));
        bought("C-1", 300_000);
        advanceTo("2026-03-05T02:00:00Z");
        JsonNode greeting = expected("birthday/greeting");
        assertEquals(List.of("birthday-call true", "birthday-message false"), rows(greeting), "a call in place of the greeting is the same contact");
        assertEquals("birthday/2026 call sent", greeting.path("made").get(0).path("occasion").asText() + " call " + greeting.path("made").get(0).path("status").asText());
        assertEquals(rows(greeting), rows(expected(greeting.path("made").get(0).path("touch").asText())));
        assertEquals(List.of("birthday-gift true"), rows(expected("生日/gift")));
        assertEquals(List.of("consumer-care true"), rows(expected("purchase/care-call")));
        assertEquals(List.of("consumer-care true"), rows(expected("order/O-C-1300000/care-call")), "what it comes after is known of the one that there is");
        assertEquals(List.of("antique-tile-care false"), rows(expected("order/tile-care")), "what is not known is not taken for granted");
        assertEquals(List.of("gold-silence false", "iron-silence false", "lead-silence false", "platinum-silence false"), rows(expected("rhythm/rhythm")).stream().sorted().toList());
        String refused = assertThrows(EngineClient.Refused.class, () -> expected("birthday/hug")).getMessage();
        assertTrue(refused.contains("404: There is no such contact, and no row that makes one. Rows make ") && refused.contains("birthday/greeting, "), refused);
    }

    private JsonNode expected(String touch) {
        return engine.whyNotTouch("C-1", touch, "", "", Language.ENGLISH);
    }

    private static List<String> rows(JsonNode expected) {
        List<String> rows = new ArrayList<>();
        expected.path("tables").forEach(table -> table.path("rows").forEach(row -> rows.add(row.path("row").asText() + " " + row.path("answers").asText())));
        return rows;
    }

    private void customer(String id, Data fields) {
        running.intake().accept(List.of(new Event("test", id, "customer.changed", running.engine().now(), CustomerKey.stated(id).orElseThrow(), fields)));
        running.engine().advanceTo(running.engine().now());
    }

    private JsonNode birthdayMessage(String customer) {
        return whyNot(customer, "birthday-message", "occasion=birthday");
    }

    private JsonNode whyNot(String customer, String row, String given) {
        JsonNode answer = row(engine.whyNot(customer, "occasions", given, "", Language.ENGLISH), row);
        assertTrue(answer.path("answers").asBoolean(), answer::toString);
        return answer;
    }

    private static JsonNode row(JsonNode answer, String key) {
        for (JsonNode row : answer.path("rows")) {
            if (row.path("row").asText().equals(key)) {
                return row;
            }
        }
        throw new AssertionError(answer.toString());
    }

    private static List<String> made(JsonNode occasion) {
        return occasion.path("made").findValuesAsText("status");
    }
}
