package dev.regard.connectors.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The bad rows of one file on their way to {@code FOLDER/NAME.csv}: line, column, reason, and the row as it was. It appears
 * under its name whole and durable or not at all, and takes the place of no earlier one ({@code NAME-2.csv}, ...). The same rows again, from a
 * file that is read again because it could not be put away, are there already.
 * UTF-8 with byte order mark, since a spreadsheet program will open it; what such a program would take for a formula is quoted.
 */
public final class RejectedRows implements Closeable {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final Path folder;
    private final String name;
    private Path unfinished;
    private FileChannel channel;
    private CsvWriter csv;

    /**
     * Nothing is written before the first bad row.
     *
     * @param file the file that the rows come from; its name without the extension is the result's
     */
    public RejectedRows(Path folder, Path file) {
        this.folder = folder;
        String full = file.getFileName().toString();
        this.name = full.lastIndexOf('.') > 0 ? full.substring(0, full.lastIndexOf('.')) : full;
    }

    /** @throws IOException when it cannot be written; nothing then stays under the result's name */
    public void add(BadRow row) throws IOException {
        if (csv == null) {
            open();
        }
        csv.writeRecord(row.line() == 0 ? "" : Long.toString(row.line()), harmless(row.column()), harmless(row.reason()),
                harmless(row.raw()));
    }

    /** Makes the rows durable under their final name, empty when there was none. */
    public Optional<Path> commit() throws IOException {
        if (csv == null) {
            return Optional.empty();
        }
        csv.flush();
        channel.force(true);
        channel.close();
        Path result = named();
        forceFolder();
        csv = null;
        return Optional.of(result);
    }

    /** Without {@link #commit} before, the rows are forgotten. */
    @Override
    public void close() throws IOException {
        if (csv != null) {
            channel.close();
            Files.deleteIfExists(unfinished);
            csv = null;
        }
    }

    private void open() throws IOException {
        Files.createDirectories(folder);
        unfinished = folder.resolve("." + name + "-" + UUID.randomUUID() + ".part");
        channel = FileChannel.open(unfinished, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        csv = CsvWriter.builder().build(writer);
        csv.writeRecord("line", "column", "reason", "row");
    }

    /** Gives the rows a name that nobody has, or finds them under one. */
    private Path named() throws IOException {
        for (int i = 1; ; i++) {
            Path result = folder.resolve(name + (i == 1 ? "" : "-" + i) + ".csv");
            try {
                Files.createFile(result);
            } catch (FileAlreadyExistsException e) {
                if (Files.size(result) == Files.size(unfinished) && Files.mismatch(result, unfinished) < 0) {
                    Files.delete(unfinished);
                    return result;
                }
                continue;
            }
            moveInto(result);
            return result;
        }
    }

    /** An empty file of our own holds the name until the rows replace it: a plain move would replace anybody's. */
    private void moveInto(Path reserved) throws IOException {
        try {
            Files.move(unfinished, reserved, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(reserved);
            throw e;
        }
    }

    private void forceFolder() {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // some systems cannot open a folder; there the file system itself keeps the order
        }
    }

    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
