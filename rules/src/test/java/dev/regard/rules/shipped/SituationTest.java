package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decide.Rulebook;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.scenario.Scenarios;
import dev.regard.rules.scenario.Situation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A customer's situation goes out as a scenario that does not say whose it is, and decides as it does in fact. */
class SituationTest {

    private static String situation(String... amounts) {
        try (Dealership dealer = Dealership.on("2026-03-02T11:23")) {
            dealer.happens("C", "customer.changed", "name", "Li", "kind", "consumer", "owner", "rep-03", "emails", List.of("li@example.com"));
            for (String amount : amounts) {
                dealer.happens("C", "purchase.made", "order", "O-" + amount, "amount", amount);
            }
            return Situation.of(dealer.card("C"), dealer.engine().now(), new Rulebook(Dealership.rules(), Dealership.organisation()));
        }
    }

    @Test
    void aGreetingThatWasMadeIsNotExpectedOnceMore() {
        String scenario;
        String ahead;
        try (Dealership dealer = Dealership.on("2026-09-01T11:00")) {
            dealer.happens("C", "customer.changed", "name", "Li", "kind", "consumer", "emails", List.of("li@example.com"), "birthday", Map.of("month", 9, "day", 20));
            ahead = Situation.of(dealer.card("C"), dealer.engine().now(), new Rulebook(Dealership.rules(), Dealership.organisation()));
            dealer.until("2026-09-24T15:00");
            scenario = Situation.of(dealer.card("C"), dealer.engine().now(), new Rulebook(Dealership.rules(), Dealership.organisation()));
        }
        assertTrue(ahead.contains("- touch: {occasion: mid-autumn/2026, role: greeting") && ahead.contains("- touch: {occasion: birthday/2026") && !ahead.contains("# Not expected"), ahead);
        assertFalse(scenario.contains("- touch: {occasion: mid-autumn/2026"), scenario);
        assertTrue(scenario.contains("\n# Not expected, as it comes only where what was done with the customer earlier is not known: mid-autumn/2026, greeting, 2026-09-24\n"), scenario);
        assertHolds(ahead);
        assertHolds(scenario);
    }

    private static void assertHolds(String scenario) {
        assertEquals(List.of(), Scenarios.of(Map.of("scenarios/a.yaml", scenario.getBytes(StandardCharsets.UTF_8)), Dealership.rules(), Dealership.organisation()).problems().stream()
                .map(RuleProblem::toString).toList(), scenario);
    }

    @Test
    void amountsMinutesAndTheOwnerAreMadeCoarse() {
        String scenario = situation("61234.56");
        assertTrue(scenario.startsWith("# Amounts are rounded to 2 digits, times to the hour, 1 of 1 days of the past to the month or the week: "), scenario);
        assertTrue(scenario.contains("date: 2026-03-02 11:00") && scenario.contains("amount: 61000") && scenario.contains("owner: somebody") && scenario.contains("- tier: gold"), scenario);
        for (String secret : List.of("61234", "11:23", "rep-03", "Li,", "li@example.com")) {
            assertFalse(scenario.contains(secret), secret + " in " + scenario);
        }
        assertHolds(scenario);
    }

    @Test
    void anAmountStaysOnItsSideOfAThreshold() {
        String scenario = situation("49961.50");
        assertTrue(scenario.startsWith("# Amounts are rounded to 4 digits, ") && scenario.contains("amount: 49960") && scenario.contains("- tier: iron"), scenario);
        assertHolds(scenario);
        String sum = situation("25611.40", "24322.70");
        assertTrue(sum.contains("- tier: iron") && sum.contains("amount: 25600") && sum.contains("amount: 24300"), sum);
        assertHolds(sum);
    }

    @Test
    void daysThatDecideNothingAreMadeCoarseAndTheOthersStay() {
        String scenario;
        try (Dealership dealer = Dealership.on("2026-03-27T11:00")) {
            dealer.happens("C", "customer.changed", "name", "Li", "kind", "consumer", "emails", List.of("li@example.com"));
            dealer.happened("2024-04-15T09:00", "C", "purchase.made", "order", "O-old", "amount", "3000");
            dealer.happened("2024-04-28T09:00", "C", "purchase.made", "order", "O-first", "amount", "3000");
            scenario = Situation.of(dealer.card("C"), dealer.engine().now(), new Rulebook(Dealership.rules(), Dealership.organisation()));
        }
        assertTrue(scenario.contains("1 of 2 days of the past to the month or the week"), scenario);
        assertFalse(scenario.contains("2024-04-15"), scenario);
        assertTrue(scenario.contains("time: 2024-04-28 09:00"), scenario);
        assertHolds(scenario);
    }
}
