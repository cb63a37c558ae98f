package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a back-test counts. */
class ComparisonTest {
    private static final Comparison COMPARISON = SampleComparison.withoutPrices();

    private static Comparison between(SampleOutcome published, SampleOutcome draft) {
        return new Comparison(Difference.between(published.made(), draft.made()), Map.of());
    }

    @Test
    void whoseTierDiffersForATimeOnlyCountsApart() {
        assertEquals(1, COMPARISON.tiersDifferingAtTheEnd());
        assertEquals(2, COMPARISON.tiersDifferingForATime());
        assertEquals(List.of("A", "B", "E"), COMPARISON.tierHistories().stream().map(TierHistory::customer).toList());
        assertEquals(Map.of(new Comparison.TierMove("iron", "gold"), 1), COMPARISON.tierMoves());
        assertEquals(new Pair(2, 5), COMPARISON.tierChanges());
    }

    @Test
    void whoIsTreatedDifferentlyByAnAlertAloneCountsToo() {
        assertEquals(List.of("A", "B", "E", "D"), COMPARISON.customersDiffering());
        assertEquals(Map.of("owner", new Pair(0, 1)), COMPARISON.alertsByLevel());
        assertEquals(1, COMPARISON.moreAlerts());
    }

    @Test
    void contactsThatAreNotMadeAreCountedWithTheirReasons() {
        assertEquals(new Pair(3, 0), COMPARISON.unmade(Touch.Status.CANCELLED));
        assertEquals(new Pair(0, 0), COMPARISON.unmade(Touch.Status.MISSED));
        assertEquals(Map.of(new Outcome.Unmade(Touch.Status.CANCELLED, "no consent"), new Pair(3, 0)), COMPARISON.unmade());
    }

    @Test
    void aChannelWithoutAPriceCostsNothingAndIsNamed() {
        Comparison priced = SampleComparison.priced(Map.of("phone", BigDecimal.TEN));
        assertEquals(Optional.of(new BigDecimal("20")), priced.cost().map(Comparison.Cost::more));
        assertEquals(List.of("visit"), priced.unpriced());
        assertEquals(Optional.empty(), COMPARISON.cost());
    }

    @Test
    void ofDaysWithTheSameNumberTheEarliestCounts() {
        Comparison comparison = between(SampleOutcome.of("v").messages("2026-03-03", "email", 7).messages("2026-03-04", "email", 2),
                SampleOutcome.of("w").messages("2026-03-03", "email", 7).messages("2026-03-05", "email", 5).messages("2026-03-04", "email", 7));
        assertEquals(Optional.of(new Comparison.Day(LocalDate.parse("2026-03-03"), 7)), comparison.busiestDraft());
        assertEquals(Optional.of(new Comparison.Day(LocalDate.parse("2026-03-04"), 5)), comparison.mostAdded(Touch.Kind.MESSAGE));
        assertEquals(Optional.empty(), comparison.mostAdded(Touch.Kind.TASK));
    }

    @Test
    void aDayOfWhichContactsAreTakenAddsNone() {
        SampleOutcome seven = SampleOutcome.of("v").messages("2026-03-03", "email", 7);
        assertEquals(Optional.empty(), between(seven, SampleOutcome.of("w").messages("2026-03-03", "email", 6)).mostAdded(Touch.Kind.MESSAGE));
    }

    @Test
    void whereThereIsNobodyTheTwoCannotDiffer() {
        assertTrue(between(SampleOutcome.of("v").events(3, 3), SampleOutcome.of("w").events(3, 3)).isOfNobody());
        assertFalse(COMPARISON.isOfNobody());
        assertTrue(COMPARISON.knows("C"));
        assertFalse(COMPARISON.knows("X"));
    }
}
