package dev.regard.connectors.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on loopback that says what a test tells it to say, and otherwise takes everything. */
final class ScriptedSmtpServer implements AutoCloseable {
    /** Hangs up without an answer. */
    static final String CLOSE = "(close)";
    /** Never answers and never reads again. */
    static final String SILENCE = "(silence)";
    /** Answers a byte in a while and comes to no end. */
    static final String DRIP = "(drip)";
    /** Behind a reply: hangs up after it, without reading what comes. */
    static final String THEN_CLOSE = "(then close)";

    /** What the client does that is answered. */
    enum Cue { GREETING, EHLO, STARTTLS, AUTH, RSET, MAIL, RCPT, DATA, DOT }

    private static final long BETWEEN_BYTES_MILLIS = 100;
    private static final Map<Cue, String> USUAL = Map.of(Cue.GREETING, "220 scripted ESMTP", Cue.EHLO, "250 scripted",
            Cue.STARTTLS, "220 go on", Cue.AUTH, "235 2.7.0 welcome", Cue.RSET, "250 flushed", Cue.MAIL, "250 sender ok", Cue.RCPT, "250 recipient ok",
            Cue.DATA, "354 go on", Cue.DOT, "250 2.0.0 queued as 4711");

    private final ServerSocket door;
    private final SSLContext tls;
    private final Map<Cue, Deque<String>> script = new EnumMap<>(Cue.class);
    private final List<Socket> visitors = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();

    ScriptedSmtpServer() throws IOException {
        this(null, false);
    }

    ScriptedSmtpServer(SSLContext tls, boolean fromTheStart) throws IOException {
        ServerSocketFactory doors = fromTheStart ? tls.getServerSocketFactory() : ServerSocketFactory.getDefault();
        this.tls = tls;
        this.door = doors.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread receptionist = new Thread(this::receive, "scripted-smtp");
        receptionist.setDaemon(true);
        receptionist.start();
    }

    /** The answers to the next such cues; after them the usual one again. */
    ScriptedSmtpServer on(Cue cue, String... answers) {
        synchronized (script) {
            script.computeIfAbsent(cue, c -> new ArrayDeque<>()).addAll(List.of(answers));
        }
        return this;
    }

    int port() {
        return door.getLocalPort();
    }

    int connections() {
        return visitors.size();
    }

    long count(String verb) {
        return commands.stream().filter(c -> c.startsWith(verb)).count();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        door.close();
        for (Socket visitor : visitors) {
            visitor.close();
        }
    }

    private void receive() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                visitors.add(visitor);
                Thread talk = new Thread(() -> talk(visitor), "scripted-smtp-talk");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket visitor) {
        try (visitor) {
            Socket line = visitor;
            BufferedReader in = reader(line);
            boolean on = answer(line, Cue.GREETING);
            for (String said = on ? in.readLine() : null; said != null && on; said = on ? in.readLine() : null) {
                commands.add(said);
                Cue cue = cue(said);
                on = cue != null && answer(line, cue);
                if (on && cue == Cue.STARTTLS) {
                    line = encrypted(line);
                    in = reader(line);
                }
                if (on && cue == Cue.DATA) {
                    messages.add(text(in));
                    on = answer(line, Cue.DOT);
                }
            }
        } catch (IOException e) {
            commands.add("(lost)");
        }
    }

    private static BufferedReader reader(Socket line) throws IOException {
        return new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
    }

    private Socket encrypted(Socket line) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(line, null, line.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private static Cue cue(String line) {
        for (Cue cue : Cue.values()) {
            if (line.startsWith(cue.name())) {
                return cue;
            }
        }
        return null;
    }

    private static String text(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append("\r\n");
        }
        return text.toString();
    }

    private boolean answer(Socket visitor, Cue cue) throws IOException {
        String answer = next(cue);
        switch (answer) {
            case CLOSE:
                return false;
            case SILENCE:
                await();
                return false;
            case DRIP:
                drip(visitor);
                return false;
            default:
                String words = answer.replace(THEN_CLOSE, "");
                visitor.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
                return words.equals(answer);
        }
    }

    private void drip(Socket visitor) throws IOException {
        try {
            while (!closing.await(BETWEEN_BYTES_MILLIS, TimeUnit.MILLISECONDS)) {
                visitor.getOutputStream().write('2');
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a client has said this. */
    void awaitCommand(String verb) {
        await(() -> count(verb) > 0);
    }

    /** Waits until a client has handed a whole message over. */
    void awaitMessage() {
        await(() -> !messages.isEmpty());
    }

    private static void await(BooleanSupplier said) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!said.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nobody came");
            }
            Thread.onSpinWait();
        }
    }

    private String next(Cue cue) {
        synchronized (script) {
            Deque<String> told = script.get(cue);
            return told == null || told.isEmpty() ? USUAL.get(cue) : told.poll();
        }
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
