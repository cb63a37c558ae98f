package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.decision.Language;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.time.Window;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a back-test is told, to a program and to a person. */
class BacktestReportTest {
    private static final LocalDate FROM = LocalDate.parse("2026-03-01");
    private static final Organisation COMPANY = new Organisation("Dealer", "en", "CNY", ZoneOffset.UTC, "office@dealer.example", "care@dealer.example", "400",
            Map.of(DayOfWeek.MONDAY, List.of(new Window(9 * 60, 18 * 60))), List.of("owner"), Map.of(), Map.of(), Map.of());
    private static final BacktestReport REPORT = report(SampleComparison.withoutPrices());

    private static BacktestReport report(Comparison comparison) {
        return new BacktestReport(FROM, FROM.plusMonths(1), List.of(), comparison, new Wording(COMPANY, Language.ENGLISH));
    }

    private static Map<String, Object> tree() {
        return REPORT.tree(Optional.empty());
    }

    private static List<?> tiers(Optional<String> customer) {
        return (List<?>) ((Map<?, ?>) REPORT.tree(customer).get("differences")).get("tiers");
    }

    private static void assertTold(String... lines) {
        List<String> told = REPORT.text().stream().map(line -> line.replaceAll(" +", " ")).toList();
        assertTrue(told.containsAll(List.of(lines)), told::toString);
    }

    @Test
    void whoseTierDiffersForATimeIsListedWithTheDatesOfBothSides() {
        assertEquals(Map.of("atTheEnd", 1, "forATime", 2), tree().get("tiersDiffering"));
        assertEquals(List.of("A false", "B true", "E true"), tiers(Optional.empty()).stream()
                .map(t -> ((Map<?, ?>) t).get("customer") + " " + ((Map<?, ?>) t).get("forATime")).toList());
        assertTold("Tiers: 1 customers in another one at the end, 2 more for a time");
    }

    @Test
    void oneCustomerIsListedAloneWithTheChangesOfBothSides() {
        List<?> tiers = tiers(Optional.of("B"));
        assertEquals(1, tiers.size());
        Map<?, ?> earlier = (Map<?, ?>) tiers.get(0);
        assertEquals("gold gold", earlier.get("published") + " " + earlier.get("draft"));
        assertEquals(List.of(Map.of("at", "2026-03-20T03:00:00Z", "before", "iron", "after", "gold")), earlier.get("changesPublished"));
        assertEquals(List.of(Map.of("at", "2026-03-10T03:00:00Z", "before", "iron", "after", "gold")), earlier.get("changesDraft"));
        assertEquals(List.of("2026-03-20 03:00", "2026-03-10 03:00"), REPORT.text("B").stream()
                .map(line -> line.replaceAll("^.*: +(\\S+ \\S+) Moved.*", "$1")).toList());
    }

    @Test
    void whoIsTreatedDifferentlyByAnAlertAloneIsNamedToo() {
        assertEquals(4, tree().get("customersDiffering"));
        assertTold("4 customers are treated differently; --customer ID says how and why: A, B, E, D");
        assertEquals(List.of("nothing is decided differently for C"), REPORT.text("C"));
    }

    @Test
    void aChannelWithoutAPriceIsNamedAndDoesNotSilentlyCostNothing() {
        assertEquals(List.of("no price is given for visit: their contacts count as 0; a price is under cost in publishing.yaml"),
                report(SampleComparison.priced(Map.of("phone", BigDecimal.TEN))).tree(Optional.empty()).get("notes"));
        assertEquals(List.of(), tree().get("notes"), "nothing is said of cost where there are no prices at all");
    }

    @Test
    void eventsOfThePeriodAndThoseReplayedBeforeItAreTwoNumbers() {
        assertEquals("9 2", tree().get("events") + " " + tree().get("eventsInPeriod"));
        assertTold("2026-03-01 to 2026-04-01: 2 events, 7 replayed before it, 5 customers");
    }

    @Test
    void contactsThatAreNotMadeAreToldWithTheirReasons() {
        assertEquals(Map.of("published", 3, "draft", 0), tree().get("cancelled"));
        assertEquals(Map.of("cancelled: no consent", Map.of("published", 3, "draft", 0)), tree().get("unmadeBecause"));
        assertTold(" not made: cancelled 3 0 -3", "Not made, where it differs", " cancelled: no consent 3 0 -3");
    }
}
