package dev.regard.routes.bench;

import dev.regard.routes.intake.FileIntake;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RunningEngine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A CSV of purchases, four rows a customer, of the last week, through the door for files until each row is applied. */
final class ImportBench {
    private static final int ROWS_A_CUSTOMER = 4;
    private static final int WEEK_SECONDS = 7 * 86_400;
    private static final double NANOS_A_SECOND = 1e9;

    private ImportBench() { }

    static BenchResult run(int size, int seconds) throws Exception {
        try (SampleData data = new SampleData(); RunningEngine engine = RunningEngine.deciding(Settings.embedded(data.folder().path().resolve("data")))) {
            Path folder = data.folder().path();
            FileIntake door = engine.files(folder.resolve("rejected"));
            bring(engine, door, csv(folder.resolve("purchases-warm.csv"), Math.max(1, size / 2), "W", engine.engine().now()), new Latencies());
            Path file = csv(folder.resolve("purchases.csv"), size, "O", engine.engine().now());
            Latencies batches = new Latencies();
            Processors processors = new Processors();
            long begin = System.nanoTime();
            long read = bring(engine, door, file, batches);
            long end = System.nanoTime();
            Map<String, Double> stages = new LinkedHashMap<>();
            stages.put("until the journal had all ms", (read - begin) / 1e6);
            stages.put("until all was applied ms", (end - begin) / 1e6);
            stages.putAll(processors.stages());
            stages.putAll(Meters.stages(engine.meters()));
            double groups = DiskFloor.groupsPerSecond(folder.resolve("floor"), groups(file));
            return new BenchResult("import", size * NANOS_A_SECOND / (end - begin), "rows/s", batches.p99Millis(), groups * FileIntake.BATCH, stages);
        }
    }

    private static long bring(RunningEngine engine, FileIntake door, Path file, Latencies batches) throws IOException {
        long[] last = {System.nanoTime()};
        FileIntake.Taken taken = door.take(file, (share, soFar) -> {
            long now = System.nanoTime();
            batches.add(now - last[0]);
            last[0] = now;
        });
        if (taken.rejected() > 0) {
            throw new IOException(taken.rejected() + " rows were rejected");
        }
        long read = System.nanoTime();
        IngestBench.settle(engine);
        return read;
    }

    private static Path csv(Path file, int rows, String prefix, Instant now) throws IOException {
        RandomGenerator random = new SplittableRandom(rows);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("customer,time,order,amount\n");
            for (int i = 0; i < rows; i++) {
                out.write("I-" + random.nextInt(Math.max(1, rows / ROWS_A_CUSTOMER)) + ',' + now.minusSeconds(60 + random.nextInt(WEEK_SECONDS)) + ','
                        + prefix + '-' + i + ',' + random.nextInt(20_000) + ".50\n");
            }
        }
        return file;
    }

    /** The file's bytes in as many pieces as it makes batches. */
    private static List<byte[]> groups(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        long rows = Files.lines(file).count();
        int size = (int) Math.max(1, all.length * (long) FileIntake.BATCH / rows);
        List<byte[]> groups = new ArrayList<>();
        for (int from = 0; from < all.length; from += size) {
            groups.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + size)));
        }
        return groups;
    }
}
