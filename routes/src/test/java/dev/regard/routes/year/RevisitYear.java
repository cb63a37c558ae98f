package dev.regard.routes.year;

import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contacts after a purchase, a delivery, a referral, a complaint, a review; all but those that silence brings. */
final class RevisitYear {
    /** The name of what waits for its turn under the cap; it goes out within a day of the moment when the cap lets it. */
    static final String HELD = "reorder call held by the cap";
    private static final int TRIES = 3;
    private static final Duration CAP_SPAN = Duration.ofHours(168);
    private static final Map<String, Integer> CARE_CALLS = Map.of("antique-tile", 180, "wood-floor", 90);
    private static final BigDecimal WELL_STOCKED = BigDecimal.valueOf(45);

    private final Buyer buyer;
    private final List<Fact> facts;
    private final TierHistory tiers;
    private final List<ExpectedComplaint> complaints;
    private final Diary diary;
    private final GoodHours hours;
    private final List<Instant> marketing = new ArrayList<>();

    RevisitYear(Buyer buyer, List<Fact> facts, TierHistory tiers, List<ExpectedComplaint> complaints, Diary diary) {
        this.buyer = buyer;
        this.facts = facts;
        this.tiers = tiers;
        this.complaints = complaints;
        this.diary = diary;
        hours = new GoodHours(buyer);
    }

    /** {@code referred}: purchases of customers whom this one sent. */
    void enter(List<Fact> referred) {
        ofType("purchase.made").stream().sorted(Comparator.comparing(Fact::time)).forEach(this::purchase);
        referred.forEach(f -> diary.after(f, "thanks for a referral", Means.CALL, "care", hours.call(date(f.time()).plusDays(3))));
        ofType("service.reported").forEach(f -> diary.after(f, "all well after " + f.text("kind"), Means.CALL, "care",
                hours.call(date(f.time()).plusDays(2))));
        ofType("complaint.opened").forEach(this::complaint);
        complaints.forEach(this::satisfaction);
        ofType("interaction.logged").forEach(this::promise);
        tries();
        for (Instant review : tiers.saves()) {
            enter("save contact", Set.of("care", "marketing"), review, review.plus(Duration.ofDays(4)), Claim.MUST);
        }
        tiers.moves().forEach(at -> diary.allow("after a change of tier", Set.of("care"), at, at.plus(Duration.ofDays(8))));
    }

    private void purchase(Fact purchase) {
        LocalDate date = date(purchase.time());
        if (buyer.is("consumer")) {
            diary.after(purchase, "all right a week after the purchase", Means.CALL, "care", hours.call(date.plusDays(7)));
            for (String category : purchase.categories()) {
                Optional.ofNullable(CARE_CALLS.get(category)).ifPresent(days -> diary.after(purchase, "care of " + category, Means.CALL,
                        "care", hours.call(date.plusDays(days))));
                if (category.equals("sanitary-ware")) {
                    Instant due = hours.message(date.plusDays(30));
                    diary.after(purchase, "check of the fittings", Means.MESSAGE, "care", due, hours.messageOrCall(due), Claim.MUST);
                }
            }
        }
        if (buyer.is("distributor")) {
            Instant due = hours.call(date.plusDays(14));
            if (stocked(decidedAt(purchase, due))) {
                diary.after(purchase, "sales guidance", Means.CALL, "care", due);
            } else {
                reorder(purchase, due);
            }
        }
    }

    /** A sales call: asked for by consent, and at most two of them (three with a gold or platinum customer) in 168 hours. */
    private void reorder(Fact purchase, Instant due) {
        boolean allowed = ofType("consent.changed").stream()
                .anyMatch(f -> f.text("purpose").equals("marketing") && f.flag("granted")
                        && !f.time().isAfter(decidedAt(purchase, due)));
        if (!allowed) {
            diary.after(purchase, "reorder call without consent", Means.CALL, "marketing", due, due, Claim.STOPPED);
            return;
        }
        int cap = tiers.at(due).atLeast(Tier.GOLD) ? 3 : 2;
        List<Instant> recent = marketing.stream().filter(t -> t.isAfter(due.minus(CAP_SPAN)) && !t.isAfter(due)).toList();
        if (recent.size() < cap) {
            marketing.add(due);
            diary.after(purchase, "reorder call", Means.CALL, "marketing", due);
        } else {
            Instant free = hours.call(recent.get(recent.size() - cap).plus(CAP_SPAN));
            marketing.add(free);
            diary.after(purchase, HELD, Means.CALL, "marketing", due, free.plus(Duration.ofDays(1)), Claim.MUST);
        }
    }

    private static Instant decidedAt(Fact purchase, Instant due) {
        return due.isBefore(purchase.arrival()) ? purchase.arrival() : due;
    }

    private boolean stocked(Instant at) {
        return ofType("stock.reported").stream().filter(f -> !f.time().isAfter(at)).max(Comparator.comparing(Fact::time))
                .map(f -> new BigDecimal(f.text("daysOfCover")).compareTo(WELL_STOCKED) >= 0).orElse(false);
    }

    private void complaint(Fact opened) {
        if (Set.of("defect", "installation").contains(opened.text("category"))) {
            LocalDate date = CompanyTime.date(opened.time());
            boolean today = CompanyTime.left(date, opened.time()).compareTo(Duration.ofHours(3)) >= 0;
            LocalDate day = today ? date : CompanyTime.nextWorkingDay(date);
            diary.after(opened, "look at the matter", Means.VISIT, "service", day.atStartOfDay(CompanyTime.ZONE).toInstant(),
                    day.plusDays(1).atStartOfDay(CompanyTime.ZONE).toInstant().minusSeconds(1), Claim.MUST);
        }
        diary.allow("mail about a complaint", Set.of("service"), opened.arrival(), opened.arrival().plus(Duration.ofDays(1)));
    }

    /** Three days after the solution; who has said by then what they think of it need not be asked again. */
    private void satisfaction(ExpectedComplaint complaint) {
        for (Instant solved : complaint.solvedAt()) {
            Instant due = hours.call(date(solved).plusDays(3));
            boolean asked = ofType("complaint.confirmed").stream().filter(f -> f.text("complaint").equals(complaint.id()))
                    .anyMatch(f -> f.time().isAfter(solved) && f.time().isBefore(due));
            enter("satisfied with the solution", Set.of("care", "service"), Means.CALL, due, due, asked ? Claim.MAY : Claim.MUST);
            diary.allow("apology", Set.of("care", "service"), solved, solved.plus(Duration.ofDays(2)));
        }
    }

    /** Not reached: the call is tried again; after the third try it is another channel's turn. */
    private void tries() {
        List<Instant> tries = ofType("interaction.logged").stream().filter(f -> f.text("outcome").equals("not-reached")).map(Fact::time)
                .sorted().toList();
        if (!tries.isEmpty()) {
            Instant last = tries.get(tries.size() - 1);
            enter(tries.size() < TRIES ? "another try" : "another channel", Set.of("care", "service", "marketing"),
                    tries.size() < TRIES ? Means.ANY : Means.NO_CALL, last, last.plus(Duration.ofDays(8)), Claim.MUST);
        }
    }

    private void promise(Fact fact) {
        Instant at = fact.time();
        if (fact.data().get("promise") instanceof Map<?, ?> promise) {
            LocalDate due = LocalDate.parse(promise.get("due").toString());
            enter("keep the promise", Set.of("care", "service"), at, diary.endOf(due), Claim.MUST);
            diary.allow("promise follow-up", Set.of("care", "service"), at, diary.endOf(due.plusDays(7)));
        }
    }

    private void enter(String what, Set<String> purposes, Instant from, Instant to, Claim claim) {
        enter(what, purposes, Means.ANY, from, to, claim);
    }

    private void enter(String what, Set<String> purposes, Means means, Instant from, Instant to, Claim claim) {
        diary.enter(new ExpectedTouch(buyer.id(), what, "", "", means, purposes, from, to, claim, Set.of()));
    }

    private LocalDate date(Instant at) {
        return at.atZone(buyer.zone()).toLocalDate();
    }

    private List<Fact> ofType(String type) {
        return facts.stream().filter(f -> f.is(type)).toList();
    }
}
