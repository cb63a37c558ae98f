package dev.regard.routes.wiring;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;
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
    private volatile boolean failing;

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
        boolean fails = attempt.result() == Result.DELAYED;
        if (fails && !failing) {
            LOG.warn("messages wait: {}", ADDRESS.matcher(attempt.detail()).replaceAll("...@..."));
        } else if (!fails && failing) {
            LOG.info("messages go out again");
        }
        failing = fails;
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
