package dev.regard.routes.wiring;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A carrier that counts what it carries, and says once when it no longer can. */
final class MeteredCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredCarrier.class);
    /** Servers like to repeat the recipient. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"':;,()]+@[^\\s<>\"':;,()]+");
    private final Carrier carrier;
    private final MeterRegistry meters;
    private final Set<Dispatch.Lane> failing = ConcurrentHashMap.newKeySet();

    MeteredCarrier(Carrier carrier, MeterRegistry meters) {
        this.carrier = carrier;
        this.meters = meters;
    }

    @Override
    public Attempt carry(Dispatch dispatch) {
        Timer.Sample sample = Timer.start(meters);
        Attempt attempt = carrier.carry(dispatch);
        sample.stop(Timer.builder("regard.dispatches").description("Messages by what a try came to")
                .tag("result", attempt.result().name().toLowerCase(Locale.ROOT)).register(meters));
        String which = dispatch.lane().name().toLowerCase(Locale.ROOT);
        if (attempt.result() == Result.DELAYED && failing.add(dispatch.lane())) {
            LOG.warn("{} messages wait: {}", which, ADDRESS.matcher(attempt.detail()).replaceAll("...@..."));
        } else if (attempt.result() != Result.DELAYED && attempt.result() != Result.UNTRIED && failing.remove(dispatch.lane())) {
            LOG.info("{} messages go out again", which);
        }
        return attempt;
    }

    @Override
    public Optional<String> trouble() {
        return carrier.trouble();
    }

    @Override
    public void close() {
        carrier.close();
    }
}
