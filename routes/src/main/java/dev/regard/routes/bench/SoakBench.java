package dev.regard.routes.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.regard.connectors.sqlite.SqliteStore;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.RunningEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * {@link Soak} for a long time, with a look each minute (30 looks at least, where the time is shorter) at what must not grow: reachable heap,
 * threads, open files and the write-ahead log. The database grows with what happens: by the same for each event, first and last.
 */
final class SoakBench {
    private static final double MEGA = 1 << 20;
    private static final double PERCENT = 100;
    private static final int FEWEST_LOOKS = 30;
    /** Seconds; in less, a program is still on its way to its level. */
    private static final int LONG_ENOUGH = 600;
    private static final double MOST_MORE_AN_EVENT = 1.3;
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private final RunningEngine engine;
    private final Soak load;
    private final Path database;
    private final Consumer<String> told;
    private final Map<String, Level> levels = new LinkedHashMap<>();
    private final Level events = new Level();
    private final Level size = new Level();

    private SoakBench(RunningEngine engine, Soak load, Path database, Consumer<String> told) {
        this.engine = engine;
        this.load = load;
        this.database = database;
        this.told = told;
        for (String name : new String[] {"heap MB", "threads", "open files", "write-ahead log MB"}) {
            levels.put(name, new Level());
        }
    }

    static BenchResult run(int rate, int seconds, Consumer<String> told) throws Exception {
        try (SampleData data = new SampleData()) {
            Path folder = data.folder().path().resolve("data");
            try (RunningEngine engine = RunningEngine.start(Settings.embedded(folder)); Soak load = new Soak(engine, rate)) {
                SoakBench bench = new SoakBench(engine, load, folder.resolve(SqliteStore.FILE), told);
                bench.soak(Duration.ofSeconds(seconds));
                return bench.result(data, seconds);
            }
        }
    }

    private void soak(Duration time) throws IOException {
        told.accept(String.format(Locale.ROOT, "%8s %12s %9s %9s %8s %8s %6s %8s %8s", "seconds", "events", "refused", "waiting", "heap MB", "threads", "files", "db MB", "wal MB"));
        Duration step = time.dividedBy(FEWEST_LOOKS).compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : time.dividedBy(FEWEST_LOOKS);
        load.start();
        long begin = System.nanoTime();
        for (long look = 1; look * step.toNanos() <= time.toNanos(); look++) {
            while (System.nanoTime() - begin < look * step.toNanos()) {
                LockSupport.parkNanos(look * step.toNanos() - (System.nanoTime() - begin));
            }
            load.check();
            look(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void look(Duration since) throws IOException {
        events.add(load.taken());
        size.add(Files.size(database) / MEGA);
        levels.get("heap MB").add(heap() / MEGA);
        levels.get("threads").add(ManagementFactory.getThreadMXBean().getThreadCount());
        levels.get("open files").add(openFiles());
        levels.get("write-ahead log MB").add(Files.size(database.resolveSibling(database.getFileName() + "-wal")) / MEGA);
        told.accept(String.format(Locale.ROOT, "%8d %12d %9d %9d %8.1f %8.0f %6.0f %8.0f %8.1f", since.toSeconds(), load.taken(), load.refused(), engine.engine().waiting(),
                latest("heap MB"), latest("threads"), latest("open files"), size.latest(), latest("write-ahead log MB")));
    }

    private double latest(String name) {
        return levels.get(name).latest();
    }

    /** What is reachable: looked at right after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** 0 where the system does not tell. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
    }

    private BenchResult result(SampleData data, int seconds) throws IOException {
        load.close();
        long taken = load.taken();
        long begin = System.nanoTime();
        IngestBench.settle(engine);
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("caught up after s", (System.nanoTime() - begin) / 1e9);
        stages.put("refused for the moment events", (double) load.refused());
        levels.forEach((name, level) -> {
            stages.put(name, level.latest());
            stages.put(name + ", growth in the first half %", level.firstHalf() * PERCENT);
            stages.put(name + ", growth in the second half %", level.secondHalf() * PERCENT);
            told.accept(name + (level.isLevel() ? " levels off" : " GROWS") + String.format(Locale.ROOT, ": %+.1f %% in the second half of the time", level.secondHalf() * PERCENT));
        });
        double first = size.firstDifference() * MEGA / events.firstDifference();
        double second = size.secondDifference() * MEGA / events.secondDifference();
        List<String> growing = new ArrayList<>(second > first * MOST_MORE_AN_EVENT ? List.of("database bytes/event") : List.of());
        stages.put("database MB", Files.size(database) / MEGA);
        stages.put("database bytes/event, first half", first);
        stages.put("database bytes/event, second half", second);
        growing.addAll(levels.entrySet().stream().filter(level -> !level.getValue().isLevel()).map(Map.Entry::getKey).toList());
        if (seconds >= LONG_ENOUGH && !growing.isEmpty()) {
            throw new IllegalStateException("not level: " + String.join(", ", growing));
        }
        double groups = DiskFloor.groupsPerSecond(data.folder().path().resolve("floor"), load.bodies());
        return new BenchResult("soak", taken / (double) seconds, "events/s", load.acknowledged().p99Millis(), groups * Soak.BATCH, stages);
    }
}
