package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Margin;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.CustomerKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the night asks of a card; keeps nothing of the card alive, as there may be more cards than fit into memory.
 *
 * @param phones  64 bits of a digest for each of its numbers
 * @param suspect whether its entries are to be looked at whatever its phones: typed faster than people type, or somebody has the task to look at them
 */
record Glance(String id, BigDecimal sales, Margin margin, String abc, boolean vital, long[] phones, boolean suspect) {

    static Glance of(Card card, Instant now) {
        return new Glance(card.id(), card.dealings().sales12m(now), card.dealings().margin12m(now), card.standing().abc(), card.standing().vital(), phones(card.profile()),
                isTyped(card.profile()) || Engagement.isSpotChecked(card));
    }

    static boolean isTyped(Profile profile) {
        return profile.typedWithinAMinute() > 1;
    }

    private static long[] phones(Profile profile) {
        return profile.texts("phones").stream().map(CustomerKey::phone).flatMap(Optional::stream).map(CustomerKey::toString).distinct()
                .mapToLong(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits()).toArray();
    }

    boolean ranks() {
        return sales.signum() > 0 || abc != null || vital;
    }
}
