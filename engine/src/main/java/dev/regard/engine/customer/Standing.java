package dev.regard.engine.customer;

import java.time.Instant;

/**
 * Where the customer stands.
 *
 * @param stage      prospect, active or former
 * @param tier       a name from the tiers table; null before the first evaluation
 * @param tierSince  when the tier was set
 * @param lowReviews how many reviews in a row found the sales below what keeps the tier
 * @param reviewedAt the latest monthly review that looked at the card; null before the first
 * @param abc        A, B or C; null without sales
 * @param vital      among the vital few of the latest portfolio snapshot
 */
public record Standing(String stage, String tier, Instant tierSince, int lowReviews, Instant reviewedAt, String abc, boolean vital) {
    public static final Standing NEW = new Standing("prospect", null, null, 0, null, null, false);

    public Standing withStage(String next) {
        return new Standing(next, tier, tierSince, lowReviews, reviewedAt, abc, vital);
    }

    public Standing withTier(String next, Instant since) {
        return new Standing(stage, next, since, 0, reviewedAt, abc, vital);
    }

    public Standing reviewed(Instant at, int low) {
        return new Standing(stage, tier, tierSince, low, at, abc, vital);
    }

    public Standing ranked(String nextAbc, boolean nextVital) {
        return new Standing(stage, tier, tierSince, lowReviews, reviewedAt, nextAbc, nextVital);
    }
}
