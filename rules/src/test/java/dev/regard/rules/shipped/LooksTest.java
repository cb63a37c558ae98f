package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.rules.ShippedRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A card that becomes another one in the middle of a silence is looked at in time. */
class LooksTest {
    private static final Instant BOUGHT = Dealership.at("2026-03-02T10:00");
    private static final Instant TURN = BOUGHT.plus(Duration.ofDays(45));
    private static final String RHYTHM = """
            Contact rhythm
            "How long."
            Key,ABC class,Days of silence,Measured from,Covered by a contact within days,Role,How,Purpose,Cheerful,Template,Priority,Note
            a-silence,A,>= 30,contact,7,rhythm,call,care,no,rhythm-call,40,
            other-silence,not A,>= 60,contact,7,rhythm,call,care,no,rhythm-call,40,
            """;

    private static Rulebook rhythm(String table) {
        return new Rulebook(ShippedRules.with(Map.of("rhythm.csv", table)).ruleSet().orElseThrow(), Dealership.organisation());
    }

    private static Card bought(Engagement engagement) {
        Event bought = new Event("test", "1", "purchase.made", BOUGHT, CustomerKey.id("C-1").orElseThrow(), Data.of("order", "O", "amount", new BigDecimal(100)));
        return engagement.apply(Card.blank("C-1", BOUGHT), List.of(new Recorded(1, BOUGHT, bought)), Filed.NOTHING, BOUGHT).card();
    }

    /** As it is on the turn, with one purchase. */
    private static Card silent(Engagement engagement) {
        Card card = bought(engagement);
        while (card.wakeAt().isBefore(TURN)) {
            card = engagement.wake(card, card.wakeAt()).card();
        }
        return card;
    }

    private static LocalDate called(Engagement engagement, Card turned) {
        Card card = turned;
        Instant at = TURN;
        while (card.touches().stream().noneMatch(touch -> touch.role().equals("rhythm")) && at.isBefore(TURN.plus(Duration.ofDays(400)))) {
            at = card.wakeAt();
            card = engagement.wake(card, at).card();
        }
        return LocalDate.ofInstant(at, Dealership.SHANGHAI);
    }

    @Test
    void whoIsRankedAnewMeetsTheRowsOfTheNewClassAtTheNextNumberOfAnyRow() {
        Engagement engagement = new Engagement(rhythm(RHYTHM));
        Change ranked = engagement.rank(silent(engagement), "A", false, List.of(Reason.engine("test")), TURN).orElseThrow();
        assertEquals(LocalDate.parse("2026-05-01"), called(engagement, ranked.card()));
    }

    @Test
    void rulesThatArePublishedMeetTheCardAtTheNextNumberOfAnyRow() {
        String byKind = RHYTHM.replace("ABC class", "Customer kind");
        Engagement before = new Engagement(rhythm(byKind.replace(",A,", ",distributor,").replace("not A", "not distributor")));
        Engagement after = new Engagement(rhythm(byKind.replace(",A,", ",consumer,").replace("not A", "not consumer")));
        Card card = silent(before);
        assertEquals(LocalDate.parse("2026-05-01"), called(after, after.replan(card, TURN).map(Change::card).orElse(card)));
    }

    /** The care call that nobody has made is due a week after the purchase, on the 9th. */
    @ParameterizedTest
    @CsvSource({"12, 14, 2026-03-24", "8, 3, 2026-03-13", "12, 7, 2026-03-17", "12, 0, 2026-03-14"})
    void aSilenceIsBrokenAsSoonAsWhatCoversItIsOutOfTheReachOfItsRow(int silence, int within, LocalDate broken) {
        Engagement engagement = new Engagement(rhythm(RHYTHM.replace("not A,>= 60,contact,7", "not A,>= %d,contact,%d".formatted(silence, within))));
        Card card = bought(engagement);
        assertEquals(LocalDate.parse("2026-03-09"), LocalDate.ofInstant(card.touches().get(0).due(), Dealership.SHANGHAI), card.touches()::toString);
        assertEquals(broken, called(engagement, card));
    }

    /** Consumers become former customers after longer than distributors. */
    @Test
    void whoTurnsOutToBeADistributorIsAFormerOneAtTheNextNumberOfAnyRow() {
        for (LocalDate bought : List.of(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-11-02"))) {
            try (Dealership shop = Dealership.on(bought + "T10:00")) {
                shop.happens("C-1", "customer.changed", "name", "Li", "language", "zh");
                shop.happens("C-1", "purchase.made", "order", "O-1", "amount", 100);
                LocalDate day = bought.plusDays(364);
                shop.until(day + "T10:00");
                shop.happens("C-1", "customer.changed", "kind", "distributor");
                while (!shop.card("C-1").standing().stage().equals("former") && day.isBefore(bought.plusYears(2))) {
                    day = day.plusDays(1);
                    shop.until(day + "T10:00");
                }
                assertEquals(bought.plusDays(366), day);
            }
        }
    }
}
