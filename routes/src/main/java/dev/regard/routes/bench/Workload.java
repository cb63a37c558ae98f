package dev.regard.routes.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be measured. */
public enum Workload {
    /** The shipped tables answer what the engine asks them, one thread. Size: customers. */
    DECIDE(1_000, 10, (size, seconds, told) -> DecideBench.run(size, seconds)),
    /** Events over HTTP to durable effects. Size: events. */
    INGEST(30_000, 0, (size, seconds, told) -> IngestBench.run(size, seconds)),
    /** A CSV of purchases to durable effects. Size: rows. */
    IMPORT(200_000, 0, (size, seconds, told) -> ImportBench.run(size, seconds)),
    /** Looking after 3,000 customers whose time has come, among many and among a tenth of them. Size: customers. */
    SWEEP(1_000_000, 0, (size, seconds, told) -> SweepBench.run(size, seconds)),
    /** Planning all anew after a publication that changes 1 % of them, while events go on being taken. Size: customers. */
    REPLAN(1_000_000, 0, (size, seconds, told) -> ReplanBench.run(size, seconds)),
    /** A table of many rows and 30 columns, checked as at an edit and made ready to decide. Size: rows. */
    TABLES(2_000, 0, (size, seconds, told) -> TablesBench.run(size, seconds)),
    /** A year of events under two rule sets. Size: events; one customer for ten of them. */
    BACKTEST(100_000, 0, (size, seconds, told) -> BacktestBench.run(size, seconds)),
    /** Events over HTTP for half an hour, and whether anything grows that must not. Size: events a second. */
    SOAK(1_000, 1_800, SoakBench::run);

    private final int size;
    private final int seconds;
    private final Run run;

    Workload(int size, int seconds, Run run) {
        this.size = size;
        this.seconds = seconds;
        this.run = run;
    }

    /** Measures with a size, for about so many seconds where the workload has no end of its own; a long one tells how it goes. */
    interface Run {
        BenchResult of(int size, int seconds, Consumer<String> told) throws Exception;
    }

    /** As on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Workload> named(String word) {
        return Arrays.stream(values()).filter(w -> w.word().equals(word)).findFirst();
    }

    /** The size that the quoted figures have. */
    public int size() {
        return size;
    }

    /** How long it takes where nothing else is said; 0 where it has an end of its own. */
    public int seconds() {
        return seconds;
    }

    /** Whether it is one of those that are done together. */
    public boolean isShort() {
        return this != SOAK;
    }

    /**
     * Measures; everything that it writes is removed again.
     *
     * @param told gets lines that tell how it goes
     */
    public BenchResult measure(int withSize, int forSeconds, Consumer<String> told) throws Exception {
        return run.of(withSize, forSeconds, told);
    }
}
