package dev.regard.routes.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A way to a server on loopback that can be cut, or clogged: then it takes connections and bytes, and hands nothing on. */
final class Proxy implements AutoCloseable {
    private static final long LOOK_NANOS = 10_000_000;
    private final int to;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile ServerSocket door;
    private volatile boolean clogged;

    Proxy(int to) throws IOException {
        this.to = to;
        door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        port = door.getLocalPort();
        receive(door);
    }

    int port() {
        return port;
    }

    void cut() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    void clog() {
        clogged = true;
    }

    void clear() throws IOException {
        clogged = false;
        if (door.isClosed()) {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            door = again;
            receive(again);
        }
    }

    private void receive(ServerSocket at) {
        daemon(() -> {
            while (!at.isClosed()) {
                try {
                    Socket client = at.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                    sockets.addAll(List.of(client, server));
                    daemon(() -> carry(client, server));
                    daemon(() -> carry(server, client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void carry(Socket from, Socket into) {
        byte[] some = new byte[1 << 16];
        try (from; into; InputStream in = from.getInputStream(); OutputStream out = into.getOutputStream()) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                while (clogged && !from.isClosed()) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                out.write(some, 0, read);
            }
        } catch (IOException e) {
            // one side went, or the way was cut
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
