package dev.regard.routes.intake;

import dev.regard.engine.run.Refrain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when nobody looks into the drop folder any more, or it is there no more; reading one file may take as long as it does. */
final class Heartbeat extends DefaultPollingConsumerPollStrategy {
    static final Duration SILENT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final LongSupplier nanos;
    private final Path folder;
    private final Runnable each;
    private final Refrain refrain;
    private volatile String missing = "";
    private volatile long latest;
    private volatile Thread reader;

    /** @param each is done at each look into the folder */
    Heartbeat(LongSupplier nanos, Path folder, Runnable each) {
        this.nanos = nanos;
        this.folder = folder;
        this.each = each;
        this.refrain = new Refrain(nanos);
        this.latest = nanos.getAsLong();
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        latest = nanos.getAsLong();
        missing = Files.isDirectory(folder) ? Files.isReadable(folder) ? "" : "cannot be read" : "is not there";
        if (missing.isEmpty()) {
            refrain.over();
        } else {
            refrain.say(missing).ifPresent(words -> LOG.warn("the drop folder {} {}; files in it are taken once it is there again", folder, words));
        }
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
        if (silent < SILENT.toNanos()) {
            return Optional.of(missing).filter(words -> !words.isEmpty()).map(words -> "warning: the drop folder " + folder + " " + words + ", so no file is read");
        }
        return Optional.of("nobody has looked into the drop folder for " + Duration.ofNanos(silent).toSeconds() + " seconds; start the program again");
    }
}
