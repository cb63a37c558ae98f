package dev.regard.routes.wiring;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;

/** A carrier that counts what it carries. */
final class MeteredCarrier implements Carrier {
    private final Carrier carrier;
    private final MeterRegistry meters;

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
