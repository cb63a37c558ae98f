package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Hands mails to one SMTP server over connections that stay open: one for what is urgent, and one for everything else, so that neither waits
 * for the other. Calls for the same one wait for each other.
 */
final class SmtpCarrier implements Carrier {
    private final SmtpServer server;
    private final Letters letters;
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "regard-smtp-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private final SmtpLine urgent;
    private final SmtpLine ordinary;

    /**
     * @param connect  for the connection
     * @param reply    for each reply of the server, and for each write
     * @param resting  a line that rested longer is asked whether it still lives
     * @param messages after so many a connection makes room for a new one, as servers wish
     * @param whole    for everything that one mail takes: a server that answers byte by byte keeps each other limit
     */
    record Limits(Duration connect, Duration reply, Duration resting, int messages, Duration whole) {
        /** Shorter than the ten minutes of RFC 5321, 4.5.3.2: other mails wait meanwhile. */
        static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 100, Duration.ofMinutes(3));
    }

    SmtpCarrier(SmtpServer server, Letters letters) {
        this(server, letters, Limits.USUAL, null, System::nanoTime);
    }

    /** @param sockets null for those that trust what the Java platform trusts */
    SmtpCarrier(SmtpServer server, Letters letters, Limits limits, SSLSocketFactory sockets, LongSupplier nanoTime) {
        this.server = server;
        this.letters = letters;
        watchdog.setRemoveOnCancelPolicy(true);
        urgent = new SmtpLine(server.address(), limits, sockets, nanoTime, watchdog);
        ordinary = new SmtpLine(server.address(), limits, sockets, nanoTime, watchdog);
    }

    @Override
    public Attempt carry(Dispatch dispatch) {
        Draft draft = letters.write(dispatch);
        if (draft instanceof Draft.Unfit unfit) {
            return new Attempt(Result.FAILED, unfit.reason());
        }
        SmtpLine line = dispatch.lane() == Dispatch.Lane.URGENT ? urgent : ordinary;
        return line.carry(((Draft.Fit) draft).letter());
    }

    /** Opens a connection where none is open; while a mail is being sent, what was last known. */
    @Override
    public Optional<String> trouble() {
        return ordinary.trouble();
    }

    /** What is being sent is cut off. */
    @Override
    public void close() {
        urgent.close();
        ordinary.close();
        watchdog.shutdownNow();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
