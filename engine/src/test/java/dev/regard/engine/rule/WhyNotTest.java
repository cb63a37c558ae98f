package dev.regard.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Test.Between;
import dev.regard.engine.rule.Test.During;
import dev.regard.engine.rule.Test.Either;
import dev.regard.engine.rule.Test.Not;
import dev.regard.engine.rule.Test.OneOf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyNotTest {
    private static final Condition BIG = new Condition(Attribute.SALES_12M, "sales12m",
            new Between(new BigDecimal("200000"), true, null, false), "B");
    private static final Condition DEALER = new Condition(Attribute.KIND, "kind", new OneOf(Set.of("distributor")), "C");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {">=50000|49999|50000", ">50000|49999|more than 50000", "<=10|12|10", "<10|12|less than 10", "20..30|35|30", "20..30|15|20", "20..30||20"})
    void theNearestValueIsTheBoundOnThisSide(String cell, String met, String nearest) {
        assertEquals(nearest, tried(between(cell), met == null ? null : new BigDecimal(met)).nearest());
    }

    @Test
    void theNearestOfSeveralIsNamedAndElseWhatIsAskedFor() {
        assertEquals("gold, platinum", tried(new OneOf(Set.of("gold", "platinum")), "lead").nearest());
        assertEquals("7", tried(new OneOf(Set.of(new BigDecimal("3"), new BigDecimal("7"))), new BigDecimal("6")).nearest());
        assertEquals("2026-12-01", tried(new During(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31)), "2026-11-26").nearest());
        assertEquals("2026-12-31", tried(new During(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31)), "2027-02-01").nearest());
        assertEquals("10", tried(new Either(between("<=10"), between(">=100")), new BigDecimal("30")).nearest());
        assertEquals("not lead", tried(new Not(new OneOf(Set.of("lead"))), "lead").nearest());
    }

    private static WhyNot.Tried tried(dev.regard.engine.rule.Test test, Object met) {
        return new WhyNot.Tried(new Condition(Attribute.SALES_12M, "sales12m", test, "B"), met);
    }

    private static dev.regard.engine.rule.Test between(String cell) {
        String[] ends = cell.split("\\.\\.");
        if (ends.length == 2) {
            return new Between(new BigDecimal(ends[0]), true, new BigDecimal(ends[1]), true);
        }
        BigDecimal bound = new BigDecimal(cell.replaceAll("[<>=]", ""));
        return cell.startsWith(">") ? new Between(bound, cell.contains("="), null, false) : new Between(null, false, bound, cell.contains("="));
    }
}
