package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import jakarta.mail.MessagingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * Writes mails into a folder, {@code 2026-03-01-ID.eml} for a dispatch due that day (UTC), for any mail program to open. A file
 * is there whole or not at all, and durable when it is reported as sent; the same dispatch again replaces its own file.
 */
final class EmlFolderCarrier implements Carrier {
    private static final FileAttribute<Set<PosixFilePermission>> ONLY_OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Larger than a mail. */
    private static final int PROBE_BYTES = 1 << 16;

    private final Path folder;
    private final Letters letters;
    private volatile boolean failed;

    EmlFolderCarrier(Path folder, Letters letters) {
        this.folder = folder;
        this.letters = letters;
    }

    @Override
    public Attempt carry(Dispatch dispatch) {
        Draft draft = letters.write(dispatch);
        if (draft instanceof Draft.Unfit unfit) {
            return new Attempt(Result.REFUSED, unfit.reason());
        }
        try {
            Path file = place(dispatch);
            write(((Draft.Fit) draft).letter(), file);
            failed = false;
            return new Attempt(Result.SENT, file.getFileName().toString());
        } catch (IOException e) {
            failed = true;
            return new Attempt(Result.DELAYED, inWords(e));
        }
    }

    /** Whether the folder may be written; and where the latest mail could not be, tries, since a disk may have room again. */
    @Override
    public Optional<String> trouble() {
        try {
            Files.createDirectories(folder);
            if (failed) {
                probe();
            }
            return Files.isWritable(folder) ? Optional.empty() : Optional.of("cannot write to " + folder);
        } catch (IOException e) {
            return Optional.of(inWords(e));
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** A retry is due at another time than the first try, whose file may already be there. */
    private Path place(Dispatch dispatch) throws IOException {
        Files.createDirectories(folder);
        String name = "-" + Letters.name(dispatch) + ".eml";
        if (dispatch.attempts() > 1) {
            try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, file -> isOf(file, name))) {
                Iterator<Path> first = earlier.iterator();
                if (first.hasNext()) {
                    return first.next();
                }
            }
        }
        return folder.resolve(day(dispatch.tryAt()) + name);
    }

    private static boolean isOf(Path file, String name) {
        String full = file.getFileName().toString();
        return full.length() == day(Instant.EPOCH).length() + name.length() && full.endsWith(name);
    }

    private static String day(Instant due) {
        return due.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private void write(Letter letter, Path file) throws IOException {
        Path unfinished = folder.resolve("." + file.getFileName() + ".part");
        try {
            try (FileChannel channel = open(unfinished)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                letter.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeDurable(folder);
        } catch (MessagingException e) {
            throw new IOException("the mail could not be written", e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void probe() throws IOException {
        Path probe = folder.resolve(".probe.part");
        try (FileChannel channel = open(probe)) {
            channel.write(ByteBuffer.allocate(PROBE_BYTES));
            channel.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Set<StandardOpenOption> anew =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(file, anew, ONLY_OURS)
                : FileChannel.open(file, anew);
    }

    /** A new name in a folder survives a power cut only when the folder is flushed too; Windows has no such call and no need. */
    private static void makeDurable(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private String inWords(IOException e) {
        if (e instanceof FileSystemException named) {
            return "cannot write to " + folder + ": " + (named.getReason() != null ? named.getReason() : e.getClass().getSimpleName());
        }
        return "cannot write to " + folder + ": " + e.getMessage();
    }
}
