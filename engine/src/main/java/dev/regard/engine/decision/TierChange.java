package dev.regard.engine.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision that moves a customer into another tier.
 *
 * @param before the tier until then; null for none
 * @param after  the tier from then on
 */
public record TierChange(Decision decision, String before, String after) {
    /** The type of such decisions. */
    public static final String TYPE = "tier";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    /** @throws IllegalArgumentException for a decision of another type */
    public static TierChange of(Decision decision) {
        if (!decision.type().equals(TYPE)) {
            throw new IllegalArgumentException("decision " + decision.id() + " is of type " + decision.type() + ", not " + TYPE);
        }
        return new TierChange(decision, (String) decision.detail().get(BEFORE), (String) decision.detail().get(AFTER));
    }

    /**
     * The detail of such a decision, as {@link #of} reads it.
     *
     * @param before    null for none
     * @param direction {@code up} or {@code down}
     * @param sales12m  of the twelve months before it, in the company's currency
     */
    public static Map<String, Object> detail(String before, String after, String direction, BigDecimal sales12m) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(BEFORE, before);
        detail.put(AFTER, after);
        detail.put("direction", direction);
        detail.put("sales12m", sales12m);
        return detail;
    }

    /** The engine's clock when it was decided. */
    public Instant at() {
        return decision.at();
    }

    /** The card's id. */
    public String customer() {
        return decision.customer();
    }
}
