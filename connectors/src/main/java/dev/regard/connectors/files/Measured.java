package dev.regard.connectors.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, which knows how far it has been read. */
final class Measured extends FilterInputStream {
    private final long size;
    private long read;

    Measured(InputStream in, long size) {
        super(in);
        this.size = size;
    }

    /** From 0 to 1. */
    double share() {
        return size == 0 ? 1 : Math.min(1, (double) read / size);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        read += one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int some = super.read(bytes, offset, length);
        read += Math.max(0, some);
        return some;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        read += skipped;
        return skipped;
    }
}
