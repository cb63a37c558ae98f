package dev.regard.connectors.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Knows the socket under a connection that the mail library made, so that it can be cut off from another thread. The library's own
 * time-outs begin anew with each byte.
 */
final class CutOff {
    private Socket socket;
    private boolean cut;

    /** Something begins that may be cut off. */
    synchronized void begin() {
        cut = false;
    }

    synchronized boolean wasCut() {
        return cut;
    }

    /** Whoever reads or writes is told that the connection is lost; a connection that is still being made ends too. */
    synchronized void cut() {
        cut = true;
        close(socket);
    }

    private synchronized Socket known(Socket made) {
        socket = made;
        if (cut) {
            close(made);
        }
        return made;
    }

    private static void close(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    /** Makes sockets without encryption, which may come on top later. */
    SocketFactory plain() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return known(new Socket());
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return known(new Socket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
                return known(new Socket(host, port, local, localPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return known(new Socket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
                return known(new Socket(host, port, local, localPort));
            }
        };
    }

    /** Encrypts on top of a socket that the library made. */
    SSLSocketFactory layered(SSLSocketFactory tls) {
        return new SSLSocketFactory() {
            @Override
            public Socket createSocket(Socket under, String host, int port, boolean autoClose) throws IOException {
                return tls.createSocket(known(under), host, port, autoClose);
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return known(tls.createSocket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
                return known(tls.createSocket(host, port, local, localPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return known(tls.createSocket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
                return known(tls.createSocket(host, port, local, localPort));
            }

            @Override
            public String[] getDefaultCipherSuites() {
                return tls.getDefaultCipherSuites();
            }

            @Override
            public String[] getSupportedCipherSuites() {
                return tls.getSupportedCipherSuites();
            }
        };
    }
}
