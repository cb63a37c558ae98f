package dev.regard.routes.intake;

import dev.regard.engine.event.Event;
import dev.regard.engine.run.Intake;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;

/** From every door to the engine. */
final class EventRoute extends RouteBuilder {
    private final Intake engine;

    EventRoute(Intake engine) {
        this.engine = engine;
    }

    @Override
    public void configure() {
        from("{{events}}").routeId("events").routeConfigurationId(Failures.ANSWERED).process(this::take);
    }

    private void take(Exchange exchange) throws InvalidPayloadException {
        exchange.getMessage().setBody(engine.accept(Arrays.asList(exchange.getMessage().getMandatoryBody(Event[].class))));
    }
}
