package dev.regard.routes.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What the disk alone allows: the same bytes appended to a file and forced to it a group at a time. */
final class DiskFloor {
    private static final double NANOS_A_SECOND = 1e9;

    private DiskFloor() { }

    /** Groups a second. */
    static double groupsPerSecond(Path file, List<byte[]> groups) throws IOException {
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (byte[] group : groups) {
                ByteBuffer bytes = ByteBuffer.wrap(group);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
        }
        return groups.size() * NANOS_A_SECOND / Math.max(1, System.nanoTime() - start);
    }
}
