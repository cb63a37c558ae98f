package dev.regard.routes.bench;

import dev.regard.engine.backtest.Tape;
import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.routes.trial.Backtest;
import dev.regard.routes.wiring.RulesDesk;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A year of a company's events under the shipped rules and under ones with gold from another amount, both sides. One customer for ten events. The
 * floor is what applying the events alone takes on one side, in one go: no calendar, no nights, no messages.
 */
final class BacktestBench {
    private static final int EVENTS_A_CUSTOMER = 10;
    private static final int YEAR = 365;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private BacktestBench() { }

    static BenchResult run(int size, int seconds) {
        try (SampleData data = new SampleData()) {
            LocalDate end = LocalDate.ofInstant(SampleData.NOW, data.organisation().zone());
            LocalDate begin = end.minusDays(YEAR);
            Instant start = begin.atStartOfDay(data.organisation().zone()).toInstant();
            Tape tape = new Tape();
            List<Recorded> recorded = events(size, start);
            recorded.forEach(tape::add);
            long sorting = System.nanoTime();
            List<Recorded> events = tape.events();
            Latencies latencies = new Latencies();
            long[] last = {System.nanoTime()};
            Processors processors = new Processors();
            long began = System.nanoTime();
            new Backtest(data.book(), draft(data), begin, end).run(events, Optional.empty(), Runtime.getRuntime().availableProcessors(), () -> {
                synchronized (last) {
                    long now = System.nanoTime();
                    latencies.add(now - last[0]);
                    last[0] = now;
                }
            });
            long ended = System.nanoTime();
            Map<String, Double> stages = new LinkedHashMap<>();
            stages.put("customers", (double) customers(size));
            stages.put("putting events in order ms", (began - sorting) / NANOS_A_MILLI);
            stages.put("both sides ms", (ended - began) / NANOS_A_MILLI);
            stages.putAll(processors.stages());
            double floor = events.size() * NANOS_A_SECOND / applied(events, data.book());
            return new BenchResult("backtest", events.size() * NANOS_A_SECOND / (ended - began), "events/s", latencies.p99Millis(), floor, stages);
        }
    }

    private static int customers(int events) {
        return Math.max(1, events / EVENTS_A_CUSTOMER);
    }

    /** Who the customers are, then purchases, calls, complaints with what becomes of them, and stock over the year; a few more than asked for at the most. */
    private static List<Recorded> events(int size, Instant start) {
        RandomGenerator random = new SplittableRandom(size);
        List<Recorded> events = new ArrayList<>(size);
        int customers = customers(size);
        for (int i = 0; i < customers && events.size() < size; i++) {
            String kind = i % 10 == 0 ? "distributor" : i % 17 == 0 ? "designer" : "consumer";
            add(events, start, "B-" + i, "customer.changed", "name", "Customer " + i, "kind", kind, "emails", List.of("b" + i + "@customer.example"),
                    "phones", List.of("+86138" + (10_000_000 + i)), "birthday", Map.of("month", BigDecimal.valueOf(1 + i % 12), "day", BigDecimal.valueOf(1 + i % 28)));
        }
        while (events.size() < size) {
            Instant at = start.plus(random.nextInt(YEAR * 24 * 60), ChronoUnit.MINUTES);
            String customer = "B-" + random.nextInt(customers);
            int n = events.size();
            switch (random.nextInt(20)) {
                case 0 -> complaint(events, at, customer, "K-" + n, n % 10 == 0);
                case 1, 2, 3 -> add(events, at, customer, "interaction.logged", "channel", "phone", "outcome", "reached", "text", "all well");
                case 4 -> add(events, at, customer, "stock.reported", "category", "tiles", "daysOfCover", BigDecimal.valueOf(random.nextInt(90)));
                default -> add(events, at, customer, "purchase.made", "order", "O-" + n, "amount", BigDecimal.valueOf(random.nextInt(20_000)));
            }
        }
        return events;
    }

    /** Answered within hours and solved within days, as most are; one that nobody solves climbs the ladder to its end. */
    private static void complaint(List<Recorded> events, Instant at, String customer, String complaint, boolean forgotten) {
        add(events, at, customer, "complaint.opened", "complaint", complaint, "text", "送货太慢", "category", "delivery");
        if (!forgotten) {
            add(events, at.plus(3, ChronoUnit.HOURS), customer, "complaint.replied", "complaint", complaint);
            add(events, at.plus(2, ChronoUnit.DAYS), customer, "complaint.solved", "complaint", complaint);
            add(events, at.plus(3, ChronoUnit.DAYS), customer, "complaint.confirmed", "complaint", complaint, "satisfied", true);
        }
    }

    private static void add(List<Recorded> events, Instant at, String customer, String type, Object... data) {
        events.add(new Recorded(events.size() + 1L, at, new Event("bench", String.valueOf(events.size()), type, at, new CustomerKey(CustomerKey.Kind.ID, customer), Data.of(data))));
    }

    private static Rulebook draft(SampleData data) {
        Map<String, byte[]> files = new TreeMap<>(RulesDesk.shipped().files());
        files.remove("tables/tiers.xlsx");
        files.put("tables/tiers.csv", ("Tiers\nDecides.\nKey,Sales in 12 months,Tier is,Kept down to\nplatinum,>= 200000,platinum,90%\ngold,>= 40000,gold,90%\n"
                + "iron,>= 5000,iron,90%\nlead,-,lead,\n").getBytes(StandardCharsets.UTF_8));
        return new Rulebook(RuleSetReader.read(RuleSetFiles.of(files), Optional.of(data.organisation())).ruleSet().orElseThrow(), data.organisation());
    }

    private static long applied(List<Recorded> events, Rulebook book) {
        Engagement engagement = new Engagement(book);
        Map<String, Card> cards = new HashMap<>();
        long began = System.nanoTime();
        for (Recorded recorded : events) {
            String id = recorded.event().subject().value();
            Card card = cards.getOrDefault(id, Card.blank(id, recorded.receivedAt()));
            cards.put(id, engagement.apply(card, List.of(recorded), Filed.NOTHING, recorded.receivedAt()).card());
        }
        return System.nanoTime() - began;
    }
}
