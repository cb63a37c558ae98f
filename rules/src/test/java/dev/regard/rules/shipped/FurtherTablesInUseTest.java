package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decision.Decision;
import dev.regard.engine.rule.RuleSet;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.ShippedRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tables of the analysts' own do with customers. */
class FurtherTablesInUseTest {

    private static Dealership with(String start, Map<String, String> tables) {
        LoadedRuleSet loaded = ShippedRules.with(tables);
        RuleSet rules = loaded.ruleSet().orElseThrow(() -> new AssertionError(loaded.problems().toString()));
        return Dealership.on(start, shipped -> rules);
    }

    @Test
    void aScoreDecidesTheTierAndStandsInTheReasons() {
        try (Dealership dealer = with("2026-03-02T11:00", Map.of("score.csv", "Score\nBy orders.\nHit policy,all\nKey,Orders in 12 months,Customer kind,Then: derived.score\n"
                + "often,>= 2,-,3\ndealer,-,distributor,2\n", "tiers.csv", "Tiers\nBy score.\nKey,derived.score,Tier is\ntop,>= 5,platinum\ngood,>= 4,gold\nsome,>= 1,iron\nlow,-,lead\n"))) {
            dealer.happens("D", "customer.changed", "name", "D", "kind", "distributor");
            dealer.happens("D", "purchase.made", "order", "O-1", "amount", "10");
            assertEquals("iron", dealer.tier("D"));
            dealer.happens("D", "purchase.made", "order", "O-2", "amount", "10");
            assertEquals("platinum", dealer.tier("D"));
            Decision change = dealer.decisions("D", "tier").get(1);
            assertEquals(List.of("tiers/top", "score/often", "score/dealer"), change.because().stream().map(r -> r.table() + "/" + r.row()).toList());
        }
    }

    /** Nothing happens to the customer on the day when the table begins to count: the engine wakes by itself. */
    @Test
    void aTableForAPeriodBeginsAndEndsByItself() {
        try (Dealership dealer = with("2026-10-20T11:00", Map.of("before-winter.csv", "Before the winter\nWho is called in December.\nAdds to,rhythm\nValid from,2026-12-01\nValid until,2026-12-31\n"
                + "Key,Days of silence,Customer kind,Measured from,Role,How,Purpose,Template\nwinter,>= 20,consumer,contact,winter-call,call,care,care-call\n"))) {
            dealer.happens("C", "customer.changed", "name", "C", "kind", "consumer");
            dealer.until("2026-11-30T23:00");
            assertTrue(dealer.plan("C").stream().noneMatch(t -> t.contains("winter-call")), () -> dealer.plan("C").toString());
            dealer.until("2026-12-01T01:00");
            assertEquals("2026-12-01", Dealership.local(dealer.touch("C", "winter-call").due()).substring(0, 10));
            dealer.happens("L", "customer.changed", "name", "L", "kind", "consumer").until("2027-03-01T00:00");
            assertEquals(1, dealer.plan("L").stream().filter(t -> t.contains("winter-call")).count(), () -> dealer.plan("L").toString());
        }
    }

    /** The shipped rules call about every order; who does not want that adds a row. */
    @Test
    void nobodyIsCalledAboutAnOrderThatCameBackWhereARowSaysSo() {
        try (Dealership dealer = with("2026-03-02T11:00", Map.of("returned.csv", "Returned goods\nNobody is called about what came back.\nAdds to,permission\n"
                + "Key,Order returned,Then,Because\nreturned,yes,cancel,the goods came back\n"))) {
            dealer.happens("C", "purchase.made", "order", "O-1", "amount", "100");
            dealer.happens("C", "purchase.returned", "order", "O-1", "amount", "60");
            dealer.happens("D", "purchase.made", "order", "O-2", "amount", "100");
            dealer.happens("D", "purchase.returned", "order", "O-2", "amount", "100").until("2026-03-10T00:00");
            assertEquals("SENT", dealer.touch("C", "care-call").status().name());
            assertEquals("CANCELLED the goods came back", dealer.touch("D", "care-call").status() + " " + dealer.touch("D", "care-call").heldBecause());
        }
    }
}
