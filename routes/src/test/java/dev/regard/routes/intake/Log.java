package dev.regard.routes.intake;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class says to the log. */
final class Log {
    private Log() { }

    interface Work {
        void run() throws IOException;
    }

    static List<String> of(Class<?> type, Work work) throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(type);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try {
            work.run();
        } finally {
            logger.detachAppender(said);
        }
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
