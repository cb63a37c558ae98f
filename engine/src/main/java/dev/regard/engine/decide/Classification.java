package dev.regard.engine.decide;

import dev.regard.engine.customer.Standing;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tiers (T1, T6, T7), classes (T2), the vital few (T3) and stages (C8). */
final class Classification {
    private static final LocalTime REVIEW_TIME = LocalTime.of(3, 0);

    private Classification() { }

    /** Up at once: the tier that the sales deserve, when it is better than the one held. */
    static void promote(Draft draft) {
        Optional<Match> deserved = draft.book.first(Topic.TIER, draft.facts());
        if (deserved.isEmpty()) {
            return;
        }
        String tier = deserved.get().required("tier");
        String held = draft.standing().tier();
        if (held == null && tier.equals(draft.book.lowestTier())) {
            draft.standing(draft.standing().withTier(tier, draft.now));
        } else if (held == null || draft.book.better(tier, held)) {
            change(draft, held, tier, "up", Reason.of(deserved.get()), draft.event == null ? draft.now.toString() : draft.event);
        }
    }

    /** The first monthly review that the card has not been through. */
    static Instant nextReview(Draft draft) {
        Standing standing = draft.standing();
        Instant since = standing.reviewedAt() != null ? standing.reviewedAt() : draft.madeAt();
        LocalDate first = YearMonth.from(since.atZone(draft.book.companyZone())).atDay(1);
        Instant review = reviewOn(draft, first);
        return review.isAfter(since) ? review : reviewOn(draft, first.plusMonths(1));
    }

    private static Instant reviewOn(Draft draft, LocalDate day) {
        return dev.regard.engine.time.LocalDays.at(day, REVIEW_TIME, draft.book.companyZone());
    }

    /** Whether a review could change anything for this card. */
    static boolean reviewed(Draft draft) {
        String tier = draft.standing().tier();
        return tier != null && !tier.equals(draft.book.lowestTier());
    }

    /** The monthly review; several that were missed while the engine was down count as one. */
    static void review(Draft draft) {
        Instant review = nextReview(draft);
        if (!reviewed(draft) || review.isAfter(draft.now)) {
            return;
        }
        for (Instant next = review; !next.isAfter(draft.now); next = nextReview(draft)) {
            review = next;
            draft.standing(draft.standing().reviewed(next, draft.standing().lowReviews()));
        }
        String held = draft.standing().tier();
        int low = draft.standing().lowReviews();
        BigDecimal sales = draft.sales12m();
        Facts facts = underReview(draft, draft.facts());
        boolean below = Boolean.TRUE.equals(facts.get(Attribute.BELOW_TIER));
        Optional<Match> verdict = draft.book.first(Topic.TIER_REVIEW, facts);
        String month = YearMonth.from(review.atZone(draft.book.companyZone())).toString();
        String action = verdict.map(m -> m.required("action")).orElse("keep");
        if (action.equals("keep")) {
            draft.standing(draft.standing().reviewed(review, below ? low : 0));
        } else if (action.equals("warn")) {
            draft.standing(draft.standing().reviewed(review, low + 1));
            draft.decide("tier-warning", month, Map.of("tier", held, "sales12m", sales), Reason.of(verdict.get()));
            if (verdict.get().has("how")) {
                Planner.fromOn(draft, verdict.get(), "tier-review/" + month, draft.now, Map.of());
            }
        } else {
            demote(draft, held, sales, verdict.get(), month);
        }
    }

    /** The facts with those that a review works out; they stay unknown for a card that no review could change. */
    static Facts underReview(Draft draft, Facts facts) {
        if (!reviewed(draft)) {
            return facts;
        }
        String held = draft.standing().tier();
        String kept = tierFor(draft, draft.book.forgiven(draft.sales12m(), held)).orElse(held);
        return facts.toBuilder().set(Attribute.BELOW_TIER, draft.book.better(held, kept)).set(Attribute.LOW_REVIEWS, BigDecimal.valueOf(draft.standing().lowReviews())).build();
    }

    private static void demote(Draft draft, String held, BigDecimal sales, Match verdict, String month) {
        Optional<Match> deserved = draft.book.first(Topic.TIER, draft.facts().with(Attribute.SALES_12M, sales));
        List<Reason> because = new ArrayList<>(Reason.of(verdict));
        deserved.map(Reason::of).ifPresent(because::addAll);
        change(draft, held, deserved.map(m -> m.required("tier")).orElse(draft.book.lowestTier()), "down", because, month);
    }

    private static Optional<String> tierFor(Draft draft, BigDecimal sales) {
        return draft.book.first(Topic.TIER, draft.facts().with(Attribute.SALES_12M, sales)).map(m -> m.required("tier"));
    }

    private static void change(Draft draft, String before, String after, String direction, List<Reason> because, String about) {
        draft.decide(TierChange.TYPE, about, TierChange.detail(before, after, direction, draft.sales12m()), because);
        draft.standing(draft.standing().withTier(after, draft.now));
        draft.occasionsChanged = true;
        Facts facts = draft.facts().toBuilder().set(Attribute.PREVIOUS_TIER, before == null ? draft.book.lowestTier() : before)
                .set(Attribute.DIRECTION, direction).build();
        for (Match match : draft.book.evaluate(Topic.TIER_CHANGE, facts)) {
            String occasion = "tier-" + direction + "/" + draft.today();
            if (match.has("how")) {
                Planner.fromOn(draft, match, occasion, draft.now, Map.of("tier", after));
            }
            match.name("alert").ifPresent(level -> Alerts.tell(draft, level, "tier-change", occasion, "alert-tier-change", match,
                    Map.of("before", before == null ? "" : before, "after", after)));
        }
    }

    /** The class and place that the portfolio gives. */
    static void rank(Draft draft, String abc, boolean vital, List<Reason> because, String day) {
        Standing standing = draft.standing();
        if (java.util.Objects.equals(abc, standing.abc()) && vital == standing.vital()) {
            return;
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("before", standing.abc());
        detail.put("after", abc);
        detail.put("vital", vital);
        draft.decide("abc", day, detail, because);
        draft.standing(standing.ranked(abc, vital));
        draft.occasionsChanged = true;
    }

    /** Prospect, active or former, as the table says. */
    static void stage(Draft draft) {
        draft.book.first(Topic.STAGE, draft.facts()).ifPresent(match -> {
            String next = match.required("stage");
            String before = draft.standing().stage();
            if (!next.equals(before)) {
                draft.decide("stage", next + "/" + (draft.event == null ? draft.today().toString() : draft.event),
                        Map.of("before", before, "after", next), Reason.of(match));
                draft.standing(draft.standing().withStage(next));
                draft.occasionsChanged = true;
            }
        });
    }
}
