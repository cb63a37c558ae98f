package dev.regard.routes.year;

import de.bwaldvogel.mongo.MongoServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server that speaks MongoDB's protocol, in a process of its own. It ends when its standard input does. */
public final class MongoProcess implements AutoCloseable {
    private final Process process;
    private final String uri;

    private MongoProcess(Process process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    public static MongoProcess start() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + System.getProperty("mongo.heap", "1g"), "-cp",
                System.getProperty("java.class.path"), MongoProcess.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("mongodb://")) {
                return new MongoProcess(process, line);
            }
        }
        throw new IOException("The server ended before it was ready");
    }

    public String uri() {
        return uri;
    }

    public static void main(String[] args) throws IOException {
        MongoServer server = new MongoServer(new IndexedBackend());
        server.bind("127.0.0.1", 0);
        System.out.println("mongodb://127.0.0.1:" + server.getLocalAddress().getPort() + "/year");
        while (System.in.read() >= 0) {
            continue;
        }
        server.shutdownNow();
    }

    @Override
    public void close() {
        Program.end(process);
    }
}
