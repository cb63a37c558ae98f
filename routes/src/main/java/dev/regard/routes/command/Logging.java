package dev.regard.routes.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.regard.routes.settings.Settings.LogFormat;
import org.slf4j.LoggerFactory;

/** The log on standard error. */
final class Logging {
    private static final String APPENDER = "stderr";

    private Logging() { }

    /** {@code logback.xml} writes text; JSON is one object a line. */
    static void write(LogFormat format) {
        if (format == LogFormat.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender(APPENDER);
            appender.setEncoder(encoder);
        }
    }

    /** For commands whose result is what they print: only what went wrong. */
    static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("ROOT").setLevel(Level.WARN);
            context.getLogger("dev.regard").setLevel(Level.WARN);
        }
    }
}
