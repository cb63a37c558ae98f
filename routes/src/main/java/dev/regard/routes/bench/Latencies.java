package dev.regard.routes.bench;

import java.util.Arrays;

/** Collects how long single operations took; safe for several threads. Of more than it keeps, it keeps each second, fourth, ... one. */
final class Latencies {
    private static final double NANOS_A_MILLI = 1e6;
    private final long[] nanos = new long[1 << 16];
    private int count;
    private long seen;
    private long each = 1;

    synchronized void add(long took) {
        if (seen++ % each != 0) {
            return;
        }
        if (count == nanos.length) {
            for (int i = 0; i < count / 2; i++) {
                nanos[i] = nanos[2 * i];
            }
            count /= 2;
            each *= 2;
        }
        nanos[count++] = took;
    }

    /** What 99 % took at most, in milliseconds. */
    synchronized double p99Millis() {
        return quantile(0.99);
    }

    synchronized double medianMillis() {
        return quantile(0.5);
    }

    private double quantile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.ceil(count * share))] / NANOS_A_MILLI;
    }
}
