package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Hands mails to one SMTP server over one connection that stays open. Calls from several threads wait for each other.
 */
final class SmtpCarrier implements Carrier {
    /** The codes of a refused sign-in; the words behind them may repeat the user. */
    private static final Pattern CODES = Pattern.compile("\\d{3}([ -]\\d\\.\\d{1,3}\\.\\d{1,3})?");

    private final SmtpServer server;
    private final Letters letters;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Session session;
    private final Lock turn = new ReentrantLock();

    private SmtpTransport line;
    private int carried;
    private long lastUsed;
    private volatile String trouble;

    /**
     * @param connect  for the connection
     * @param reply    for each reply of the server, and for each write
     * @param resting  a line that rested longer is asked whether it still lives
     * @param messages after so many a connection makes room for a new one, as servers wish
     */
    record Limits(Duration connect, Duration reply, Duration resting, int messages) {
        /** Shorter than the ten minutes of RFC 5321, 4.5.3.2: other mails wait meanwhile. */
        static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 100);
    }

    SmtpCarrier(SmtpServer server, Letters letters) {
        this(server, letters, Limits.USUAL, null, System::nanoTime);
    }

    /** @param sockets null for those that trust what the Java platform trusts */
    SmtpCarrier(SmtpServer server, Letters letters, Limits limits, SSLSocketFactory sockets, LongSupplier nanoTime) {
        this.server = server;
        this.letters = letters;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.session = Session.getInstance(settings(sockets));
    }

    @Override
    public Attempt carry(Dispatch dispatch) {
        Draft draft = letters.write(dispatch);
        if (draft instanceof Draft.Unfit unfit) {
            return new Attempt(Result.FAILED, unfit.reason());
        }
        Letter letter = ((Draft.Fit) draft).letter();
        turn.lock();
        try {
            return hand(letter);
        } catch (MessagingException e) {
            return new Attempt(Result.DELAYED, trouble);
        } finally {
            turn.unlock();
        }
    }

    /** Opens a connection where none is open; while a mail is being sent, what was last known. */
    @Override
    public Optional<String> trouble() {
        if (turn.tryLock()) {
            try {
                open();
            } catch (MessagingException e) {
                return Optional.of(trouble);
            } finally {
                turn.unlock();
            }
        }
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            hangUp();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public String toString() {
        return server.toString();
    }

    private Attempt hand(Letter letter) throws MessagingException {
        SmtpTransport before = line;
        open();
        boolean kept = line == before;
        if (letter.recipient().international() && !line.supportsExtension("SMTPUTF8")) {
            return new Attempt(Result.FAILED, "the address needs a mail server with SMTPUTF8, which this one does not offer");
        }
        Answer answer = exchange(letter);
        if (kept && answer.onAStaleLine()) {
            open();
            answer = exchange(letter);
        }
        return answer.attempt();
    }

    private Answer exchange(Letter letter) {
        Answer answer = line.send(letter);
        carried++;
        lastUsed = nanoTime.getAsLong();
        if (!answer.leavesTheLineOpen()) {
            hangUp();
        }
        return answer;
    }

    private void open() throws MessagingException {
        if (line != null && (carried >= limits.messages() || rested() && !line.isConnected())) {
            hangUp();
        }
        if (line == null) {
            SmtpTransport next = new SmtpTransport(session, server.tls() == SmtpServer.Tls.IMPLICIT);
            try {
                next.connect(server.host(), server.port(), server.user(), server.password());
            } catch (MessagingException e) {
                trouble = inWords(e, next);
                throw e;
            }
            line = next;
            carried = 0;
        }
        lastUsed = nanoTime.getAsLong();
        trouble = null;
    }

    private boolean rested() {
        return nanoTime.getAsLong() - lastUsed > limits.resting().toNanos();
    }

    private void hangUp() {
        if (line != null) {
            try {
                line.close();
            } catch (MessagingException e) {
                // Nobody waits for an answer to QUIT.
            }
            line = null;
        }
    }

    private String inWords(MessagingException e, SmtpTransport refused) {
        if (e instanceof AuthenticationFailedException) {
            Matcher codes = CODES.matcher(refused.latestWords());
            return server.place() + " refuses the sign-in" + (codes.lookingAt() ? ": " + codes.group() : "");
        }
        Exception cause = e.getNextException();
        if (cause instanceof SocketTimeoutException) {
            return server.place() + " does not answer in time";
        }
        if (cause instanceof UnknownHostException) {
            return "no host is called " + server.host();
        }
        if (cause instanceof SSLException) {
            return "no TLS with " + server.place() + ": " + cause.getMessage();
        }
        if (cause != null) {
            return "no connection to " + server.place() + ": " + cause.getMessage();
        }
        if (server.tls() == SmtpServer.Tls.REQUIRED && refused.getLastReturnCode() == 250) {
            return server.place() + " does not offer STARTTLS" + (server.user() == null ? ""
                    : ", and a password goes out in clear only where the address says ?starttls=off");
        }
        return server.place() + " does not take mail now: " + refused.latestWords();
    }

    private Properties settings(SSLSocketFactory sockets) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.connectiontimeout", Long.toString(limits.connect().toMillis()));
        settings.setProperty("mail.smtp.timeout", Long.toString(limits.reply().toMillis()));
        settings.setProperty("mail.smtp.writetimeout", Long.toString(limits.reply().toMillis()));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.tls() == SmtpServer.Tls.OPTIONAL));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(server.tls() == SmtpServer.Tls.REQUIRED));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // RSET answers as NOOP does, and also ends whatever an earlier message left open.
        settings.setProperty("mail.smtp.userset", "true");
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.debug.auth.username", "false");
        if (sockets != null) {
            settings.put("mail.smtp.ssl.socketFactory", sockets);
        }
        return settings;
    }
}
