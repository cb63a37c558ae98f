package dev.regard.routes.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a program took until it was ready, and where that time went.
 *
 * @param took   by the clock on the wall
 * @param worked what processors worked for it, in all its threads
 * @param queued how long the thread that starts it could have gone on and had no processor, because others had them; nothing where the system does not tell
 */
record Start(Duration took, Duration worked, Duration queued) {
    private static final String MAIN = "java";

    /** Of a program that has just said that it is ready. */
    static Start of(ProcessHandle program, Duration took) {
        return new Start(took, program.info().totalCpuDuration().orElse(Duration.ZERO), queued(Path.of("/proc", String.valueOf(program.pid()), "task")));
    }

    /** What it would have taken on a machine that has nothing else to do. A wait for a disk, a lock or an answer is in it. */
    Duration own() {
        return took.minus(queued);
    }

    String words() {
        return "%s, of them %s in the queue for a processor; %s of processor time".formatted(seconds(took), seconds(queued), seconds(worked));
    }

    static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    /** Two threads have the launcher's name: one waits for the other, which starts the program. */
    private static Duration queued(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            long[] busiest = new long[2];
            for (Path thread : all.toList()) {
                if (Files.readString(thread.resolve("comm")).strip().equals(MAIN)) {
                    List<Long> times = Stream.of(Files.readString(thread.resolve("schedstat")).strip().split(" ")).map(Long::valueOf).toList();
                    busiest = times.get(0) > busiest[0] ? new long[] {times.get(0), times.get(1)} : busiest;
                }
            }
            return Duration.ofNanos(busiest[1]);
        } catch (IOException e) {
            return Duration.ZERO; // no Linux, or it has just died
        }
    }
}
