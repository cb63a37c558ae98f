package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MeteredCarrierTest {
    @Test
    void thatMessagesWaitIsLoggedOnceAndWithoutAnybodysAddress() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(MeteredCarrier.class);
        logger.addAppender(log);
        try (Carrier carrier = new MeteredCarrier(dispatch -> new Attempt(Result.DELAYED, "451 4.7.1 <li.wei@example.com>: try li.wei@example.com later"),
                new SimpleMeterRegistry())) {
            carrier.carry(greeting());
            carrier.carry(greeting());
        } finally {
            logger.detachAppender(log);
        }
        assertEquals(List.of("ordinary messages wait: 451 4.7.1 <...@...>: try ...@... later"), log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    }

    private static Dispatch greeting() {
        return new Dispatch("d-1", "C-1", "t-1", false, false, "email", "li.wei@example.com", "Hello", "Dear Li", "en", Map.of(), Dispatch.Status.READY,
                Instant.parse("2026-03-02T02:00:00Z"), 0, null, null, null);
    }
}
