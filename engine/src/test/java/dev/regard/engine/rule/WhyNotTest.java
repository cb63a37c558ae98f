package dev.regard.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private static final Condition BIG = new Condition(Attribute.SALES_12M, "sales12m",
            new dev.regard.engine.rule.Test.Between(new BigDecimal("200000"), true, null, false), "B");
    private static final Condition DEALER = new Condition(Attribute.KIND, "kind", new dev.regard.engine.rule.Test.OneOf(Set.of("distributor")), "C");
    private static final Row PLATINUM = new Row("platinum", 4, List.of(BIG, DEALER), Map.of("tier", "platinum"));
    private static final Row GOLD = new Row("gold", 5, List.of(DEALER), Map.of("tier", "gold"));
    private static final Row LEAD = new Row("lead", 6, List.of(), Map.of("tier", "lead"));
    private static final DecisionTable TIERS = new DecisionTable("tiers", "Tiers", "", Topic.TIER, List.of(PLATINUM, GOLD, LEAD));

    @Test
    void theFirstConditionThatFailedIsNamedWithWhatItMet() {
        Facts facts = Facts.none().with(Attribute.SALES_12M, new BigDecimal("250000")).with(Attribute.KIND, "consumer");
        WhyNot platinum = WhyNot.of(TIERS, facts).get(0);
        assertEquals(List.of(new WhyNot.Tried(BIG, new BigDecimal("250000"))), platinum.held());
        assertEquals(Optional.of(new WhyNot.Tried(DEALER, "consumer")), platinum.failed());
        assertFalse(platinum.answers());
    }

    @Test
    void whatIsNotKnownIsMetAsNothing() {
        WhyNot platinum = WhyNot.of(TIERS, Facts.none()).get(0);
        assertEquals(List.of(), platinum.held());
        assertNull(platinum.failed().orElseThrow().met());
    }

    @Test
    void aRowThatHoldsBelowTheOneThatAnswersDoesNotAnswer() {
        List<WhyNot> rows = WhyNot.of(TIERS, Facts.none().with(Attribute.KIND, "Distributor"));
        assertEquals(List.of(false, true, false), rows.stream().map(WhyNot::answers).toList());
        assertTrue(rows.get(2).failed().isEmpty(), "it holds all the same");
        DecisionTable all = new DecisionTable("caps", "Caps", "", Topic.CAPS, List.of(GOLD, LEAD));
        assertEquals(List.of(true, true), WhyNot.of(all, Facts.none().with(Attribute.KIND, "distributor")).stream().map(WhyNot::answers).toList());
    }
}
