package dev.regard.routes.year;

import java.math.BigDecimal;
import java.util.Locale;

/** The pyramid of four, from its foot, with what a year's sales must reach and how long it may stay silent. */
public enum Tier {
    LEAD(0, 180), IRON(5_000, 90), GOLD(50_000, 30), PLATINUM(200_000, 14);

    private final BigDecimal from;
    private final int longestSilence;

    Tier(int from, int longestSilence) {
        this.from = BigDecimal.valueOf(from);
        this.longestSilence = longestSilence;
    }

    static Tier of(BigDecimal sales) {
        Tier tier = LEAD;
        for (Tier next : values()) {
            tier = sales.compareTo(next.from) >= 0 ? next : tier;
        }
        return tier;
    }

    /** Below 90 % of what this tier asks for. */
    boolean tooHighFor(BigDecimal sales) {
        return sales.compareTo(from.multiply(new BigDecimal("0.9"))) < 0;
    }

    int longestSilenceDays() {
        return longestSilence;
    }

    boolean atLeast(Tier other) {
        return compareTo(other) >= 0;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
