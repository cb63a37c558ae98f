package dev.regard.engine.decide;

import static dev.regard.engine.rule.Attribute.*;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.rule.Facts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The situation: a card at an instant as the one flat fact that the rules see. */
public final class Situations {
    private static final Duration COMPLAINTS_COUNTED = Duration.ofDays(90);

    private Situations() { }

    /** What the rules see of a card at an instant without any event. */
    public static Facts of(Card card, Rulebook book, Instant now) {
        return Upkeep.facts(new Draft(book, card, now));
    }

    /** The same with what the monthly review would see of the card at that instant, which is worked out for the review alone. */
    public static Facts underReview(Card card, Rulebook book, Instant now) {
        Draft draft = new Draft(book, card, now);
        return Classification.underReview(draft, Upkeep.facts(draft));
    }

    static Facts of(Draft draft) {
        Standing standing = draft.standing();
        Facts.Builder facts = Facts.builder()
                .set(KIND, draft.kind())
                .set(DAY, draft.today())
                .set(STAGE, standing.stage())
                .set(TIER, standing.tier() == null ? draft.book.lowestTier() : standing.tier())
                .set(ABC, standing.abc())
                .set(LANGUAGE, draft.baseLanguage())
                .set(COUNTRY, draft.profile.text("country").orElse(null))
                .set(REGION, draft.region())
                .set(DISTRICT, draft.profile.text("district").orElse(null))
                .set(SALES_12M, draft.sales12m())
                .set(ORDERS_12M, BigDecimal.valueOf(draft.dealings().orders12m(draft.now)))
                .set(SALES_TOTAL, draft.dealings().salesTotal())
                .set(ORDERS_TOTAL, BigDecimal.valueOf(draft.dealings().ordersTotal()))
                .set(STOCK_COVER, draft.dealings().stockCover(null).orElse(null))
                .set(DO_NOT_CONTACT, draft.profile.flag("doNotContact"))
                .set(DECEASED, draft.profile.flag("deceased"))
                .set(SEVERE_COMPLAINT, severeOpen(draft))
                .set(COMPLAINTS_90D, BigDecimal.valueOf(complaintsSince(draft, draft.now.minus(COMPLAINTS_COUNTED))))
                .set(DAYS_SINCE_CONTACT, days(draft, silenceSince(draft)))
                .set(DAYS_SINCE_VISIT, days(draft, visitSince(draft)))
                .set(DAYS_SINCE_PURCHASE, draft.dealings().lastPurchase().map(o -> days(draft, draft.localDate(o.at()))).orElse(null));
        Map<String, Object> traits = new HashMap<>();
        draft.profile.fields().forEach((name, field) -> {
            if (name.startsWith("traits.") && field.value() != null) {
                traits.put(name, field.value());
            }
        });
        return facts.extra(traits).build();
    }

    /** The local day from which silence counts: the latest contact in either direction, not before the card was made. */
    static LocalDate silenceSince(Draft draft) {
        return draft.localDate(silentFrom(draft));
    }

    static LocalDate visitSince(Draft draft) {
        return draft.localDate(unvisitedFrom(draft));
    }

    /** The same as an instant, which is the same in every zone. */
    static Instant silentFrom(Draft draft) {
        return from(draft, draft.contacts().lastContact());
    }

    static Instant unvisitedFrom(Draft draft) {
        return from(draft, draft.contacts().lastVisit());
    }

    private static Instant from(Draft draft, Instant contact) {
        Instant made = draft.madeAt();
        return contact == null || contact.isBefore(made) ? made : contact;
    }

    private static int days(Draft draft, LocalDate since) {
        return (int) ChronoUnit.DAYS.between(since, draft.today());
    }

    static boolean severeOpen(Draft draft) {
        for (Complaint complaint : draft.complaints()) {
            if (complaint.unsolved() && complaint.effectiveSeverity().severe()) {
                return true;
            }
        }
        return false;
    }

    private static int complaintsSince(Draft draft, Instant from) {
        int count = 0;
        for (Complaint complaint : draft.complaints()) {
            count += complaint.openedAt().isAfter(from) ? 1 : 0;
        }
        return count;
    }

    /** The language without its region: {@code zh} for {@code zh-CN}. */
    static String base(String language) {
        return Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
    }
}
