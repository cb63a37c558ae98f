package dev.regard.routes.wiring;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** How long each part of a start takes. A start that waited for a disk or for other programs shows in the work that it took. */
final class StartTimes {
    private final LongSupplier nanos;
    private final long begun;
    private final StringJoiner parts = new StringJoiner(", ");
    private long last;

    /**
     * @param nanos  counts on whatever happens to the clock, such as {@link System#nanoTime}
     * @param before what passed before there was anybody to count
     */
    StartTimes(LongSupplier nanos, Duration before) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
        this.begun = last - before.toNanos();
        parts.add("Java " + seconds(before));
    }

    /** Those of this process. */
    static StartTimes ofThisProcess() {
        return new StartTimes(System::nanoTime, Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
    }

    /** What processors have worked for this process so far, where the system tells it. */
    static Optional<Duration> worked() {
        return ProcessHandle.current().info().totalCpuDuration();
    }

    /** A part of the start is over. */
    void passed(String part) {
        long now = nanos.getAsLong();
        parts.add(part + " " + seconds(Duration.ofNanos(now - last)));
        last = now;
    }

    /** In one line for an operator. */
    String words(Optional<Duration> worked) {
        return "started in " + seconds(Duration.ofNanos(last - begun)) + " s" + worked.map(w -> " by " + seconds(w) + " s of processor time").orElse("") + ": " + parts;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
