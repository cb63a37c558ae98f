package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.TierChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TierLossTest {
    private static final List<String> TIERS = List.of("platinum", "gold", "iron");

    private static TierChange change(String customer, String day, String before, String after) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("before", before);
        detail.put("after", after);
        return TierChange.of(new Decision(customer + day, Instant.parse(day + "T03:00:00Z"), customer, "tier", detail, "v", List.of(new Reason("tiers", "row", 4, Map.of())), null));
    }

    private static Outcome outcome(Map<String, String> tiers, TierChange... changes) {
        return new Outcome(Instant.MIN, Instant.MAX, "v", 1, 1, tiers, List.of(changes), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    private static TierLoss loss(Outcome published, Outcome draft, List<String> draftTiers) {
        return new TierLoss(Difference.between(published, draft), TIERS, draftTiers);
    }

    @Test
    void whoeverIsLowerForATimeOnlyLosesTheTierToo() {
        Outcome published = outcome(Map.of("A", "gold", "B", "gold", "C", "iron"), change("C", "2026-03-20", "gold", "iron"));
        Outcome draft = outcome(Map.of("A", "gold", "B", "iron", "C", "iron"), change("A", "2026-03-01", "gold", "iron"), change("A", "2026-03-09", "iron", "gold"),
                change("B", "2026-03-05", "gold", "iron"), change("C", "2026-03-10", "gold", "iron"));
        TierLoss loss = loss(published, draft, TIERS);
        assertEquals("3 2", loss.customers("gold") + " " + loss.forATime("gold"), "A has it again, C loses it later anyway");
        assertEquals(0, loss.customers("iron"));
    }

    @Test
    void aTierThatOnlyTheDraftHasStandsWhereItHasIt() {
        Outcome published = outcome(Map.of("A", "gold", "B", "gold", "C", "platinum"));
        Outcome draft = outcome(Map.of("A", "silver", "B", "diamond", "C", "platinum"), change("A", "2026-03-05", "gold", "silver"), change("B", "2026-03-05", "gold", "diamond"));
        assertEquals(1, loss(published, draft, List.of("diamond", "platinum", "gold", "silver", "iron")).customers("gold"));
        assertEquals(2, loss(published, draft, List.of("platinum", "diamond", "silver", "iron")).customers("gold"), "the draft has no gold");
    }
}
