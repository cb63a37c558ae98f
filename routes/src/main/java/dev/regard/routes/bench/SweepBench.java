package dev.regard.routes.bench;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * 3,000 customers are due at an instant (one in a hundred of less than 300,000); all others sleep. Five runs on the large store and on one of a tenth, in turns, medians.
 * A run asks what is due, looks after each (occasions, rhythm, reviews) and writes the cards.
 */
final class SweepBench {
    private static final int MOST_DUE = 3_000;
    /** In stores too small for that. */
    private static final int ONE_DUE_IN = 100;
    private static final int RUNS = 5;
    private static final Duration APART = Duration.ofMinutes(1);
    /** In the night, so that nothing that a run plans falls due before the next one. */
    private static final Instant FIRST = OffsetDateTime.parse("2026-09-22T02:30:00+08:00").toInstant();
    private static final double NANOS_A_MILLI = 1e6;

    private SweepBench() { }

    static BenchResult run(int size, int seconds) {
        int due = Math.min(MOST_DUE, size / ONE_DUE_IN);
        if (due < 1) {
            throw new IllegalArgumentException("nobody is due among fewer than " + ONE_DUE_IN + " customers");
        }
        try (SampleData data = new SampleData()) {
            Rulebook book = data.book();
            List<Card> models = data.cards(200, book);
            try (Crowd many = crowd(data, "many", size, due, book, models); Crowd few = crowd(data, "few", size / 10, due, book, models)) {
                double[] large = new double[RUNS];
                double[] small = new double[RUNS];
                Map<String, Double> stages = new LinkedHashMap<>();
                Latencies all = new Latencies();
                double floor = asked(many, due);
                Processors processors = new Processors();
                for (int run = 0; run < RUNS; run++) {
                    Instant at = FIRST.plus(APART.multipliedBy(run));
                    large[run] = swept(many, at, due);
                    small[run] = swept(few, at, due);
                    all.add((long) (large[run] * NANOS_A_MILLI));
                }
                stages.put("median of " + size + " customers ms", median(large));
                stages.put("median of " + size / 10 + " customers ms", median(small));
                stages.put("ratio", median(large) / median(small));
                IntStream.range(0, RUNS).forEach(run -> {
                    stages.put("run " + (run + 1) + " large ms", large[run]);
                    stages.put("run " + (run + 1) + " small ms", small[run]);
                });
                stages.putAll(processors.stages());
                return new BenchResult("sweep", due * 1_000 / median(large), "customers/s", all.p99Millis(), floor, stages);
            }
        }
    }

    private static Crowd crowd(SampleData data, String name, int size, int due, Rulebook book, List<Card> models) {
        Crowd crowd = Crowd.of(data.folder().path().resolve(name), size, book, FIRST.minusSeconds(60), n -> {
            // spread over the ids, as those who are due are in life
            int group = n % (size / due);
            Instant wakeAt = group < RUNS ? FIRST.plus(APART.multipliedBy(group)) : FIRST.plus(Duration.ofDays(30 + n % 300));
            return Crowd.first(models.get(n % models.size()), "S-" + n, wakeAt);
        });
        crowd.engine().openForManualWork();
        return crowd;
    }

    /** Only the question which are due, and reading their cards: nothing looked after, nothing written. */
    private static double asked(Crowd crowd, int due) {
        long start = System.nanoTime();
        int loaded = crowd.store().cards().load(crowd.store().cards().due(FIRST, due)).size();
        return loaded * 1e9 / (System.nanoTime() - start);
    }

    private static double swept(Crowd crowd, Instant at, int expected) {
        int due = crowd.store().cards().due(at, 2 * expected).size();
        if (due < expected || due > expected * 11 / 10 + 1) {
            throw new IllegalStateException(due + " customers are due instead of " + expected);
        }
        long start = System.nanoTime();
        crowd.engine().advanceTo(at);
        return (System.nanoTime() - start) / NANOS_A_MILLI;
    }

    private static double median(double[] runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
