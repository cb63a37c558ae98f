package dev.regard.routes.year;

import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tasks to look through a card: it says less than 80 % of what its kind asks for, or nobody confirmed it for 180 days, for platinum
 * 90. A card is left alone for 14 days after it was made or confirmed; the staff's word that a task is done confirms it, and so does whatever is
 * written down about the customer, which takes a task back that is still open.
 */
final class UpkeepYear {
    private static final int LEFT_ALONE_DAYS = 14;
    private static final int STALE_DAYS = 180;
    private static final int STALE_PLATINUM_DAYS = 90;

    private final Buyer buyer;
    private final List<Fact> facts;
    private final TierHistory tiers;
    private final Diary diary;
    private final Instant end;
    /** Statements that arrived until then are on the card. */
    private Instant heard = Instant.MIN;

    UpkeepYear(Buyer buyer, List<Fact> facts, TierHistory tiers, Diary diary, Instant end) {
        this.buyer = buyer;
        this.facts = facts;
        this.tiers = tiers;
        this.diary = diary;
        this.end = end;
    }

    void enter() {
        if (buyer.is("internal")) {
            return;
        }
        Instant death = facts.stream().filter(f -> f.flag("deceased")).map(Fact::arrival).findFirst().orElse(Instant.MAX);
        Instant confirmed = diary.madeAt();
        for (Optional<Instant> asked = asked(date(confirmed)); asked.isPresent() && asked.get().isBefore(death); asked = asked(date(confirmed))) {
            Instant ask = asked.get();
            Optional<Fact> statement = statements().filter(f -> f.arrival().isAfter(heard)).min(Comparator.comparing(Fact::arrival));
            if (statement.isPresent() && !statement.get().arrival().isAfter(ask)) {
                confirmed = hear(statement.get(), confirmed);
                continue;
            }
            Instant due = desk(ask);
            Optional<Instant> done = facts.stream().filter(f -> f.is("interaction.logged") && f.text("channel").equals("desk"))
                    .map(Fact::time).filter(at -> !at.isBefore(due)).min(Comparator.naturalOrder());
            boolean takenBack = statement.isPresent() && (done.isEmpty() || statement.get().arrival().isBefore(done.get()));
            diary.enter(new ExpectedTouch(buyer.id(), "card to complete", "", "complete-card", Means.DESK, Set.of("service"), due, due,
                    Claim.MUST, takenBack ? Set.of("cancelled") : Set.of("done", "sent", "planned")));
            if (takenBack) {
                confirmed = hear(statement.get(), confirmed);
            } else if (done.isPresent()) {
                confirmed = done.get();
            } else {
                return;
            }
        }
    }

    /** What somebody wrote down about the customer: whoever does that has looked at the card. */
    private Stream<Fact> statements() {
        return facts.stream().filter(f -> f.is("customer.changed") && f.data().containsKey("traits"));
    }

    private Instant hear(Fact statement, Instant confirmed) {
        heard = statement.arrival();
        return Stream.concat(Stream.of(confirmed), statements().filter(f -> !f.arrival().isAfter(heard)).map(Fact::time))
                .max(Comparator.naturalOrder()).orElseThrow();
    }

    /** When the card is old enough: at the beginning of a day, or when its customer becomes platinum. */
    private Optional<Instant> asked(LocalDate confirmed) {
        int incompleteAfter = complete() ? STALE_DAYS : LEFT_ALONE_DAYS;
        for (LocalDate day = confirmed.plusDays(1); start(day).isBefore(end); day = day.plusDays(1)) {
            long age = day.toEpochDay() - confirmed.toEpochDay();
            if (former(day)) {
                return Optional.empty();
            }
            if (age >= incompleteAfter || age >= STALE_PLATINUM_DAYS && tiers.at(start(day)) == Tier.PLATINUM) {
                return Optional.of(start(day));
            }
            LocalDate today = day;
            Optional<Instant> risen = age < STALE_PLATINUM_DAYS ? Optional.empty() : tiers.moves().stream()
                    .filter(m -> date(m).equals(today) && tiers.at(m) == Tier.PLATINUM).findFirst();
            if (risen.isPresent()) {
                return risen;
            }
        }
        return Optional.empty();
    }

    /** A consumer says four of name, phone, e-mail, birthday and language; a designer the same with the style in place of the language. */
    private boolean complete() {
        int said = 2 + (buyer.mail() ? 1 : 0) + (buyer.birthday() != null ? 1 : 0);
        return switch (buyer.kind()) {
            case "distributor" -> false; // nothing but name, phone, e-mail and contacts of the ten things asked for
            case "designer" -> said + (statements().anyMatch(f -> !f.arrival().isAfter(heard)) ? 1 : 0) >= 4;
            default -> said + 1 >= 4;
        };
    }

    private boolean former(LocalDate day) {
        int dormant = buyer.is("distributor") ? 180 : buyer.is("designer") ? 365 : 730;
        return facts.stream().filter(f -> f.is("purchase.made") && f.arrival().isBefore(start(day))).map(f -> date(f.time()))
                .max(Comparator.naturalOrder()).map(last -> day.toEpochDay() - last.toEpochDay() > dormant).orElse(false);
    }

    /** The next moment of the company's working time, whatever the customer's clock says. */
    private static Instant desk(Instant from) {
        LocalDate day = CompanyTime.date(from);
        if (CompanyTime.open(from)) {
            return from;
        }
        LocalTime opening = LocalTime.of(9, 0);
        return CompanyTime.works(day) && from.isBefore(CompanyTime.at(day, opening)) ? CompanyTime.at(day, opening)
                : CompanyTime.at(CompanyTime.nextWorkingDay(day), opening);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(buyer.zone()).toInstant();
    }

    private LocalDate date(Instant at) {
        return at.atZone(buyer.zone()).toLocalDate();
    }
}
