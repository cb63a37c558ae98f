package dev.regard.connectors.web;

/**
 * How many bytes of bodies are held at once, all requests together: what comes in small pieces over many connections cannot fill the memory.
 * A byte of it costs up to three while a body grows, and about ten when the body is a tree, so little of the heap is given away.
 */
final class BodyRoom {
    /** Bytes. */
    static final long MOST = 32 << 20;
    private static final int SHARE_OF_HEAP = 32;
    private final long room;
    private long taken;

    /** @param room in bytes */
    BodyRoom(long room) {
        this.room = room;
    }

    /** A 32nd of the heap, 32 MiB at most and two of the largest bodies at least. */
    static BodyRoom forBodiesOf(int largest) {
        return new BodyRoom(Math.max(2L * largest, Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)));
    }

    /** Whether there was room for so many bytes more. */
    synchronized boolean take(int bytes) {
        if (taken + bytes > room) {
            return false;
        }
        taken += bytes;
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    /** Bytes held now. */
    synchronized long taken() {
        return taken;
    }
}
