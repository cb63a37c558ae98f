package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.remote.EngineClient;
import dev.regard.rules.RuleSetFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What came of a change. */
@Timeout(120)
class RuleOutcomesTest extends ChangingRules {
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
        for (int i = 0; i < 120; i++) {
            bought("C-" + i, 100);
        }
        Map<String, String> reasons = new HashMap<>();
        engine.each("touches", Map.of(), touch -> {
            if (touch.path("role").asText().equals("hello") && !touch.path("customer").asText().startsWith("Before")) {
                reasons.put(touch.path("customer").asText(), touch.path("status").asText() + " " + touch.path("heldBecause").asText());
            }
        });
        List<String> called = reasons.entrySet().stream().filter(e -> e.getValue().startsWith("planned")).map(Map.Entry::getKey).toList();
        assertEquals(120, reasons.size());
        assertTrue(called.size() > 55 && called.size() < 90, () -> called.size() + " of 120 are called");
        assertEquals(120 - called.size(), reasons.values().stream().filter("cancelled left out, to see what row hello/hello does"::equals).count(), reasons::toString);

        advanceTo("2026-03-10T10:00:00Z");
        assertTrue(engine.rules("outcome", Map.of("row", "hello/hello")).path("open").asInt() == 120);
        called.forEach(customer -> bought(customer, 200));
        advanceTo("2026-05-10T10:00:00Z");
        JsonNode outcome = engine.rules("outcome", Map.of("row", "hello/hello", "from", "2026-03-01"));
        assertEquals(called.size() + " " + (120 - called.size()) + " 0", outcome.path("customers").asText() + " " + outcome.path("control").asText() + " " + outcome.path("open").asText());
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
}
