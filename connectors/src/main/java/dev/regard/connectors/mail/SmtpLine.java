package dev.regard.connectors.mail;

import dev.regard.connectors.mail.SmtpCarrier.Limits;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** One connection to the SMTP server, made when it is needed and kept. Calls wait for each other. */
final class SmtpLine {
    /** The codes of a refused sign-in; the words behind them may repeat the user. */
    private static final Pattern CODES = Pattern.compile("\\d{3}([ -]\\d\\.\\d{1,3}\\.\\d{1,3})?");

    private final ServerAddress server;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService watchdog;
    private final CutOff sockets = new CutOff();
    private final Session session;
    private final Lock turn = new ReentrantLock();

    private SmtpTransport line;
    private int carried;
    private long lastUsed;
    private volatile boolean closed;
    private volatile String trouble;
    private volatile boolean silent;
    private final AtomicReference<Refusal> refusal;

    /**
     * A server that takes no mail for now, whomever it is for.
     *
     * @param words  what is wrong, for an operator
     * @param sender the command that was refused
     */
    record Refusal(String words, String sender) { }

    /** @param refusal of the server, as the latest mail on any line to it met it; nothing where that was taken as far as its recipient */
    SmtpLine(ServerAddress server, Limits limits, SSLSocketFactory trusting, LongSupplier nanoTime, ScheduledExecutorService watchdog, AtomicReference<Refusal> refusal) {
        this.refusal = refusal;
        this.server = server;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.watchdog = watchdog;
        this.session = Session.getInstance(settings(trusting));
    }

    Attempt carry(Letter letter) {
        turn.lock();
        silent = false;
        try {
            return watched(() -> hand(letter));
        } catch (MessagingException e) {
            silent = !closed && (e.getNextException() instanceof SocketTimeoutException || sockets.wasCut());
            return new Attempt(Result.DELAYED, trouble);
        } finally {
            turn.unlock();
        }
    }

    /** Opens the connection where it is not, and asks again after a refusal; while a mail is being sent, what was last known. */
    Optional<String> trouble() {
        if (turn.tryLock()) {
            try {
                watched(() -> {
                    open();
                    ask();
                    return null;
                });
            } catch (MessagingException e) {
                return Optional.of(trouble);
            } finally {
                turn.unlock();
            }
        }
        return Optional.ofNullable(trouble).or(() -> Optional.ofNullable(refusal.get()).map(Refusal::words));
    }

    /** After a refusal: whether the server would take a mail by now. */
    private void ask() {
        Refusal latest = refusal.get();
        if (latest != null) {
            Answer answer = line.wouldTake(latest.sender());
            know(answer, latest.sender());
            if (answer.ended()) {
                hangUp();
            }
        }
    }

    /** Only what is said to the first command of a mail is about all of them. */
    private void know(Answer answer, String sender) {
        boolean refused = answer.step() == Answer.Step.MAIL && answer.code() >= 400 && answer.result() == Result.DELAYED;
        if (refused) {
            refusal.set(new Refusal(server.place() + " takes no mail for now: " + answer.words(), sender));
        } else if (answer.code() != Answer.NONE) {
            refusal.set(null);
        }
    }

    /** What is under way ends at once; nothing is opened any more. */
    void close() {
        closed = true;
        if (!turn.tryLock()) {
            sockets.cut();
            turn.lock();
        }
        try {
            hangUp();
        } finally {
            turn.unlock();
        }
    }

    /** Something that uses the connection. */
    private interface Use<T> {
        T run() throws MessagingException;
    }

    /** Cuts the connection when the whole takes too long. */
    private <T> T watched(Use<T> use) throws MessagingException {
        if (closed) {
            trouble = "the engine is being stopped";
            throw new MessagingException(trouble);
        }
        sockets.begin();
        Future<?> end = watchdog.schedule(sockets::cut, limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return use.run();
        } finally {
            end.cancel(false);
        }
    }

    private Attempt hand(Letter letter) throws MessagingException {
        SmtpTransport before = line;
        open();
        boolean kept = line == before;
        if (letter.recipient().international() && !line.supportsExtension("SMTPUTF8")) {
            return new Attempt(Result.REFUSED, "the address needs a mail server with SMTPUTF8, which this one does not offer");
        }
        Answer answer = exchange(letter);
        if (kept && answer.onAStaleLine()) {
            open();
            answer = exchange(letter);
        }
        silent = !closed && (answer.silent() || sockets.wasCut());
        return sockets.wasCut() ? answer.attempt(cutOff() + ": ") : answer.attempt();
    }

    /** Whether the latest mail ended because the server let it wait in vain; a refusal, however late, is an answer. */
    boolean wasSilent() {
        return silent;
    }

    private String cutOff() {
        return "cut off " + (closed ? "by the stop of the engine" : "after " + limits.whole().toSeconds() + " s");
    }

    private Answer exchange(Letter letter) {
        Answer answer = line.send(letter);
        know(answer, line.sender());
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
            SmtpTransport next = new SmtpTransport(session, server.tls() == ServerAddress.Tls.IMPLICIT);
            try {
                next.connect(server.host(), server.port(), server.user(), server.password());
            } catch (MessagingException e) {
                trouble = sockets.wasCut() ? "the connection to " + server.place() + " was " + cutOff() : inWords(e, next);
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
        if (server.tls() == ServerAddress.Tls.REQUIRED && refused.getLastReturnCode() == 250) {
            return server.place() + " does not offer STARTTLS" + (server.user() == null ? ""
                    : ", and a password goes out in clear only where the address says ?starttls=off");
        }
        return server.place() + " does not take mail now: " + refused.latestWords();
    }

    private Properties settings(SSLSocketFactory trusting) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.connectiontimeout", Long.toString(limits.connect().toMillis()));
        settings.setProperty("mail.smtp.timeout", Long.toString(limits.reply().toMillis()));
        settings.setProperty("mail.smtp.writetimeout", Long.toString(limits.reply().toMillis()));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.tls() == ServerAddress.Tls.OPTIONAL));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(server.tls() == ServerAddress.Tls.REQUIRED));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // RSET answers as NOOP does, and also ends whatever an earlier message left open.
        settings.setProperty("mail.smtp.userset", "true");
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.debug.auth.username", "false");
        // without this the library, when a connection fails, makes another one by itself
        settings.setProperty("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.socketFactory", sockets.plain());
        settings.put("mail.smtp.ssl.socketFactory", sockets.layered(trusting != null ? trusting : (SSLSocketFactory) SSLSocketFactory.getDefault()));
        return settings;
    }
}
