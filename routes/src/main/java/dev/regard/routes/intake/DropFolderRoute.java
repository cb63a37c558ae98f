package dev.regard.routes.intake;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;

/** From the drop folder to the door for files. */
final class DropFolderRoute extends RouteBuilder {
    private final Inbox inbox;
    private final Settled settled;
    private final Heartbeat heartbeat;

    DropFolderRoute(Inbox inbox, Settled settled, Heartbeat heartbeat) {
        this.inbox = inbox;
        this.settled = settled;
        this.heartbeat = heartbeat;
    }

    @Override
    public void configure() {
        from("{{files}}").routeId("files").routeConfigurationId(Failures.LEFT_WHERE_IT_IS).process(this::take);
    }

    private void take(Exchange exchange) throws IOException, InvalidPayloadException {
        Path file = exchange.getMessage().getMandatoryBody(File.class).toPath();
        heartbeat.reads();
        try {
            inbox.take(file);
            settled.taken(file);
        } catch (IOException | RuntimeException e) {
            settled.failed(file, FileTrouble.of(e));
            throw e;
        } catch (StackOverflowError | OutOfMemoryError e) {
            IllegalStateException memory = new IllegalStateException("the file could not be read with the memory that there is", e); // an error would end the polling
            settled.failed(file, memory.getMessage());
            throw memory;
        } finally {
            heartbeat.rests();
        }
    }
}
