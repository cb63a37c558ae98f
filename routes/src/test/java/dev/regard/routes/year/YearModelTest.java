package dev.regard.routes.year;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.routes.year.Buyer.Birthday;
import dev.regard.routes.year.ExpectedTouch.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model itself, by examples worked out by hand: a yardstick is measured before it measures. */
class YearModelTest {
    private final List<Fact> facts = new ArrayList<>();
    private Buyer buyer = new Buyer("C-01", "consumer", "", "rep-01", "east", true, CompanyTime.ZONE, "zh-CN", null);

    @Test
    void workingTimeSkipsHolidaysAndCountsMadeUpSaturdays() {
        assertEquals(at("2026-02-28T11:00"), CompanyTime.plus(at("2026-02-27T17:00"), Duration.ofHours(3)));
        assertEquals(at("2026-02-24T10:00"), CompanyTime.plus(at("2026-02-14T18:00"), Duration.ofHours(1)));
        assertEquals(at("2026-03-16T18:00"), CompanyTime.plus(at("2026-03-16T16:00"), Duration.ofHours(2)));
        assertEquals(at("2026-03-13T17:00"), CompanyTime.minus(at("2026-03-16T09:00"), Duration.ofHours(1)));
        assertEquals(at("2026-05-12T15:00"), CompanyTime.plusDays(at("2026-05-08T15:00"), 3));
        assertEquals(Duration.ofHours(4), CompanyTime.between(at("2026-06-15T14:00"), at("2026-06-15T18:00")));
        assertEquals(Duration.ofHours(13), CompanyTime.between(at("2026-04-03T14:00"), at("2026-04-07T18:00")));
    }

    @Test
    void lunarDaysFallWhereThePrintedCalendarHasThem() {
        assertEquals(Moon.dragonBoat(), Moon.occurrences(5, 5).get(0).date());
        assertEquals(Moon.midAutumn(), Moon.occurrences(8, 15).get(0).date());
        assertEquals(LocalDate.of(2026, 4, 16), Moon.occurrences(2, 30).get(0).date());
        assertEquals(List.of(new Moon.Day(2025, LocalDate.of(2026, 1, 26)), new Moon.Day(2026, LocalDate.of(2027, 1, 15))),
                Moon.occurrences(12, 8));
    }

    @Test
    void consumersAreCalledInTheEveningAndDealersOnTheirQuietDays() {
        assertEquals(at("2026-03-17T18:00"), new GoodHours(buyer).call(LocalDate.of(2026, 3, 17)));
        assertEquals(at("2026-03-21T09:00"), new GoodHours(buyer).call(LocalDate.of(2026, 3, 21)));
        Buyer dealer = new Buyer("D-01", "distributor", "", "", "", true, CompanyTime.ZONE, "zh-CN", null);
        assertEquals(at("2026-03-23T11:00"), new GoodHours(dealer).call(LocalDate.of(2026, 3, 21)));
        assertEquals(at("2026-10-08T09:00"), new GoodHours(dealer).call(LocalDate.of(2026, 10, 1)));
        Buyer designer = new Buyer("G-01", "designer", "", "", "", true, CompanyTime.ZONE, "zh-CN", null);
        assertEquals(at("2026-02-28T09:00"), new GoodHours(designer).call(LocalDate.of(2026, 2, 28)));
    }

    @Test
    void aTierIsReachedAtOnceAndLostAtTheSecondLowReview() {
        buys("2025-03-20T10:00", Scenario.START, 30_000);
        buys("2025-09-15T10:00", Scenario.START, 30_000);
        YearModel model = model();
        assertEquals(Tier.GOLD, model.tier("C-01", Scenario.START));
        assertEquals(Tier.GOLD, model.tier("C-01", at("2026-05-01T02:59")));
        assertEquals(Tier.IRON, model.tier("C-01", at("2026-05-01T03:00")));
        assertEquals(Tier.LEAD, model.tier("C-01", at("2026-11-01T03:00")));
    }

    @Test
    void salesWithinATenthOfTheThresholdKeepTheTier() {
        buys("2025-03-20T10:00", Scenario.START, 30_000);
        buys("2025-09-15T10:00", Scenario.START, 45_000);
        assertEquals(Tier.GOLD, model().tier("C-01", at("2026-08-30T10:00")));
    }

    @Test
    void aBirthdayInALeapMonthIsKeptInTheOrdinaryOne() {
        buyer = buyer.bornOn(new Birthday(true, 6, 10, true));
        assertEquals(at("2026-07-23T09:00"), touch("birthday/2026").from());
        buyer = buyer.bornOn(Birthday.solar(2, 29));
        assertEquals(at("2026-02-28T09:00"), touch("birthday/2026").from());
        buyer = buyer.in("America/New_York");
        assertEquals(Instant.parse("2026-02-28T14:00:00Z"), touch("birthday/2026").from());
    }

    @Test
    void aPlatinumConsumerIsCalledAfterWorkAndGetsAGiftAWeekBefore() {
        buys("2025-11-20T10:00", Scenario.START, 230_000);
        buyer = buyer.bornOn(Birthday.solar(8, 3));
        List<ExpectedTouch> birthday = model().touches(buyer).stream().filter(t -> t.occasion().equals("birthday/2026")).toList();
        assertEquals(List.of("call", "gift"), birthday.stream().map(ExpectedTouch::role).toList());
        assertEquals(at("2026-08-03T18:00"), birthday.get(0).from());
        assertEquals(at("2026-07-27T00:00"), birthday.get(1).from());
    }

    @Test
    void silenceCallsForAMessageToIronAfterNinetyDays() {
        buys("2025-12-30T10:00", Scenario.START, 8_000);
        List<Instant> dues = model().touches(buyer).stream().filter(t -> t.what().equals("silence")).map(ExpectedTouch::to).toList();
        // Counted from the greetings of 15 February (Spring Festival), 18 June (Dragon Boat) and 24 September (Mid-Autumn), for a
        // year's sales that still reach iron: 90 days each.
        assertEquals(List.of(at("2026-05-16T23:59:59"), at("2026-09-16T23:59:59"), at("2026-12-23T23:59:59")), dues);
    }

    @Test
    void aCriticalComplaintOnAHolidayClimbsTheWholeLadder() {
        buys("2025-10-10T10:00", Scenario.START, 8_000);
        complaint("critical", "2026-05-02T10:00");
        said("complaint.replied", "2026-05-06T15:00", Map.of());
        said("complaint.solved", "2026-05-08T15:00", Map.of());
        said("complaint.confirmed", "2026-05-13T10:00", Map.of("satisfied", true));
        ExpectedComplaint complaint = model().complaints(buyer).get(0);
        assertEquals(at("2026-05-06T10:00"), complaint.reply());
        assertEquals(at("2026-05-06T18:00"), complaint.solve());
        assertEquals(at("2026-05-12T15:00"), complaint.confirm());
        assertEquals(List.of("owner opened 2026-05-02T10:00", "manager opened 2026-05-02T10:00", "owner reply 2026-05-06T09:00",
                "manager reply 2026-05-06T10:00", "director opened 2026-05-06T11:00", "director reply 2026-05-06T12:00",
                "owner solve 2026-05-06T17:00", "manager solve 2026-05-06T18:00", "director solve 2026-05-07T11:00",
                "owner confirm 2026-05-12T14:00", "manager confirm 2026-05-12T15:00", "director confirm 2026-05-12T17:00"), alerts(complaint));
    }

    @Test
    void aStoppedClockGivesBackWhatWasLeft() {
        buys("2025-10-10T10:00", Scenario.START, 8_000);
        complaint("low", "2026-06-13T10:00");
        said("complaint.replied", "2026-06-15T09:30", Map.of());
        said("complaint.waiting", "2026-06-15T14:00", Map.of());
        said("complaint.resumed", "2026-06-17T10:00", Map.of());
        said("complaint.solved", "2026-06-17T13:30", Map.of());
        ExpectedComplaint complaint = model().complaints(buyer).get(0);
        assertEquals(at("2026-06-17T14:00"), complaint.solve());
        assertTrue(alerts(complaint).containsAll(List.of("owner opened 2026-06-13T10:00", "owner reply 2026-06-15T09:00",
                "owner solve 2026-06-17T13:00")));
    }

    @Test
    void reopeningStartsARoundWithItsOwnDeadlines() {
        buys("2025-10-10T10:00", Scenario.START, 8_000);
        complaint("high", "2026-08-18T10:00");
        said("complaint.replied", "2026-08-18T10:30", Map.of());
        said("complaint.solved", "2026-08-18T15:00", Map.of());
        said("complaint.confirmed", "2026-08-19T14:30", Map.of("satisfied", false));
        said("complaint.replied", "2026-08-19T15:00", Map.of());
        said("complaint.solved", "2026-08-19T16:00", Map.of());
        said("complaint.confirmed", "2026-08-20T15:00", Map.of("satisfied", true));
        ExpectedComplaint complaint = model().complaints(buyer).get(0);
        assertEquals(2, complaint.round());
        assertEquals(at("2026-08-19T18:00"), complaint.solve());
        assertEquals(List.of("owner opened 2026-08-18T10:00", "owner opened 2026-08-19T14:30"), alerts(complaint));
    }

    @Test
    void exactlyTwoHoursLeftAreEnoughForTheSameDay() {
        complaint("high", "2026-03-18T16:00");
        assertEquals(at("2026-03-18T18:00"), model().complaints(buyer).get(0).solve());
        facts.clear();
        complaint("high", "2026-03-18T16:01");
        assertEquals(at("2026-03-19T18:00"), model().complaints(buyer).get(0).solve());
        facts.clear();
        complaint("critical", "2026-12-07T07:00");
        assertEquals(at("2026-12-08T18:00"), model().complaints(buyer).get(0).solve());
    }

    @Test
    void theDeadAreLeftInPeace() {
        said("customer.changed", "2026-03-01T10:00", Map.of("deceased", true));
        assertEquals(Claim.STOPPED, touch("mid-autumn/2026").claim());
    }

    @Test
    void whoWritesSomethingDownHasLookedAtTheCard() {
        said("customer.changed", "2026-05-01T10:00", Map.of("traits", Map.of("style", "plain")));
        assertEquals(List.of("2026-10-28T09:00 planned"), cardsToComplete());
        facts.clear();
        said("customer.changed", "2026-07-05T10:00", Map.of("traits", Map.of("style", "plain")));
        assertEquals(List.of("2026-07-06T09:00 cancelled", "2027-01-01T09:00 planned"), cardsToComplete());
    }

    private List<String> cardsToComplete() {
        return model().touches(buyer).stream().filter(t -> t.role().equals("complete-card"))
                .map(t -> LocalDateTime.ofInstant(t.from(), CompanyTime.ZONE) + " " + (t.statuses().contains("planned") ? "planned" : t.statuses().iterator().next())).toList();
    }

    private ExpectedTouch touch(String occasion) {
        return model().touches(buyer).stream().filter(t -> t.occasion().equals(occasion)).findFirst().orElseThrow();
    }

    private static List<String> alerts(ExpectedComplaint complaint) {
        return complaint.alerts().stream()
                .map(a -> a.level() + " " + a.deadline() + " " + LocalDateTime.ofInstant(a.at(), CompanyTime.ZONE)).toList();
    }

    private YearModel model() {
        List<Fact> known = new ArrayList<>(facts);
        known.add(new Fact("made", "customer.changed", "C-01", Scenario.START, Scenario.START, Map.of()));
        return new YearModel(List.of(buyer), known, Scenario.START, Scenario.END);
    }

    private void buys(String time, Instant arrival, int amount) {
        facts.add(new Fact("f" + facts.size(), "purchase.made", "C-01", at(time), arrival,
                Map.of("order", "SO-" + facts.size(), "amount", amount)));
    }

    private void complaint(String severity, String at) {
        said("complaint.opened", at, Map.of("severity", severity, "category", "delivery"));
    }

    private void said(String type, String at, Map<String, Object> more) {
        Map<String, Object> data = new HashMap<>(more);
        data.put("complaint", "K");
        facts.add(new Fact("f" + facts.size(), type, "C-01", at(at), at(at), data));
    }

    private static Instant at(String local) {
        LocalDateTime at = LocalDateTime.parse(local);
        return CompanyTime.at(at.toLocalDate(), LocalTime.from(at));
    }
}
