package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Margin;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.CustomerKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the night asks of a card.
 *
 * @param version of the card
 * @param until   from this instant on the sums are others though the card is the same; null when they stay
 * @param phones  64 bits of a digest for each of its numbers
 * @param suspect whether its entries are to be looked at whatever its phones
 */
record Glance(long version, Instant until, BigDecimal sales, Margin margin, String abc, boolean vital, long[] phones, boolean suspect) {

    static Glance of(Card card, Instant now) {
        return new Glance(card.version(), card.dealings().nextLeaving12m(now).orElse(null), card.dealings().sales12m(now), card.dealings().margin12m(now),
                card.standing().abc(), card.standing().vital(), phones(card), card.profile().typedWithinAMinute() > 1 || Engagement.isSpotChecked(card));
    }

    private static long[] phones(Card card) {
        return card.profile().texts("phones").stream().map(CustomerKey::phone).flatMap(Optional::stream).map(CustomerKey::toString).distinct()
                .mapToLong(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits()).toArray();
    }

    /** Whether another look would see the same. */
    boolean holds(Card card, Instant now) {
        return version == card.version() && (until == null || now.isBefore(until));
    }

    boolean ranks() {
        return sales.signum() > 0 || abc != null || vital;
    }
}
