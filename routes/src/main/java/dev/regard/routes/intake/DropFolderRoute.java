package dev.regard.routes.intake;

import java.io.File;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;

/** From the drop folder to the door for files. */
final class DropFolderRoute extends RouteBuilder {
    private final Inbox inbox;

    DropFolderRoute(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void configure() {
        from("{{files}}").routeId("files").routeConfigurationId(Failures.LEFT_WHERE_IT_IS).process(this::take);
    }

    private void take(Exchange exchange) throws IOException, InvalidPayloadException {
        inbox.take(exchange.getMessage().getMandatoryBody(File.class).toPath());
    }
}
