package dev.regard.connectors.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads a body as it comes, without holding a thread, and never keeps more than the bound or than there is room for. What is not kept is still
 * read and thrown away, up to a second bound: a client that is busy sending would not see the answer otherwise.
 */
final class Body {
    /** From the first byte to the last: whoever takes longer holds room that others need. Before the connection counts as idle, so that there is an answer. */
    static final Duration LONGEST = Duration.ofSeconds(50);
    private static final int PATIENCE = 16;
    private static final int AT_FIRST = 4096;
    private final Request request;
    private final int largest;
    private final BodyRoom room;
    private ByteArrayOutputStream kept;
    private final CompletableFuture<Read> whole = new CompletableFuture<>();
    private long length;
    private boolean crowdedOut;
    private boolean tooLate;
    private boolean over;

    /** How the reading ended. */
    enum End {
        WHOLE, TOO_LARGE,
        /** There was no room for it beside the others. */
        CROWDED_OUT,
        /** It took longer than {@link #LONGEST}. */
        TOO_SLOW
    }

    /**
     * What came of it.
     *
     * @param bytes empty unless it is whole; they take room until {@link #done()}
     */
    record Read(End end, byte[] bytes, BodyRoom room) {
        void done() {
            room.giveBack(bytes.length);
        }
    }

    private Body(Request request, int largest, BodyRoom room) {
        this.request = request;
        this.largest = largest;
        this.room = room;
        // what a head promises costs nothing yet: it grows with what really comes
        kept = new ByteArrayOutputStream((int) Math.max(32, Math.min(request.getLength(), AT_FIRST)));
    }

    /** Fails when the client goes away. */
    static CompletableFuture<Read> read(Request request, int largest, BodyRoom room) {
        Body body = new Body(request, largest, room);
        body.readOn();
        if (!body.whole.isDone()) {
            Scheduler.Task end = request.getComponents().getScheduler().schedule(body::giveUp, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            body.whole.whenComplete((read, failure) -> end.cancel());
        }
        return body.whole;
    }

    private void readOn() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::readOn);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
                return;
            }
            boolean enough = keep(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (last || enough) {
                end();
                return;
            }
        }
    }

    /** @return whether no more is read */
    private synchronized boolean keep(ByteBuffer bytes) {
        if (over) {
            return true;
        }
        int more = bytes.remaining();
        length += more;
        if (length > largest || crowdedOut) {
            drop();
        } else if (room.take(more)) {
            byte[] part = new byte[more];
            bytes.get(part);
            kept.writeBytes(part);
        } else {
            crowdedOut = true;
            drop();
        }
        return length > (long) largest * PATIENCE;
    }

    private void drop() {
        room.giveBack(kept.size());
        kept = new ByteArrayOutputStream(0);
    }

    private void giveUp() {
        synchronized (this) {
            tooLate = true;
        }
        end();
    }

    private void end() {
        Read read;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            End end = length > largest ? End.TOO_LARGE : tooLate ? End.TOO_SLOW : crowdedOut ? End.CROWDED_OUT : End.WHOLE;
            if (end != End.WHOLE) {
                drop();
            }
            read = new Read(end, kept.toByteArray(), room);
            kept = new ByteArrayOutputStream(0);
        }
        whole.complete(read);
    }

    private void fail(Throwable why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            drop();
        }
        whole.completeExceptionally(why);
    }
}
