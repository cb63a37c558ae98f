package dev.regard.rules.shipped;

import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.table.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of the shipped rule set, read from their files. */
final class ShippedTables {
    static final Path FOLDER = Path.of("src/main/rule-set");
    private static final List<ReadTable> READ = read();

    private ShippedTables() { }

    static List<ReadTable> all() {
        return READ;
    }

    static Map<Topic, DecisionTable> byTopic() {
        Map<Topic, DecisionTable> tables = new EnumMap<>(Topic.class);
        READ.forEach(t -> tables.put(t.table().topic(), t.table()));
        return tables;
    }

    private static List<ReadTable> read() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("tables"))) {
            return files.sorted().map(ShippedTables::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadTable read(Path file) {
        try {
            return TableFile.read("tables/" + file.getFileName(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
