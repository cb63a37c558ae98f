package dev.regard.routes.intake;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/** Notices when nobody looks into the drop folder any more; reading one file may take as long as it does. */
final class Heartbeat extends DefaultPollingConsumerPollStrategy {
    static final Duration SILENT = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Runnable each;
    private volatile long latest;
    private volatile Thread reader;

    /** @param each is done at each look into the folder */
    Heartbeat(LongSupplier nanos, Runnable each) {
        this.nanos = nanos;
        this.each = each;
        this.latest = nanos.getAsLong();
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        latest = nanos.getAsLong();
        each.run();
        return super.begin(consumer, endpoint);
    }

    /** A file is being read from now on. */
    void reads() {
        reader = Thread.currentThread();
    }

    /** It is no more. */
    void rests() {
        latest = nanos.getAsLong();
        reader = null;
    }

    /** What is wrong with the reading of files; empty when nothing is. */
    Optional<String> trouble() {
        Thread busy = reader;
        if (busy != null && busy.isAlive()) {
            return Optional.empty();
        }
        long silent = nanos.getAsLong() - latest;
        return silent < SILENT.toNanos() ? Optional.empty()
                : Optional.of("nobody has looked into the drop folder for " + Duration.ofNanos(silent).toSeconds() + " seconds; start the program again");
    }
}
