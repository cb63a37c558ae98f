package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Margin;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.CustomerKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the night asks of a card.
 *
 * @param profile  from which the phones and {@code typed} are
 * @param dealings from which the sums are
 * @param until    from this instant on the sums are others though the dealings are the same; null when they stay
 * @param phones   64 bits of a digest for each of its numbers
 * @param typed    whether its entries were typed faster than people type
 * @param touches  from which {@code checked} is
 * @param checked  whether somebody has the task to look at its entries
 */
record Glance(String id, long version, Profile profile, Dealings dealings, Instant until, BigDecimal sales, Margin margin, String abc, boolean vital, long[] phones, boolean typed,
        List<Touch> touches, boolean checked) {

    /** @param before an earlier look at the same card, whose parts are taken over where they still hold; null for none */
    static Glance of(Card card, Instant now, Glance before) {
        boolean sameSums = before != null && before.dealings == card.dealings() && before.sumsHold(now);
        boolean sameFields = before != null && before.profile == card.profile();
        Dealings dealings = card.dealings();
        boolean typed = sameFields ? before.typed : isTyped(card.profile());
        return new Glance(card.id(), card.version(), card.profile(), dealings, sameSums ? before.until : dealings.nextLeaving12m(now).orElse(null),
                sameSums ? before.sales : dealings.sales12m(now), sameSums ? before.margin : dealings.margin12m(now), card.standing().abc(), card.standing().vital(),
                sameFields ? before.phones : phones(card.profile()), typed,
                card.touches(), before != null && before.touches == card.touches() ? before.checked : Engagement.isSpotChecked(card));
    }

    /** Without what only says whether an earlier look still holds: for whoever looks at more cards than fit into memory. */
    Glance alone() {
        return new Glance(id, version, null, null, until, sales, margin, abc, vital, phones, typed, null, checked);
    }

    static boolean isTyped(Profile profile) {
        return profile.typedWithinAMinute() > 1;
    }

    private static long[] phones(Profile profile) {
        return profile.texts("phones").stream().map(CustomerKey::phone).flatMap(Optional::stream).map(CustomerKey::toString).distinct()
                .mapToLong(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits()).toArray();
    }

    /** Whether another look would see the same. */
    boolean holds(Card card, Instant now) {
        return version == card.version() && sumsHold(now);
    }

    private boolean sumsHold(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** Whether its entries are to be looked at whatever its phones. */
    boolean suspect() {
        return typed || checked;
    }

    boolean ranks() {
        return sales.signum() > 0 || abc != null || vital;
    }
}
