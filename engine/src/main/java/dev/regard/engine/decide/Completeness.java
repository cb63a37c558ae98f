package dev.regard.engine.decide;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a card says of what it must say (C3), and how far that can be relied on (C4). Fields are named as in events, traits
 * {@code traits.NAME}.
 *
 * @param asked      what the table asks of a card like this one, in the table's order
 * @param missing    what of it the card does not say
 * @param stale      what of it was said or confirmed so long ago that the table asks for a look
 * @param unverified what a person typed and nobody confirmed, asked for or not
 * @param contested  fields of which two sources say different things, with what the other one says
 * @param confirmed  the local day from which the age of the card counts
 */
public record Completeness(List<String> asked, List<String> missing, List<String> stale, List<String> unverified, Map<String, Profile.Past> contested,
        LocalDate confirmed) {
    private static final int DIGITS = 4;

    public Completeness {
        asked = List.copyOf(asked);
        missing = List.copyOf(missing);
        stale = List.copyOf(stale);
        unverified = List.copyOf(unverified);
        contested = Map.copyOf(contested);
    }

    /**
     * How a card stands now.
     *
     * @param facts what the rules see of it
     * @param zone  the customer's
     */
    public static Completeness of(RuleSet rules, Card card, Facts facts, Instant now, ZoneId zone) {
        return of(rules, card.profile(), facts, card.madeAt(), now, zone);
    }

    static Completeness of(RuleSet rules, Profile profile, Facts facts, Instant madeAt, Instant now, ZoneId zone) {
        List<String> asked = asked(rules, facts);
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant looked = later(madeAt, Optional.ofNullable(profile.fields().get(Profile.CONFIRMED)).map(Profile.Field::asOf).orElse(madeAt));
        Map<Integer, Boolean> old = new HashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        for (String name : asked) {
            if (!profile.says(name)) {
                missing.add(name);
            } else {
                LocalDate said = LocalDate.ofInstant(later(profile.fields().get(name).asOf(), looked), zone);
                if (old.computeIfAbsent((int) ChronoUnit.DAYS.between(said, today), days -> stale(rules, facts, days))) {
                    stale.add(name);
                }
            }
        }
        List<String> unverified = new ArrayList<>();
        Map<String, Profile.Past> contested = new HashMap<>();
        profile.fields().forEach((name, field) -> {
            if (Profile.tells(name) && profile.says(name)) {
                if (!field.verified()) {
                    unverified.add(name);
                }
                field.past().stream().filter(p -> contests(p, field, looked)).findFirst().ifPresent(p -> contested.put(name, p));
            }
        });
        return new Completeness(asked, missing, stale, unverified, contested, since(profile, madeAt, zone));
    }

    /** What another source said stands against the value until somebody has looked at both. */
    private static boolean contests(Profile.Past other, Profile.Field field, Instant looked) {
        return !other.source().equals(field.source()) && other.value() != null && !other.value().isBlank()
                && !other.value().equals(String.valueOf(field.value())) && (other.asOf().isAfter(looked) || field.asOf().isAfter(looked));
    }

    private static boolean stale(RuleSet rules, Facts facts, int days) {
        return !rules.evaluate(Topic.UPKEEP, facts.toBuilder().set(Attribute.DAYS_SINCE_CONFIRMED, days)
                .set(Attribute.COMPLETENESS, BigDecimal.ONE).build()).isEmpty();
    }

    /** The local day from which a card's age counts: when it was last confirmed, not before it was made. */
    static LocalDate since(Profile profile, Instant madeAt, ZoneId zone) {
        return LocalDate.ofInstant(profile.confirmedAt().map(at -> later(at, madeAt)).orElse(madeAt), zone);
    }

    /** The share of what is asked for that the card says, rounded down; 1 when nothing is asked for. */
    static BigDecimal share(RuleSet rules, Profile profile, Facts facts) {
        List<String> asked = asked(rules, facts);
        return share(asked.size(), (int) asked.stream().filter(profile::says).count());
    }

    /** The share of what is asked for that the card says, rounded down; 1 when nothing is asked for. */
    public BigDecimal share() {
        return share(asked.size(), asked.size() - missing.size());
    }

    private static BigDecimal share(int asked, int said) {
        return asked == 0 ? BigDecimal.ONE : BigDecimal.valueOf(said).divide(BigDecimal.valueOf(asked), DIGITS, RoundingMode.DOWN);
    }

    private static List<String> asked(RuleSet rules, Facts facts) {
        return rules.evaluate(Topic.REQUIRED_FIELDS, facts).stream().map(m -> m.required("field")).distinct().toList();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
