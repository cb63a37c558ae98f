package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.run.Portfolio;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.ShippedRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** T1-T3, T6, T7 and C8 as shipped. */
class TiersTest {

    @Test
    void salesLiftAtOnceAtExactlyTheThreshold() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "4999.99");
            assertEquals("lead", dealer.tier("C-1"));
            dealer.happens("C-1", "purchase.made", "order", "O-2", "amount", "0.01");
            assertEquals("iron", dealer.tier("C-1"));
            dealer.happens("C-1", "purchase.made", "order", "O-3", "amount", "195000");
            assertEquals("platinum", dealer.tier("C-1"));
            Decision last = dealer.decisions("C-1", "tier").get(1);
            assertEquals("tiers", last.because().get(0).table());
            assertEquals("platinum", last.because().get(0).row());
            assertEquals("200000.00", last.because().get(0).facts().get("sales12m").toString());
        }
    }

    @Test
    void aReturnCountsAtItsOrdersTimeAndALaterVersionOfAnOrderReplacesIt() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happened("2025-01-10T09:00", "C-1", "purchase.made", "order", "OLD", "amount", "9000");
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "4000");
            dealer.happens("C-1", "purchase.returned", "order", "OLD", "amount", "9000");
            assertEquals("4000", dealer.card("C-1").dealings().sales12m(dealer.engine().now()).toPlainString());
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "6000");
            assertEquals("6000", dealer.card("C-1").dealings().sales12m(dealer.engine().now()).toPlainString());
            assertEquals(2, dealer.card("C-1").dealings().ordersTotal());
        }
    }

    @Test
    void twoLowReviewsInARowAndASaveContactBeforeTheTierIsLost() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happened("2025-04-15T09:00", "C-1", "purchase.made", "order", "O-1", "amount", "50000");
            dealer.happens("C-1", "purchase.made", "order", "O-2", "amount", "10000");
            assertEquals("gold", dealer.tier("C-1"));
            dealer.until("2026-05-01T02:59");
            assertTrue(dealer.touches("C-1").stream().noneMatch(t -> t.role().equals("save-call")));
            dealer.until("2026-05-01T03:00");
            assertEquals("gold", dealer.tier("C-1"));
            assertEquals("tier-review/2026-05", dealer.touch("C-1", "save-call").occasion());
            dealer.until("2026-06-01T02:59");
            assertEquals("gold", dealer.tier("C-1"));
            dealer.until("2026-06-01T03:00");
            assertEquals("iron", dealer.tier("C-1"));
            List<Decision> tier = dealer.decisions("C-1", "tier");
            assertEquals("down", tier.get(tier.size() - 1).detail().get("direction"));
            assertEquals(List.of("tier-review", "tiers"), tier.get(tier.size() - 1).because().stream().map(r -> r.table()).toList());
        }
    }

    @Test
    void ninetyPercentOfTheThresholdKeepsTheTierAndAGoodMonthForgivesALowOne() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happened("2025-04-15T09:00", "KEEPS", "purchase.made", "order", "A", "amount", "5000");
            dealer.happens("KEEPS", "purchase.made", "order", "B", "amount", "45000");
            dealer.happened("2025-04-15T09:00", "RECOVERS", "purchase.made", "order", "C", "amount", "5000.01");
            dealer.happens("RECOVERS", "purchase.made", "order", "D", "amount", "44999.99");
            dealer.until("2026-05-02T00:00");
            assertEquals(0, dealer.card("KEEPS").standing().lowReviews());
            assertEquals(1, dealer.card("RECOVERS").standing().lowReviews());
            dealer.happens("RECOVERS", "purchase.made", "order", "E", "amount", "1");
            dealer.until("2026-07-02T00:00");
            assertEquals("gold", dealer.tier("RECOVERS"));
            assertEquals("gold", dealer.tier("KEEPS"));
        }
    }

    @Test
    void theClassesCutAtEightyAndNinetyFivePercentAndTheCrosserIsInTheBetterOne() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            for (String[] customer : new String[][] {{"A1", "700"}, {"A2", "150"}, {"B1", "100"}, {"C1", "40"}, {"C2", "10"}}) {
                dealer.happens(customer[0], "purchase.made", "order", "O-" + customer[0], "amount", customer[1]);
            }
            dealer.happens("NONE", "customer.changed", "name", "No sales");
            dealer.until("2026-03-03T02:00");
            assertEquals("A", dealer.card("A1").standing().abc());
            assertEquals("A", dealer.card("A2").standing().abc());
            assertEquals("B", dealer.card("B1").standing().abc());
            assertEquals("C", dealer.card("C1").standing().abc());
            assertEquals("C", dealer.card("C2").standing().abc());
            assertEquals(null, dealer.card("NONE").standing().abc());
            Portfolio portfolio = dealer.engine().portfolio().orElseThrow();
            assertEquals(List.of("A1"), portfolio.vital().stream().map(Portfolio.Place::customer).toList());
            assertEquals("700", portfolio.vitalSales().toPlainString());
            assertTrue(dealer.card("A1").standing().vital());
            assertFalse(dealer.card("A2").standing().vital());
        }
    }

    @Test
    void theVitalFewsShareOfTheProfitIsOfThoseSalesWhoseCostIsKnown() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("V", "purchase.made", "order", "V-1", "amount", "1000", "cost", "600");
            dealer.happens("V", "purchase.made", "order", "V-2", "amount", "500");
            dealer.happens("V", "purchase.returned", "order", "V-1", "amount", "250");
            dealer.happens("W", "purchase.made", "order", "W-1", "amount", "100", "items",
                    List.of(Map.of("sku", "a", "amount", "60", "cost", "30"), Map.of("sku", "b", "amount", "40", "cost", "20")));
            dealer.happens("X", "purchase.made", "order", "X-1", "amount", "80", "items",
                    List.of(Map.of("sku", "a", "amount", "60", "cost", "30"), Map.of("sku", "b", "amount", "20")));
            for (String small : List.of("Y", "Z")) {
                dealer.happens(small, "purchase.made", "order", small, "amount", "10");
            }
            dealer.until("2026-03-03T02:00");

            Portfolio portfolio = dealer.engine().portfolio().orElseThrow();
            assertEquals(List.of("V"), portfolio.vital().stream().map(Portfolio.Place::customer).toList());
            assertEquals(0, new BigDecimal("300").compareTo(portfolio.vitalMargin().profit()), "three quarters of the 400 that V-1 earned stayed");
            assertEquals(0, new BigDecimal("750").compareTo(portfolio.vitalMargin().sales()));
            assertEquals(0, new BigDecimal("350").compareTo(portfolio.margin().profit()), "of X-1 one cost is not known, so it has none");
            assertEquals(0, new BigDecimal("850").compareTo(portfolio.margin().sales()));
            assertTrue(dealer.card("Y").dealings().margin12m(dealer.engine().now()).isUnknown());
        }
    }

    @Test
    void aProspectBecomesActiveWithItsFirstPurchaseAndFormerAfterItsKindsDormancy() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("D-1", "customer.changed", "name", "Huaxin", "kind", "distributor");
            assertEquals("prospect", dealer.card("D-1").standing().stage());
            dealer.happens("D-1", "purchase.made", "order", "O-1", "amount", "100");
            assertEquals("active", dealer.card("D-1").standing().stage());
            dealer.until("2026-08-29T23:59");
            assertEquals("active", dealer.card("D-1").standing().stage());
            dealer.until("2026-08-30T00:01");
            assertEquals("former", dealer.card("D-1").standing().stage());
            dealer.happens("D-1", "purchase.made", "order", "O-2", "amount", "100");
            assertEquals("active", dealer.card("D-1").standing().stage());
        }
    }

    @Test
    void nothingBadComesOfTheSameEventTwice() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "6000");
            long version = dealer.card("C-1").version();
            List<Touch> touches = dealer.touches("C-1");
            dealer.repeatLastEvent();
            assertEquals(version, dealer.card("C-1").version());
            assertEquals(touches, dealer.touches("C-1"));
        }
    }

    @Test
    void anOlderVersionOfAnOrderThatComesLateChangesNothing() {
        try (Dealership shop = Dealership.on("2026-03-02T10:00")) {
            shop.happens("C-1", "purchase.made", "order", "O-1", "amount", "300000", "changed", "2026-03-01T10:00:00Z");
            shop.happens("C-1", "purchase.made", "order", "O-1", "amount", "99", "changed", "2026-02-28T10:00:00Z");
            assertEquals("platinum", shop.card("C-1").standing().tier());
            shop.happens("C-1", "purchase.made", "order", "O-1", "amount", "250000", "changed", "2026-03-01T11:00:00Z");
            assertEquals(0, new java.math.BigDecimal("250000").compareTo(shop.card("C-1").dealings().salesTotal()));
        }
    }

    @Test
    void byPriorityTheOrderOfTheRowsDoesNotMatter() {
        LoadedRuleSet loaded = ShippedRules.with(Map.of("tiers.csv", """
                Tiers
                By sales.
                Hit policy,priority
                Key,Sales in 12 months,Priority,Tier is,Kept down to
                lead,-,0,lead,
                gold,>= 50000,2,gold,90%
                platinum,>= 200000,3,platinum,90%
                iron,>= 5000,1,iron,90%
                """));
        assertEquals(List.of(), loaded.problems().stream().map(Object::toString).filter(p -> p.contains("gets less")).toList());
        try (Dealership dealer = Dealership.on("2026-03-02T10:00", shipped -> loaded.ruleSet().orElseThrow())) {
            for (String amount : List.of("6000", "60000", "250000")) {
                dealer.happens("C-" + amount, "purchase.made", "order", "O", "amount", amount);
            }
            assertEquals(List.of("iron", "gold", "platinum"), Stream.of("C-6000", "C-60000", "C-250000").map(id -> dealer.card(id).standing().tier()).toList());
        }
    }
}
