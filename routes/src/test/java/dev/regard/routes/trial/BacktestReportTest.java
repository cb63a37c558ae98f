package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.time.Window;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a back-test lists, and what it counts. */
class BacktestReportTest {
    private static final LocalDate FROM = LocalDate.parse("2026-03-01");
    private static final Organisation COMPANY = new Organisation("Dealer", "en", "CNY", ZoneOffset.UTC, "office@dealer.example", "care@dealer.example", "400",
            Map.of(DayOfWeek.MONDAY, List.of(new Window(9 * 60, 18 * 60))), List.of("owner"), Map.of(), Map.of(), Map.of());
    private static final Map<Outcome.Unmade, Integer> NO_CONSENT = Map.of(new Outcome.Unmade(Touch.Status.CANCELLED, "no consent"), 3);

    private static Decision decision(String type, String customer, String day, Map<String, Object> detail) {
        return new Decision(type + customer + day, Instant.parse(day + "T03:00:00Z"), customer, type, detail, "v", List.of(new Reason("tiers", "row", 4, Map.of())), null);
    }

    private static TierChange change(String customer, String day, String before, String after) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("before", before);
        detail.put("after", after);
        return TierChange.of(decision("tier", customer, day, detail));
    }

    private static BacktestReport report() {
        return report(Map.of());
    }

    private static BacktestReport report(Map<String, BigDecimal> cost) {
        Map<String, String> tiers = new HashMap<>(Map.of("A", "iron", "B", "gold", "C", "gold", "D", "iron", "E", "gold"));
        Outcome published = new Outcome(FROM.atStartOfDay(ZoneOffset.UTC).toInstant(), Instant.MAX, "v", 9, 2, tiers,
                List.of(change("C", "2026-03-02", "iron", "gold"), change("B", "2026-03-20", "iron", "gold")), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), NO_CONSENT);
        tiers = new HashMap<>(tiers);
        tiers.put("A", "gold");
        Decision alert = decision("alert", "D", "2026-03-07", Map.of("level", "owner"));
        Outcome draft = new Outcome(published.from(), published.to(), "w", 9, 2, tiers, List.of(change("C", "2026-03-02", "iron", "gold"), change("A", "2026-03-05", "iron", "gold"),
                change("B", "2026-03-10", "iron", "gold"), change("E", "2026-03-11", "gold", "iron"), change("E", "2026-03-12", "iron", "gold")),
                Map.of(new Outcome.Alike(FROM, Touch.Kind.TASK, "visit", "rep-01", null), 4, new Outcome.Alike(FROM, Touch.Kind.TASK, "phone", "rep-01", null), 2), Map.of(), Map.of(),
                Map.of(alert.id(), alert), Map.of(), Map.of());
        return new BacktestReport(Difference.between(published, draft), FROM, FROM.plusMonths(1), COMPANY, Language.ENGLISH, cost, List.of());
    }

    @Test
    void whoseTierDiffersForATimeIsListedWithTheDatesOfBothSides() {
        Map<?, ?> tree = report().tree(Optional.empty());
        assertEquals(Map.of("atTheEnd", 1, "forATime", 2L), tree.get("tiersDiffering"));
        List<?> tiers = (List<?>) ((Map<?, ?>) tree.get("differences")).get("tiers");
        assertEquals(List.of("A false", "B true", "E true"), tiers.stream().map(t -> ((Map<?, ?>) t).get("customer") + " " + ((Map<?, ?>) t).get("forATime")).toList());
        Map<?, ?> earlier = (Map<?, ?>) tiers.get(1);
        assertEquals("gold gold", earlier.get("published") + " " + earlier.get("draft"));
        assertEquals(List.of(Map.of("at", "2026-03-20T03:00:00Z", "before", "iron", "after", "gold")), earlier.get("changesPublished"));
        assertEquals(List.of(Map.of("at", "2026-03-10T03:00:00Z", "before", "iron", "after", "gold")), earlier.get("changesDraft"));
        assertTrue(report().text().contains("Tiers: 1 customers in another one at the end, 2 more for a time"), () -> report().text().toString());
    }

    @Test
    void whoIsTreatedDifferentlyByAnAlertAloneCountsToo() {
        assertEquals(4, report().tree(Optional.empty()).get("customersDiffering"));
        assertTrue(report().text().contains("4 customers are treated differently; --customer ID says how and why: A, B, E, D"), () -> report().text().toString());
    }

    @Test
    void aChannelWithoutAPriceIsNamedAndDoesNotSilentlyCostNothing() {
        String words = "no price is given for visit: their contacts count as 0; a price is under cost in publishing.yaml";
        BacktestReport report = report(Map.of("phone", BigDecimal.TEN));
        assertEquals(List.of(words), report.tree(Optional.empty()).get("notes"));
        assertEquals(List.of(), report().tree(Optional.empty()).get("notes"), "nothing is said of cost where there are no prices at all");
        Policy.Gate gate = new Policy.Gate(6, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(BigDecimal.ONE), Map.of());
        Verdict refused = new Verdict(List.of(), report.exceeding(gate, List.of("gold", "iron"), List.of("gold", "iron")), report.unpriced());
        assertEquals(List.of("contacts cost 20 CNY more; at most 1 may be added", words), refused.words());
        assertTrue(new Verdict(List.of(), List.of(), report.unpriced()).passes());
    }

    @Test
    void eventsOfThePeriodAndThoseReplayedBeforeItAreTwoNumbers() {
        assertEquals("9 2", report().tree(Optional.empty()).get("events") + " " + report().tree(Optional.empty()).get("eventsInPeriod"));
        assertEquals("2026-03-01 to 2026-04-01: 2 events, 7 replayed before it, 5 customers", report().text().get(0));
    }

    @Test
    void contactsThatAreNotMadeAreCountedWithTheirReasons() {
        Map<?, ?> tree = report().tree(Optional.empty());
        assertEquals(Map.of("published", 3, "draft", 0), tree.get("cancelled"));
        assertEquals(Map.of("cancelled: no consent", Map.of("published", 3, "draft", 0)), tree.get("unmadeBecause"));
        List<String> lines = report().text().stream().map(line -> line.replaceAll(" +", " ")).toList();
        assertTrue(lines.containsAll(List.of(" not made: cancelled 3 0 -3", "Not made, where it differs", " cancelled: no consent 3 0 -3")), lines::toString);
    }
}
