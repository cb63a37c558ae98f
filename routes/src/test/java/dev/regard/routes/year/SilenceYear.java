package dev.regard.routes.year;

import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The touches that silence brings: a call or a message past the tier's longest silence, a visit to platinum past 90 days without. */
final class SilenceYear {
    /** Another touch this soon serves the rhythm too. */
    private static final Duration COVERED = Duration.ofDays(7);
    private static final int NO_VISIT_DAYS = 90;
    private static final Set<String> FROM_CUSTOMER = Set.of("complaint.opened", "purchase.made");

    private final Buyer buyer;
    private final List<Fact> facts;
    private final TierHistory tiers;
    private final List<ExpectedComplaint> complaints;
    private final Diary diary;
    private final Instant end;
    private final GoodHours hours;

    SilenceYear(Buyer buyer, List<Fact> facts, TierHistory tiers, List<ExpectedComplaint> complaints, Diary diary, Instant end) {
        this.buyer = buyer;
        this.facts = facts;
        this.tiers = tiers;
        this.complaints = complaints;
        this.diary = diary;
        this.end = end;
        hours = new GoodHours(buyer);
    }

    void enter() {
        visits();
        rhythm();
    }

    private void visits() {
        Instant last = diary.madeAt();
        for (Optional<Instant> past = past(last, false); past.isPresent(); ) {
            Instant at = past.get();
            Instant next = visitAfter(last).orElse(end);
            if (next.isAfter(at)) {
                enter("no visit for 90 days", Means.VISIT, at, diary.endOf(date(at).plusDays(4)), Claim.MUST);
            }
            if (!next.isBefore(end)) {
                return;
            }
            last = next;
            past = past(last, false);
        }
    }

    private Optional<Instant> visitAfter(Instant at) {
        return facts.stream().filter(f -> f.is("interaction.logged") && f.text("channel").equals("visit") && f.time().isAfter(at))
                .map(Fact::time).min(Comparator.naturalOrder());
    }

    private void rhythm() {
        TreeSet<Instant> contacts = contacts();
        List<ExpectedTouch> others = List.copyOf(diary.entries());
        Instant last = diary.madeAt();
        while (true) {
            Optional<Instant> past = past(last, true);
            Instant next = Optional.ofNullable(contacts.higher(last)).orElse(end);
            if (past.isPresent() && past.get().isBefore(next)) {
                touch(past.get(), others).ifPresent(contacts::add);
                next = Optional.ofNullable(contacts.higher(last)).orElse(end);
            }
            if (!next.isBefore(end)) {
                return;
            }
            last = next;
        }
    }

    /** Enters the touch; a message that goes out for sure is a contact again. */
    private Optional<Instant> touch(Instant past, List<ExpectedTouch> others) {
        boolean call = tiers.at(past).atLeast(Tier.GOLD);
        Instant due = call ? hours.call(past) : hours.messageOrCall(hours.message(past));
        Instant evening = diary.endOf(date(due));
        boolean covered = others.stream().anyMatch(t -> t.means() != Means.GIFT && t.claim() != Claim.STOPPED
                && !t.from().isAfter(evening.plus(COVERED)) && !t.to().isBefore(past));
        boolean unclear = covered || buyer.is("internal") || complaints.stream().anyMatch(c -> c.darkens(due));
        enter("silence", call ? Means.CALL : Means.MESSAGE, past, evening, unclear ? Claim.MAY : Claim.MUST);
        return !call && !unclear && buyer.mail() && due.isBefore(end) ? Optional.of(due) : Optional.empty();
    }

    /** The first moment after the latest contact at which the tier of that moment finds the silence, or the time without a visit, too long. */
    private Optional<Instant> past(Instant last, boolean anyContact) {
        LocalDate from = date(last);
        for (LocalDate day = from.plusDays(1); day.atStartOfDay(buyer.zone()).toInstant().isBefore(end); day = day.plusDays(1)) {
            long silent = day.toEpochDay() - from.toEpochDay();
            Optional<Instant> found = moments(day).filter(at -> anyContact ? silent >= tiers.at(at).longestSilenceDays()
                    : silent >= NO_VISIT_DAYS && tiers.at(at) == Tier.PLATINUM).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A day's beginning and the changes of tier within it. */
    private Stream<Instant> moments(LocalDate day) {
        Instant start = day.atStartOfDay(buyer.zone()).toInstant();
        return Stream.concat(Stream.of(start), tiers.moves().stream().filter(m -> m.isAfter(start) && !m.isAfter(diary.endOf(day))));
    }

    private TreeSet<Instant> contacts() {
        TreeSet<Instant> contacts = new TreeSet<>();
        facts.stream().filter(f -> FROM_CUSTOMER.contains(f.type()) || f.is("interaction.logged") && !f.text("channel").equals("desk")
                && !f.text("outcome").equals("not-reached"))
                .map(Fact::time).forEach(contacts::add);
        diary.entries().stream().filter(t -> t.claim() == Claim.MUST && t.statuses().contains("sent") && t.from().isBefore(end))
                .map(ExpectedTouch::from).forEach(contacts::add);
        return contacts;
    }

    private void enter(String what, Means means, Instant from, Instant to, Claim claim) {
        diary.enter(new ExpectedTouch(buyer.id(), what, "", "", means, Set.of("care"), from, to, claim, Set.of()));
    }

    private LocalDate date(Instant at) {
        return at.atZone(buyer.zone()).toLocalDate();
    }
}
