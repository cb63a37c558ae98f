package dev.regard.rules.scenario;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Processor time of one thread, so that what others on the machine do takes nothing from it. */
final class Budget {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final long end;

    /** Begins to count for the calling thread. */
    Budget(Duration time) {
        this.end = used() + time.toNanos();
    }

    private static long used() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    boolean isSpent() {
        return used() > end;
    }
}
