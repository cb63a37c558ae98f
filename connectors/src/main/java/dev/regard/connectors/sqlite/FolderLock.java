package dev.regard.connectors.sqlite;

import dev.regard.engine.store.StoreRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a folder for one process. The operating system gives it up when the process ends, however it ends. */
public final class FolderLock implements AutoCloseable {
    static final String NAME = "regard.lock";
    /** Behind the text: Windows does not let others read what is locked. */
    private static final long LOCKED_BYTE = 1L << 30;
    /** POSIX gives a lock up when its process closes any handle of the file, so a second try must not even open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws StoreRefused when a process, also this one, holds it */
    public static FolderLock on(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            if (!HELD_HERE.add(real)) {
                throw refused(folder, String.valueOf(ProcessHandle.current().pid()));
            }
            try {
                return new FolderLock(real, locked(real));
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw refused(folder, Files.readString(folder.resolve(NAME)).strip());
            }
            sayWhoHoldsIt(channel);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** For whoever is refused. */
    private static void sayWhoHoldsIt(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // on a full disk the lock has to do, without a name in it
        }
    }

    private static StoreRefused refused(Path folder, String pid) {
        return new StoreRefused("the data folder " + folder + " is in use by process " + pid);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
