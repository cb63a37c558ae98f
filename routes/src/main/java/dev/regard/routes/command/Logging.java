package dev.regard.routes.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.regard.routes.settings.Settings.LogFormat;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log on standard error. */
final class Logging {
    private static final Logger LOG = LoggerFactory.getLogger(Logging.class);
    private static final String APPENDER = "stderr";

    private Logging() { }

    /** {@code logback.xml} writes text; JSON is one object a line. */
    static void write(LogFormat format) {
        if (format == LogFormat.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            JsonLines encoder = new JsonLines();
            encoder.setContext(context);
            encoder.start();
            appender(context).setEncoder(encoder);
        }
    }

    static ConsoleAppender<ILoggingEvent> appender(LoggerContext context) {
        return (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender(APPENDER);
    }

    /** Tells a person why a command failed; a machine that reads the log reads it there. */
    static void tell(PrintWriter error, String words) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context && appender(context).getEncoder() instanceof JsonLines) {
            LOG.error(words);
        } else {
            error.println(words);
        }
    }

    /** Else the JVM writes it to standard error in a form of its own. */
    static void tellWhatThreadsDieOf() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOG.error("thread {} died", thread.getName(), failure));
    }

    /** For commands whose result is what they print: only what went wrong. */
    static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("ROOT").setLevel(Level.WARN);
            context.getLogger("dev.regard").setLevel(Level.WARN);
        }
    }
}
