package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.backtest.Difference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TierLossTest {
    private static final List<String> TIERS = List.of("platinum", "gold", "iron");

    private static SampleOutcome ending(Map<String, String> tiers) {
        return SampleOutcome.of("v").tiers(tiers);
    }

    private static TierLoss loss(SampleOutcome published, SampleOutcome draft, List<String> draftTiers) {
        return new TierLoss(Difference.between(published.made(), draft.made()), TIERS, draftTiers);
    }

    @Test
    void whoeverIsLowerForATimeOnlyLosesTheTierToo() {
        SampleOutcome published = ending(Map.of("A", "gold", "B", "gold", "C", "iron")).moved("C", "2026-03-20", "gold", "iron");
        SampleOutcome draft = ending(Map.of("A", "gold", "B", "iron", "C", "iron")).moved("A", "2026-03-01", "gold", "iron").moved("A", "2026-03-09", "iron", "gold")
                .moved("B", "2026-03-05", "gold", "iron").moved("C", "2026-03-10", "gold", "iron");
        TierLoss loss = loss(published, draft, TIERS);
        assertEquals("3 2", loss.customers("gold") + " " + loss.forATime("gold"), "A has it again, C loses it later anyway");
        assertEquals(0, loss.customers("iron"));
    }

    @Test
    void aTierThatOnlyTheDraftHasStandsWhereItHasIt() {
        SampleOutcome published = ending(Map.of("A", "gold", "B", "gold", "C", "platinum"));
        SampleOutcome draft = ending(Map.of("A", "silver", "B", "diamond", "C", "platinum"))
                .moved("A", "2026-03-05", "gold", "silver").moved("B", "2026-03-05", "gold", "diamond");
        assertEquals(1, loss(published, draft, List.of("diamond", "platinum", "gold", "silver", "iron")).customers("gold"));
        assertEquals(2, loss(published, draft, List.of("platinum", "diamond", "silver", "iron")).customers("gold"), "the draft has no gold");
    }
}
