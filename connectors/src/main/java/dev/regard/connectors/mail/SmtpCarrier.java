package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.run.Rest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
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
    /** For ordinary mails, behind which everything else that is not urgent waits; an alert is always worth a try. */
    private final Rest rest;

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

    /** @param clock the one by which mails fall due */
    SmtpCarrier(SmtpServer server, Letters letters, InstantSource clock) {
        this(server, letters, Limits.USUAL, null, System::nanoTime, clock);
    }

    /** @param sockets null for those that trust what the Java platform trusts */
    SmtpCarrier(SmtpServer server, Letters letters, Limits limits, SSLSocketFactory sockets, LongSupplier nanoTime, InstantSource clock) {
        this.rest = new Rest(clock);
        this.server = server;
        this.letters = letters;
        watchdog.setRemoveOnCancelPolicy(true);
        AtomicReference<SmtpLine.Refusal> refusal = new AtomicReference<>();
        urgent = new SmtpLine(server.address(), limits, sockets, nanoTime, watchdog, refusal);
        ordinary = new SmtpLine(server.address(), limits, sockets, nanoTime, watchdog, refusal);
    }

    @Override
    public Attempt carry(Dispatch dispatch) {
        Draft draft = letters.write(dispatch);
        if (draft instanceof Draft.Unfit unfit) {
            return new Attempt(Result.REFUSED, unfit.reason());
        }
        Letter letter = ((Draft.Fit) draft).letter();
        return dispatch.lane() == Dispatch.Lane.URGENT ? urgent.carry(letter) : carryInTurn(letter);
    }

    private Attempt carryInTurn(Letter letter) {
        Duration left = rest.left();
        if (!left.isZero()) {
            return new Attempt(Result.UNTRIED, server.address().place() + " did not answer in time and is left alone for a while", left);
        }
        Attempt attempt = ordinary.carry(letter);
        if (ordinary.wasSilent()) {
            rest.noAnswer();
        } else {
            rest.answered();
        }
        return attempt;
    }

    /** Opens a connection where none is open, and asks a server that took nobody's mail whether it does; while a mail is being sent, what was last known. */
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
