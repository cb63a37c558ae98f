package dev.regard.routes.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a dead program leaves on the disk. Where the store is a file, a copy of it is opened, recovered and checked, table by table and index by index. */
final class Remains {
    private static final String STORE = "the store is whole, its indexes agree";
    private static final List<String> FILES = List.of("regard.db", "regard.db-wal");
    private static final long SMALL = 48L << 20;
    private static final int EVERY = 10;

    private final Path data;
    private final boolean file;
    private final Scars scars;

    Remains(Path data, boolean file, Scars scars) {
        this.data = data;
        this.file = file;
        this.scars = scars;
    }

    /** Looks at them after a death; where they are large, only after some. */
    void examine(int lives) throws IOException {
        if (file && Files.exists(data.resolve("regard.db")) && (size() < SMALL || lives % EVERY == 0)) {
            examine();
        }
    }

    void examineLast() throws IOException {
        if (file) {
            examine();
        }
    }

    private long size() throws IOException {
        long size = 0;
        for (String name : FILES) {
            size += Files.exists(data.resolve(name)) ? Files.size(data.resolve(name)) : 0;
        }
        return size;
    }

    private void examine() throws IOException {
        Path copy = Files.createDirectories(data.resolveSibling("remains"));
        for (String name : FILES) {
            Files.deleteIfExists(copy.resolve(name));
            if (Files.exists(data.resolve(name))) {
                Files.copy(data.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        scars.checked(STORE, 1);
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("regard.db"));
                Statement statement = store.createStatement(); ResultSet answer = statement.executeQuery("PRAGMA integrity_check")) {
            if (!answer.next() || !"ok".equals(answer.getString(1))) {
                scars.violation(STORE, answer.getString(1));
            }
        } catch (SQLException e) {
            scars.violation(STORE, e.getMessage());
        }
    }
}
