package dev.regard.routes.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be measured. */
public enum Workload {
    /** The shipped tables answer what the engine asks them, one thread. Size: customers. */
    DECIDE(1_000, DecideBench::run),
    /** Events over HTTP to durable effects. Size: events. */
    INGEST(30_000, IngestBench::run),
    /** A CSV of purchases to durable effects. Size: rows. */
    IMPORT(200_000, ImportBench::run),
    /** Looking after 3,000 customers whose time has come, among many and among a tenth of them. Size: customers. */
    SWEEP(1_000_000, SweepBench::run),
    /** Planning all anew after a publication that changes 1 % of them, while events go on being taken. Size: customers. */
    REPLAN(1_000_000, ReplanBench::run);

    private final int size;
    private final Run run;

    Workload(int size, Run run) {
        this.size = size;
        this.run = run;
    }

    /** Measures with a size, for about so many seconds where the workload has no end of its own. */
    interface Run {
        BenchResult of(int size, int seconds) throws Exception;
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

    /** Measures; everything that it writes is removed again. */
    public BenchResult measure(int withSize, int seconds) throws Exception {
        return run.of(withSize, seconds);
    }
}
