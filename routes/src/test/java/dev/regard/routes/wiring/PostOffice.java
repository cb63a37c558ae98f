package dev.regard.routes.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A mail server on loopback that takes its time, says nothing at all, or is not there for a while. */
final class PostOffice implements AutoCloseable {
    /** Whom mails were for, in the order in which they were taken. */
    final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Socket> visitors = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile ServerSocket door;
    private volatile Duration each = Duration.ZERO;
    private volatile boolean mute;

    PostOffice() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = door.getLocalPort();
        receive(door);
    }

    int port() {
        return port;
    }

    /** Each mail for a customer takes so long. */
    PostOffice slow(Duration time) {
        each = time;
        return this;
    }

    /** Takes connections and says nothing from now on. */
    PostOffice mute() {
        mute = true;
        hangUp();
        return this;
    }

    /** Nobody is there: connections are refused. */
    PostOffice closed() throws IOException {
        door.close();
        hangUp();
        return this;
    }

    PostOffice open() throws IOException {
        mute = false;
        hangUp();
        if (door.isClosed()) {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            door = again;
            receive(again);
        }
        return this;
    }

    private void hangUp() {
        visitors.forEach(PostOffice::close);
        visitors.clear();
    }

    private static void close(Socket visitor) {
        try {
            visitor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(ServerSocket at) {
        daemon(() -> {
            while (!at.isClosed()) {
                try {
                    Socket visitor = at.accept();
                    visitors.add(visitor);
                    daemon(() -> talk(visitor));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "post-office");
        thread.setDaemon(true);
        thread.start();
    }

    private void talk(Socket visitor) {
        if (mute) {
            return;
        }
        try (visitor; BufferedReader in = new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.UTF_8))) {
            say(visitor, "220 here");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    recipient = line.substring("RCPT TO:<".length(), line.length() - 1);
                }
                if (line.equals("DATA")) {
                    say(visitor, "354 go on");
                    while (!in.readLine().equals(".")) {
                        continue;
                    }
                    if (recipient.endsWith("@example.com")) {
                        LockSupport.parkNanos(each.toNanos());
                    }
                    taken.add(recipient);
                }
                say(visitor, "250 ok");
            }
        } catch (IOException | NullPointerException e) {
            // the client went, or was sent away
        }
    }

    private static void say(Socket visitor, String words) throws IOException {
        visitor.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        closed();
    }
}
