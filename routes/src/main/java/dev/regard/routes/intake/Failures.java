package dev.regard.routes.intake;

import dev.regard.engine.run.Refrain;
import dev.regard.engine.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of what could not be carried. */
final class Failures extends RouteConfigurationBuilder {
    /** The sender hears of it and decides. */
    static final String ANSWERED = "answered";
    /** A file stays in the drop folder and is read again from its beginning; the journal drops what it has. */
    static final String LEFT_WHERE_IT_IS = "left-where-it-is";

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private final Refrain refrain = new Refrain(System::nanoTime);

    @Override
    public void configuration() {
        routeConfiguration(ANSWERED).errorHandler(noErrorHandler());
        RouteConfigurationDefinition left = routeConfiguration(LEFT_WHERE_IT_IS);
        left.onException(PatientIntake.Stopping.class).handled(true);
        left.onException(Exception.class).handled(true).process(this::tell);
    }

    private void tell(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        if (failure instanceof StoreUnavailable || failure instanceof IOException || failure instanceof UncheckedIOException) {
            refrain.say(FileTrouble.of(failure)).ifPresent(why -> LOG.warn("file {} stays in the drop folder and is tried again: {}", file, why));
        } else {
            LOG.error("file {} stays in the drop folder and is tried again", file, failure);
        }
    }
}
