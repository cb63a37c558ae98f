package dev.regard.routes.year;

import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The expected touches of one customer. What a stop forbids is entered as stopped, what lies outside the year not at all. */
final class Diary {
    /** Tasks that fall due this shortly before the end may still wait for somebody. */
    private static final Duration STILL_OPEN = Duration.ofDays(2);
    private static final Duration TOO_LATE = Duration.ofDays(2);

    private final Buyer buyer;
    private final Instant madeAt;
    private final Instant end;
    private final Instant stop;
    private final List<ExpectedTouch> entries = new ArrayList<>();

    /** {@code stop}: from when on nothing but service may reach the customer. */
    Diary(Buyer buyer, Instant madeAt, Instant end, Instant stop) {
        this.buyer = buyer;
        this.madeAt = madeAt;
        this.end = end;
        this.stop = stop;
    }

    Instant madeAt() {
        return madeAt;
    }

    List<ExpectedTouch> entries() {
        return entries;
    }

    /** A touch for a fact: missed when it would have been due two days before the fact was known. */
    void after(Fact fact, String what, Means means, String purpose, Instant due) {
        after(fact, what, means, purpose, due, due, Claim.MUST);
    }

    void after(Fact fact, String what, Means means, String purpose, Instant from, Instant to, Claim claim) {
        ExpectedTouch touch = new ExpectedTouch(buyer.id(), what, "", "", means, Set.of(purpose), from, to, Claim.MUST,
                ending(means, to)).claimed(claim);
        if (to.isBefore(fact.arrival().minus(TOO_LATE))) {
            entries.add(touch.ending(Set.of("missed")));
        } else if (from.isBefore(fact.arrival()) && !means.equals(Means.ANY)) {
            enter(touch.claimed(Claim.MAY));
        } else {
            enter(touch);
        }
    }

    void occasion(String name, String role, Means means, Instant from, Instant to, Claim claim) {
        if (from.isAfter(madeAt)) {
            enter(new ExpectedTouch(buyer.id(), name, name, role, means, Set.of("care"), from, to, Claim.MUST, ending(means, to))
                    .claimed(claim));
        }
    }

    void day(String name, String role, Means means, LocalDate first, LocalDate last, Claim claim) {
        occasion(name, role, means, first.atStartOfDay(buyer.zone()).toInstant(), endOf(last), claim);
    }

    Instant endOf(LocalDate date) {
        return date.plusDays(1).atStartOfDay(buyer.zone()).toInstant().minusSeconds(1);
    }

    void allow(String what, Set<String> purposes, Instant from, Instant to) {
        enter(new ExpectedTouch(buyer.id(), what, "", "", Means.ANY, purposes, from, to, Claim.MAY, Set.of()));
    }

    void enter(ExpectedTouch touch) {
        if (!touch.from().isBefore(end)) {
            return;
        }
        boolean acrossTheEnd = !touch.to().isBefore(end) && touch.claim() == Claim.MUST;
        boolean stopped = !touch.purposes().equals(Set.of("service")) && !touch.to().isBefore(stop);
        entries.add(stopped ? touch.claimed(Claim.STOPPED) : acrossTheEnd ? touch.claimed(Claim.MAY) : touch);
    }

    private Set<String> ending(Means means, Instant due) {
        if (means == Means.MESSAGE && buyer.mail()) {
            return Set.of("sent");
        }
        if (means == Means.GIFT) {
            return Set.of("planned", "sent", "missed");
        }
        return due.isBefore(end.minus(STILL_OPEN)) ? Set.of("done") : Set.of("done", "sent", "planned");
    }
}
