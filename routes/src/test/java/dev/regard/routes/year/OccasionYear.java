package dev.regard.routes.year;

import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/** Birthdays, festivals and days of the relation: who is greeted, how and when. */
final class OccasionYear {
    private static final LocalTime TEN = LocalTime.of(10, 0);
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalDate QINGMING = LocalDate.of(2026, 4, 5);
    /** A tier that moved within this time of an occasion leaves open which row of the table decided. */
    private static final Duration UNSETTLED = Duration.ofDays(8);

    private final Buyer buyer;
    private final TierHistory tiers;
    private final List<ExpectedComplaint> complaints;
    private final Diary diary;
    private final GoodHours hours;

    OccasionYear(Buyer buyer, TierHistory tiers, List<ExpectedComplaint> complaints, Diary diary) {
        this.buyer = buyer;
        this.tiers = tiers;
        this.complaints = complaints;
        this.diary = diary;
        hours = new GoodHours(buyer);
    }

    void enter(Optional<LocalDate> firstPurchase) {
        if (buyer.is("internal")) {
            return;
        }
        birthdays();
        springFestival();
        greeting("dragon-boat/2026", Moon.dragonBoat().minusDays(1), TEN);
        greeting("mid-autumn/2026", Moon.midAutumn().minusDays(1), TEN);
        if (tier(Moon.midAutumn().minusDays(7), TEN) == Tier.PLATINUM) {
            gift("mid-autumn/2026", Moon.midAutumn().minusDays(7));
        }
        if (buyer.is("distributor")) {
            greeting("national-day/2026", LocalDate.of(2026, 9, 30), TEN);
        }
        if (buyer.is("distributor") || buyer.is("designer")) {
            greeting("new-year/2027", LocalDate.of(2027, 1, 1), TEN);
        }
        if (!buyer.chinese()) {
            greeting("christmas/2026", LocalDate.of(2026, 12, 24), TEN);
        }
        firstPurchase.ifPresent(this::anniversary);
    }

    private void birthdays() {
        Buyer.Birthday birthday = buyer.birthday();
        if (birthday == null) {
            return;
        }
        if (birthday.lunar()) {
            Moon.occurrences(birthday.month(), birthday.day()).forEach(day -> birthday("birthday/" + day.lunarYear(), day.date()));
        } else {
            MonthDay day = MonthDay.of(birthday.month(), birthday.day());
            birthday("birthday/2026", day.atYear(2026));
            birthday("birthday/2027", day.atYear(2027));
        }
    }

    private void birthday(String name, LocalDate date) {
        if (tier(date, NINE) != Tier.PLATINUM) {
            greeting(name, date, NINE);
            return;
        }
        call(name, date);
        gift(name, date.minusDays(7));
    }

    private void springFestival() {
        LocalDate callDay = Moon.springFestival().minusDays(3);
        if (tier(callDay, TEN).atLeast(Tier.GOLD)) {
            Optional<Instant> good = hours.callSameDay(instant(callDay, NINE));
            LocalDate first = good.isPresent() ? callDay : callDay.minusDays(1);
            diary.day("spring-festival/2026", "call", Means.CALL, first, callDay, claim(instant(callDay, TEN)));
        } else {
            greeting("spring-festival/2026", Moon.springFestival().minusDays(2), TEN);
        }
    }

    private void anniversary(LocalDate first) {
        LocalDate date = first.withYear(2026);
        if (date.isAfter(first) && tier(date, TEN).atLeast(Tier.GOLD)) {
            greeting("first-purchase/2026", date, TEN);
        }
    }

    private void greeting(String name, LocalDate date, LocalTime time) {
        Instant due = hours.messageOrCallSameDay(instant(date, time));
        diary.occasion(name, "greeting", Means.MESSAGE, due, due, claim(due));
    }

    /** At ten, or at the next good minute of the day; a day without one leaves it to the last good minute before. */
    private void call(String name, LocalDate date) {
        Instant ten = instant(date, TEN);
        Optional<Instant> good = hours.callSameDay(ten);
        if (good.isPresent()) {
            diary.occasion(name, "call", Means.CALL, good.get(), good.get(), claim(ten));
        } else {
            diary.day(name, "call", Means.CALL, date.minusDays(3), date, claim(ten));
        }
    }

    private void gift(String name, LocalDate date) {
        diary.day(name, "gift", Means.GIFT, date, date, claim(instant(date, TEN)));
    }

    private Claim claim(Instant due) {
        if (due.atZone(buyer.zone()).toLocalDate().equals(QINGMING)) {
            return Claim.STOPPED;
        }
        if (complaints.stream().anyMatch(c -> c.darkens(due) && c.solvedAt().stream().noneMatch(s -> s.isBefore(due)))) {
            return Claim.STOPPED;
        }
        boolean moved = tiers.moves().stream()
                .anyMatch(m -> m.isAfter(diary.madeAt()) && m.isAfter(due.minus(UNSETTLED)) && !m.isAfter(due));
        return moved || complaints.stream().anyMatch(c -> c.darkens(due)) ? Claim.MAY : Claim.MUST;
    }

    private Tier tier(LocalDate date, LocalTime time) {
        return tiers.at(instant(date, time));
    }

    private Instant instant(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(buyer.zone()).toInstant();
    }
}
