package dev.regard.engine.decide;

import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Cards whose entries look implausible (C4) are looked at by somebody else than the one who typed them: one task for each row of the table and each
 * time that the entries in question were made. Asked at night, because nobody but who has seen all cards knows how many have the same phone.
 */
final class SpotChecks {
    /** In a touch's {@code about}: the level of the organisation that a task is for, where that is not the owner. */
    static final String LEVEL = "level";
    static final String CARDS = "cards";
    static final String FIELDS = "fields";
    private static final String OCCASION = "spot-check/";

    private SpotChecks() { }

    /** @param cards how many cards have the phone that this one shares with most others, itself among them */
    static void keep(Draft draft, int cards) {
        if (draft.book.rules().answering(Topic.SPOT_CHECK).isEmpty()) {
            return;
        }
        int typed = draft.profile.typedWithinAMinute();
        Facts facts = draft.facts().toBuilder().set(Attribute.CARDS_WITH_PHONE, cards).set(Attribute.TYPED_WITHIN_A_MINUTE, typed).build();
        Set<String> asked = new HashSet<>();
        for (Match row : draft.book.evaluate(Topic.SPOT_CHECK, facts)) {
            String occasion = OCCASION + row.row().key() + "/" + madeAt(draft.profile, row);
            asked.add(occasion);
            Planner.fromOn(draft, row, occasion, draft.now, Map.of(LEVEL, row.required(LEVEL), CARDS, String.valueOf(cards), FIELDS, String.valueOf(typed)));
        }
        for (Touch touch : new ArrayList<>(draft.touches())) {
            if (asks(touch) && !asked.contains(touch.occasion())) {
                Upkeep.withdraw(draft, touch, "nothing looks implausible any more",
                        Reason.engine("upkeep-done", Attribute.CARDS_WITH_PHONE.key(), cards, Attribute.TYPED_WITHIN_A_MINUTE.key(), typed));
            }
        }
    }

    static boolean asks(Touch touch) {
        return touch.occasion().startsWith(OCCASION);
    }

    /** When what the row looks at was entered: the phones, or whatever was typed and nobody confirmed. */
    private static String madeAt(Profile profile, Match row) {
        boolean phones = row.row().conditions().stream().anyMatch(c -> c.attribute() == Attribute.CARDS_WITH_PHONE);
        return profile.fields().entrySet().stream().filter(f -> phones ? f.getKey().equals("phones") : !f.getValue().verified())
                .map(f -> f.getValue().asOf()).filter(Objects::nonNull).max(Instant::compareTo).map(Instant::toString).orElse("");
    }
}
