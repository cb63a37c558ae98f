package dev.regard.routes.crash;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A mail server on loopback. What it says it has kept is on the disk before. In a bad mood it delays, puts off, refuses, or hangs up
 * at any point of a message.
 */
final class MailSink implements AutoCloseable {
    private static final String MESSAGE_ID = "message-id:";
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final FileChannel book;
    private final Random random;
    private final List<Mail> kept = new ArrayList<>();
    private final Set<String> troubled = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private volatile boolean moody = true;
    private volatile Duration pause = Duration.ZERO;
    private DotDeath dotDeath;

    /** Kills whoever hands over the nth message from now on, before it is told that the message is kept, or lost. */
    private record DotDeath(AtomicInteger left, boolean keeps, Runnable kill) { }

    MailSink(Path file, long seed) throws IOException {
        book = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        random = new Random(seed);
        Thread porter = new Thread(this::receive, "mail-sink");
        porter.setDaemon(true);
        porter.start();
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void killAtDot(int nth, boolean keeps, Runnable kill) {
        dotDeath = new DotDeath(new AtomicInteger(nth), keeps, kill);
    }

    synchronized void spare() {
        dotDeath = null;
    }

    /** From now on everything is kept at once. */
    void cheerUp() {
        moody = false;
    }

    /** From now on each message takes it this long before it is kept. */
    void takeItsTime(Duration forEach) {
        pause = forEach;
    }

    synchronized List<Mail> kept() {
        return List.copyOf(kept);
    }

    /** The mails that it once put off, or hung up on. */
    synchronized Set<String> troubled() {
        return Set.copyOf(troubled);
    }

    /** The mails of which the sender could not know once whether they were kept: it was killed at that, or this server hung up. */
    synchronized Set<String> doubtful() {
        return Set.copyOf(doubtful);
    }

    private void receive() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                visitor.setTcpNoDelay(true);
                Thread talk = new Thread(() -> talk(visitor), "mail-sink-talk");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void talk(Socket visitor) {
        try (visitor) {
            BufferedReader in = new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.ISO_8859_1));
            say(visitor, "220 sink ESMTP");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "QUIT" -> {
                        return;
                    }
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>')).toLowerCase(Locale.ROOT);
                        if (!welcome(visitor, recipient)) {
                            return;
                        }
                    }
                    case "DATA" -> {
                        say(visitor, "354 go on");
                        if (!taken(visitor, in, recipient)) {
                            return;
                        }
                    }
                    default -> say(visitor, verb.equals("EHLO") ? "250 sink" : "250 ok");
                }
            }
        } catch (IOException e) {
            // the other side was killed
        }
    }

    /** False when it hangs up. Colleagues are always let in, so that what becomes of their mail is known by its id. */
    private boolean welcome(Socket visitor, String recipient) throws IOException {
        boolean customer = recipient.endsWith("@customer.example");
        if (customer && Townsfolk.isUnknown(recipient)) {
            say(visitor, "550 5.1.1 no such user");
        } else if (customer && inMood(0.02)) {
            say(visitor, "450 4.2.1 try again later");
        } else if (customer && inMood(0.005)) {
            return false;
        } else {
            say(visitor, "250 recipient ok");
        }
        return true;
    }

    /** Reads a message and does with it what it feels like; false when it hangs up. */
    private boolean taken(Socket visitor, BufferedReader in, String recipient) throws IOException {
        StringBuilder text = new StringBuilder();
        String id = "";
        boolean hangsUp = inMood(0.004);
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false; // the sender died before the final dot: nothing was handed over
            }
            id = id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID) ? line.substring(MESSAGE_ID.length()).strip() : id;
            if (hangsUp && line.isEmpty()) {
                trouble(id, true);
                return false;
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        LockSupport.parkNanos(pause.toNanos());
        DotDeath death = dueDeath();
        if (death != null) {
            if (death.keeps()) {
                keep(Mail.of(recipient, text.toString(), false), text);
            }
            trouble(id, true);
            death.kill().run();
            return false;
        }
        if (inMood(0.015)) {
            trouble(id, false);
            say(visitor, "452 4.3.1 no room now");
            return true;
        }
        boolean lost = inMood(0.003);
        boolean silent = lost || inMood(0.003);
        if (inMood(0.03)) {
            LockSupport.parkNanos(20_000_000);
        }
        if (silent) {
            trouble(id, true);
        }
        if (!lost) {
            keep(Mail.of(recipient, text.toString(), !silent), text);
        }
        if (!silent) {
            say(visitor, "250 2.0.0 kept");
        }
        return !silent && !inMood(0.02);
    }

    private synchronized DotDeath dueDeath() {
        DotDeath death = dotDeath;
        if (death == null || death.left().decrementAndGet() > 0) {
            return null;
        }
        dotDeath = null;
        return death;
    }

    private synchronized void trouble(String id, boolean isDoubtful) {
        troubled.add(id);
        if (isDoubtful) {
            doubtful.add(id);
        }
    }

    private synchronized void keep(Mail mail, CharSequence text) throws IOException {
        book.write(ByteBuffer.wrap(("To " + mail.to() + (mail.told() ? "" : " (untold)") + "\r\n" + text + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        book.force(false);
        kept.add(mail);
    }

    private synchronized boolean inMood(double chance) {
        return moody && random.nextDouble() < chance;
    }

    private static void say(Socket visitor, String words) throws IOException {
        visitor.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : new Closeable[] {door, book}) {
            each.close();
        }
    }
}
