package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.backtest.Replay;
import dev.regard.engine.backtest.SplitReplay;
import dev.regard.engine.backtest.Tape;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The difference that a back-test finds, against one that is worked out by hand. */
class BacktestTest {
    private static final Instant BEGIN = Dealership.at("2026-03-02T09:00");
    private static final Instant FROM = Dealership.at("2026-05-01T00:00");
    private static final Instant TO = Dealership.at("2026-08-01T00:00");
    private static final Rulebook PUBLISHED = new Rulebook(Dealership.rules(), Dealership.organisation());
    private final List<Recorded> journal = new ArrayList<>();

    private void arrives(Instant at, boolean history, Instant time, String customer, String type, Object... data) {
        long sequence = journal.size() + 1L;
        journal.add(new Recorded(sequence, at, new Event("test", "e" + sequence, type, time, CustomerKey.stated(customer).orElseThrow(), Data.of(data), history)));
    }

    private void buys(Instant at, String customer, int amount) {
        arrives(at, false, at, customer, "purchase.made", "order", "O-" + journal.size(), "amount", BigDecimal.valueOf(amount));
    }

    /** The shipped rules with another text in one table. */
    private static Rulebook with(String table, String text) {
        Map<String, byte[]> files = new HashMap<>(RuleSetFiles.in(Path.of("src/main/rule-set")).files());
        files.keySet().removeIf(f -> f.startsWith("tables/" + table + "."));
        files.put("tables/" + table + ".csv", text.getBytes(StandardCharsets.UTF_8));
        RuleSet rules = RuleSetReader.read(RuleSetFiles.of(files), Optional.of(Dealership.organisation())).ruleSet().orElseThrow();
        return new Rulebook(rules, Dealership.organisation());
    }

    @Test
    void aRuleSetOfTheTimeBeforeATableWasThereGoesOnWithoutIt() {
        Map<String, byte[]> files = new HashMap<>(RuleSetFiles.in(Path.of("src/main/rule-set")).files());
        files.keySet().removeIf(f -> f.startsWith("tables/spot-checks.") || f.startsWith("tables/upkeep."));
        RuleSet rules = RuleSetReader.read(RuleSetFiles.of(files), Optional.of(Dealership.organisation())).ruleSet().orElseThrow();
        arrives(BEGIN, false, BEGIN, "C-1", "customer.changed", "name", "Li", "enteredBy", "rep-01", "phones", List.of("13800000001"));
        buys(BEGIN, "C-1", 300);

        Difference difference = difference(new Rulebook(rules, Dealership.organisation()));
        assertTrue(difference.draft().touches().values().stream().filter(t -> !t.due().isBefore(FROM)).noneMatch(t -> t.role().equals("complete-card")));
        assertEquals(difference.published().tiers(), difference.draft().tiers());
    }

    private static Rulebook goldFrom(int threshold) {
        return with("tiers", "Tiers\nDecides.\nKey,Sales in 12 months,Tier is,Kept down to\nplatinum,>= 200000,platinum,90%\ngold,>= " + threshold
                + ",gold,90%\niron,>= 5000,iron,90%\nlead,-,lead,\n");
    }

    private Outcome outcome(Optional<Rulebook> draft) {
        Tape tape = new Tape();
        journal.forEach(tape::add);
        try (Replay replay = new Replay(PUBLISHED, draft, FROM, TO)) {
            tape.events().forEach(replay::take);
            return replay.end();
        }
    }

    private Difference difference(Rulebook draft) {
        return Difference.between(outcome(Optional.empty()), outcome(Optional.of(draft)));
    }

    private static String tier(int sales, int gold) {
        return sales >= 200_000 ? "platinum" : sales >= gold ? "gold" : sales >= 5_000 ? "iron" : "lead";
    }

    @Test
    void whoEndsInAnotherTierIsWhoseSalesLieBetweenTheThresholdsAndWhoBoughtAfterTheDraftBegan() {
        Random random = new Random(7);
        Map<String, Integer> sales = new TreeMap<>();
        Map<String, Integer> atLastPurchase = new HashMap<>();
        Stream.iterate(BEGIN, at -> at.plus(Duration.ofHours(5))).limit(700).filter(at -> at.isBefore(TO)).forEach(at -> {
            String customer = "C-" + random.nextInt(60);
            int amount = 100 + random.nextInt(12_000);
            sales.merge(customer, amount, Integer::sum);
            if (!at.isBefore(FROM)) {
                atLastPurchase.put(customer, sales.get(customer));
            }
            buys(at, customer, amount);
        });
        Map<String, String> expected = new TreeMap<>();
        atLastPurchase.forEach((customer, sum) -> {
            if (!tier(sum, 50_000).equals(tier(sum, 40_000))) {
                expected.put(customer, tier(sum, 50_000) + " -> " + tier(sum, 40_000));
            }
        });

        Difference difference = difference(goldFrom(40_000));
        Map<String, String> found = new TreeMap<>();
        difference.tiers().forEach(t -> found.put(t.customer(), t.published() + " -> " + t.draft()));
        assertTrue(expected.size() > 3, expected::toString);
        assertEquals(expected, found);
        assertEquals(difference, difference(goldFrom(40_000)), "the same events and rules give the same difference");
        assertEquals(new Difference(difference.published(), difference.published(), List.of(), List.of(), List.of()),
                Difference.between(difference.published(), outcome(Optional.of(PUBLISHED))), "a draft that changes nothing");
    }

    @Test
    void historyHappensWhenItHappenedAndSaysFirstWhoTheCustomersAre() {
        Instant imported = Dealership.at("2026-09-01T10:00");
        arrives(imported, true, Dealership.at("2026-06-10T10:00"), "C-1", "purchase.made", "order", "A", "amount", "45000", "items",
                List.of(Map.of("category", "sanitary-ware", "amount", "45000")));
        arrives(imported, true, imported, "C-1", "customer.changed", "name", "Li", "kind", "consumer", "emails", List.of("li@example.com"));

        Difference difference = difference(goldFrom(40_000));
        assertEquals(List.of(new Difference.Tier("C-1", "iron", "gold")), difference.tiers());
        assertEquals("2026-06-10T10:00", Dealership.local(difference.draft().tierChanges().get(0).at()));
        assertTrue(difference.published().touches().values().stream().anyMatch(t -> t.occasion().startsWith("order/A")), "a consumer is called after a purchase");
    }

    @Test
    void whatWasPlannedForAnHourThatTheDraftClosesIsPutOffByIt() {
        Instant bought = FROM.minus(Duration.ofDays(1));
        arrives(bought, false, bought, "C-1", "customer.changed", "kind", "consumer", "phones", List.of("13800000001"), "emails", List.of("li@example.com"));
        buys(bought, "C-1", 300);

        Difference difference = difference(with("contact-hours", "Contact hours\nWhen.\nKey,How,Weekdays,From,To,Moment is\nall,-,Mon-Sun,20:00,21:00,good\n"));
        Difference.Contact call = difference.contacts().stream().filter(c -> c.touch().role().equals("care-call")).findFirst().orElseThrow();
        assertEquals(Difference.Change.MOVED, call.change());
        assertTrue(Dealership.local(call.draft().due()).endsWith("T20:00"), call::toString);
        assertNull(difference.published().held().get("contact-hours"));
        assertEquals(1, difference.draft().held().get("contact-hours"), difference.draft().held()::toString);
    }

    @Test
    void whatIsPutOffBeyondTheEndIsMovedAndNotGone() {
        Instant bought = TO.minus(Duration.ofDays(3));
        arrives(bought, false, bought, "C-1", "customer.changed", "kind", "consumer", "phones", List.of("13800000001"));
        buys(bought, "C-1", 300);
        Rulebook later = with("revisits", "Revisits\nDecides.\nKey,After,Customer kind,Days after,Role,How,Purpose,Template\nlater,purchase,consumer,20,care-call,call,care,care-call\n");
        Rulebook sooner = with("revisits", "Revisits\nDecides.\nKey,After,Customer kind,Days after,Role,How,Purpose,Template\nsooner,purchase,consumer,1,care-call,call,care,care-call\n");

        Tape tape = new Tape();
        journal.forEach(tape::add);
        SplitReplay.Outcomes split = new SplitReplay(sooner, later, FROM, TO).run(tape.events(), Optional.empty(), 1, () -> { });
        Difference.Contact call = Difference.between(split.published(), split.draft()).contacts().stream().filter(c -> c.touch().role().equals("care-call")).findFirst().orElseThrow();
        assertEquals(Difference.Change.MOVED, call.change());
        assertTrue(call.published().due().isBefore(TO) && call.draft().due().isAfter(TO), call::toString);
    }

    @Test
    void aContactThatOneSideDoesNotMakeIsNamedWithItsRow() {
        buys(Dealership.at("2026-04-20T10:00"), "C-1", 300);
        arrives(Dealership.at("2026-04-20T10:00"), false, Dealership.at("2026-04-20T10:00"), "C-1", "customer.changed", "kind", "consumer", "phones", List.of("13800000001"));
        buys(Dealership.at("2026-05-20T10:00"), "C-1", 300);
        Rulebook silent = with("revisits", "Revisits\nDecides.\nKey,After,Customer kind,Days after,Role,How,Purpose,Template\nnone,purchase,internal,3,care-call,call,care,care-call\n");

        Difference difference = difference(silent);
        List<Difference.Contact> gone = difference.contacts().stream().filter(c -> c.change() == Difference.Change.GONE).toList();
        assertTrue(gone.stream().anyMatch(c -> c.touch().occasion().equals("order/O-2")), gone::toString);
        assertTrue(gone.stream().noneMatch(c -> c.touch().occasion().equals("order/O-0")), "planned before the draft counted, and kept");
        assertEquals("revisits", difference.published().rowOf(gone.get(0).published()).orElseThrow().table());
    }
}
