package dev.regard.connectors.sqlite;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.purchase;
import static dev.regard.engine.store.Dealer.touch;
import static dev.regard.engine.store.Dealer.withTouches;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another process that writes into a store and prints what the store has acknowledged, until it is killed. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Child acknowledging(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Child(new ProcessBuilder(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), Child.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    long pid() {
        return process.pid();
    }

    String nextLine() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalStateException("the child has ended");
        }
        return line;
    }

    /** Ends it at once, like {@code kill -9}; what it had printed until then. The last line may be cut off and is left out. */
    List<String> kill() {
        // by its handle, since Process.destroyForcibly closes the stream that is still to be read
        process.toHandle().destroyForcibly();
        List<String> rest = lines.lines().toList();
        return rest.isEmpty() ? rest : rest.subList(0, rest.size() - 1);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Four threads file events, two write cards, each as fast as it can. */
    public static void main(String[] folder) {
        SqliteStore store = SqliteStore.open(Path.of(folder[0]));
        for (int i = 0; i < 6; i++) {
            String name = "w" + i;
            boolean files = i < 4;
            new Thread(() -> {
                for (int n = 0; ; n++) {
                    System.out.println(files ? filed(store, name + "-" + n) : written(store, name + "-" + n));
                }
            }).start();
        }
    }

    private static String filed(SqliteStore store, String order) {
        store.journal().append(List.of(purchase("C-1", order)), MONDAY);
        return "event " + order;
    }

    private static String written(SqliteStore store, String id) {
        store.cards().commit(List.of(withTouches(change(newCard(id)), touch("t-" + id, id, MONDAY))));
        return "card " + id;
    }
}
