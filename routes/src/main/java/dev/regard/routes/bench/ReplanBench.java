package dev.regard.routes.bench;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.store.Change;
import dev.regard.rules.drools.DroolsDecider;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One customer in a hundred has a birthday greeting planned; a rule set is published that sends birthday greetings half an hour later. All
 * cards are planned anew; meanwhile purchases come in one after the other, and are acknowledged and decided.
 */
final class ReplanBench {
    private static final int ONE_IN = 100;
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(5);
    /** No festival is near, so that the hundredth is the only one with something planned. */
    private static final Instant QUIET = OffsetDateTime.parse("2026-10-20T10:00:00+08:00").toInstant();
    private static final double NANOS_A_SECOND = 1e9;

    private ReplanBench() { }

    static BenchResult run(int size, int seconds) throws InterruptedException {
        try (SampleData data = new SampleData()) {
            Rulebook book = data.book();
            Engagement engagement = new Engagement(book);
            Card plain = looked(engagement, "R-0", Map.of()).card();
            LocalDate birthday = LocalDate.ofInstant(QUIET, data.organisation().zone()).plusDays(20);
            try (Crowd crowd = Crowd.of(data.folder().path().resolve("crowd"), size, book, QUIET,
                    n -> n % ONE_IN == 0 ? celebrating(engagement, "R-" + n, birthday) : Crowd.first(plain, "R-" + n, plain.wakeAt()))) {
                crowd.engine().start();
                double floor = scanned(crowd, size);
                Latencies acknowledged = new Latencies();
                AtomicBoolean done = new AtomicBoolean();
                AtomicInteger sent = new AtomicInteger();
                Thread buyers = buyers(crowd, acknowledged, done, sent, size);
                Processors processors = new Processors();
                long begin = System.nanoTime();
                buyers.start();
                Rulebook next = new Rulebook(later(data.rules()), data.organisation());
                crowd.engine().publish(next);
                long changed = crowd.engine().planAnew(next, () -> true).orElseThrow().customers();
                double took = (System.nanoTime() - begin) / NANOS_A_SECOND;
                Map<String, Double> stages = new LinkedHashMap<>();
                stages.put("all ms", took * 1_000);
                stages.put("cards changed", (double) changed);
                stages.put("events acknowledged meanwhile", (double) sent.get());
                stages.put("events waiting at the end", (double) crowd.store().journal().waiting());
                stages.put("acknowledged median ms", acknowledged.medianMillis());
                stages.putAll(processors.stages());
                done.set(true);
                buyers.join();
                // those who bought meanwhile may have been planned anew before the scan reached them
                if (changed > size / ONE_IN + sent.get() || changed < size / ONE_IN - sent.get()) {
                    throw new IllegalStateException(changed + " cards changed instead of one in " + ONE_IN);
                }
                return new BenchResult("replan", size / took, "customers/s", acknowledged.p99Millis(), floor, stages);
            }
        }
    }


    /** A household that the engine has looked at, as it is stored. */
    private static Change looked(Engagement engagement, String id, Map<String, Object> more) {
        Map<String, Object> profile = new HashMap<>(Map.of("name", "王芳 " + id, "kind", "consumer", "owner", "rep-01", "region", "east",
                "emails", List.of(id + "@example.com")));
        profile.putAll(more);
        Event event = new Event("bench", id, "customer.changed", QUIET, CustomerKey.id(id).orElseThrow(), new Data(profile));
        Change change = engagement.apply(Card.blank(id, QUIET), List.of(SampleData.recorded(event)), Filed.NOTHING, QUIET);
        return new Change(change.card(), change.newKeys(), change.decisions(), change.touches(), List.of(), List.of(), List.of());
    }

    private static Change celebrating(Engagement engagement, String id, LocalDate birthday) {
        return looked(engagement, id, Map.of("birthday", Map.of("calendar", "solar",
                "month", BigDecimal.valueOf(birthday.getMonthValue()), "day", BigDecimal.valueOf(birthday.getDayOfMonth()))));
    }

    private static RuleSet later(RuleSet rules) {
        Map<Topic, DecisionTable> tables = new EnumMap<>(rules.tables());
        DecisionTable occasions = tables.get(Topic.OCCASIONS);
        List<Row> rows = occasions.rows().stream().map(row -> row.key().equals("birthday-message") ? halfAnHourLater(row) : row).toList();
        tables.put(Topic.OCCASIONS, new DecisionTable(occasions.name(), occasions.title(), occasions.sentence(), occasions.topic(), rows));
        return new RuleSet(rules.version() + "-later", tables, new DroolsDecider(tables), rules.wording(), rules.festivals(), rules.holidays());
    }

    private static Row halfAnHourLater(Row row) {
        Map<String, Object> results = new HashMap<>(row.results());
        results.computeIfPresent("at", (name, at) -> ((LocalTime) at).plusMinutes(30));
        return new Row(row.key(), row.line(), row.conditions(), results);
    }

    /** Reading every card and nothing else. */
    private static double scanned(Crowd crowd, int size) {
        long[] seen = {0};
        long start = System.nanoTime();
        crowd.store().cards().scan(card -> seen[0]++);
        if (seen[0] != size) {
            throw new IllegalStateException("scanned " + seen[0]);
        }
        return size * NANOS_A_SECOND / (System.nanoTime() - start);
    }

    private static Thread buyers(Crowd crowd, Latencies acknowledged, AtomicBoolean done, AtomicInteger sent, int size) {
        return new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                Instant now = crowd.engine().now();
                Event event = new Event("bench", "order-" + i, "purchase.made", now, CustomerKey.id("R-" + (1 + i * 7919L % (size - 1))).orElseThrow(),
                        Data.of("order", "O-" + i, "amount", BigDecimal.valueOf(120)));
                long start = System.nanoTime();
                crowd.engine().accept(List.of(event));
                acknowledged.add(System.nanoTime() - start);
                sent.incrementAndGet();
                LockSupport.parkNanos(BETWEEN_EVENTS.toNanos());
            }
        }, "buyers");
    }
}
