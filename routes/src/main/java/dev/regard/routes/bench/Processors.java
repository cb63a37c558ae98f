package dev.regard.routes.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which threads used the processors between two looks: tells the bottleneck even where others work on the same machine. */
final class Processors {
    private static final double NANOS_A_MILLI = 1e6;
    private static final int SHOWN = 6;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> before = new HashMap<>();

    Processors() {
        for (long id : threads.getAllThreadIds()) {
            before.put(id, threads.getThreadCpuTime(id));
        }
    }

    /** Milliseconds by kind of thread since this was made, the busiest first. Threads that ended in between are left out. */
    Map<String, Double> stages() {
        Map<String, Double> used = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            long now = threads.getThreadCpuTime(id);
            if (thread != null && now > 0) {
                String name = "processor " + thread.getThreadName().replaceAll("[-@#]?[0-9a-f]*\\d[0-9a-f]*", "") + " ms";
                used.merge(name, (now - before.getOrDefault(id, 0L)) / NANOS_A_MILLI, Double::sum);
            }
        }
        Map<String, Double> shown = new LinkedHashMap<>();
        used.entrySet().stream().filter(e -> e.getValue() >= 1).sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(SHOWN)
                .forEach(e -> shown.put(e.getKey(), e.getValue()));
        return shown;
    }
}
