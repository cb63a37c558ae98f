package dev.regard.connectors.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The bad rows of one file on their way to {@code FOLDER/NAME.csv}: line, column, reason, and the row as it was. It appears
 * under its name whole and durable or not at all, and takes the place of no earlier one ({@code NAME-2.csv}, ...). The same rows again, from a
 * file that is read again because it could not be put away, are there already. What a sudden end left unfinished is removed by {@link #tidy}.
 * UTF-8 with byte order mark, since a spreadsheet program will open it; what such a program would take for a formula is quoted.
 */
public final class RejectedRows implements Closeable {
    private static final Pattern UNFINISHED = Pattern.compile("\\..*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");
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

    /**
     * Removes what sudden ends left unfinished in such a folder, and nothing that somebody is still writing: another process may have the same folder.
     *
     * @throws IOException when that cannot be done; the folder can be used nevertheless
     */
    public static void tidy(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> UNFINISHED.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                removeUnlessWritten(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Whoever writes it holds a lock on it, which ends with the process. */
    private static void removeUnlessWritten(Path file) throws IOException {
        try (FileChannel left = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS); FileLock lock = left.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // it has got its name meanwhile, or this process writes it
        }
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
        try {
            channel = FileChannel.open(unfinished, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (AccessDeniedException e) {
            throw (IOException) new AccessDeniedException(folder.toString()).initCause(e); // the other name is a new one at each try
        }
        lock();
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        csv = CsvWriter.builder().build(writer);
        csv.writeRecord("line", "column", "reason", "row");
    }

    /** It is held until the channel is closed. */
    private void lock() {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // this file system knows no locks, so nobody gets one to remove it
        }
    }

    /** Gives the rows a name that nobody has, or finds them under one. */
    private Path named() throws IOException {
        for (int i = 1; ; i++) {
            Path result = folder.resolve(name + (i == 1 ? "" : "-" + i) + ".csv");
            try {
                nameIt(result);
                return result;
            } catch (FileAlreadyExistsException e) {
                if (Files.size(result) == Files.size(unfinished) && Files.mismatch(result, unfinished) < 0) {
                    Files.delete(unfinished);
                    return result;
                }
            }
        }
    }

    /** A second name for the file, then none but that: no other's file is replaced, and a sudden end leaves no empty one. */
    private void nameIt(Path result) throws IOException {
        try {
            Files.createLink(result, unfinished);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) { // some file systems know one name for a file
            Files.createFile(result);
            moveInto(result);
            return;
        }
        Files.delete(unfinished);
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
