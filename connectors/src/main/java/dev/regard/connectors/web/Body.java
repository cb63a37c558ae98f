package dev.regard.connectors.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads a body as it comes, without holding a thread and never keeping more than the bound. What lies beyond is still read
 * and thrown away, up to a second bound: a client that is busy sending would not see the answer otherwise.
 */
final class Body {
    private static final int PATIENCE = 16;
    private static final int AT_FIRST = 4096;
    private final Request request;
    private final int largest;
    private final ByteArrayOutputStream kept;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private long length;

    private Body(Request request, int largest) {
        this.request = request;
        this.largest = largest;
        // what a head promises costs nothing yet: it grows with what really comes
        kept = new ByteArrayOutputStream((int) Math.max(32, Math.min(request.getLength(), AT_FIRST)));
    }

    /** The bytes; null when they are more than the largest body. Fails when the client goes away. */
    static CompletableFuture<byte[]> read(Request request, int largest) {
        Body body = new Body(request, largest);
        body.readOn();
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
                whole.completeExceptionally(chunk.getFailure());
                return;
            }
            keep(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (last || length > (long) largest * PATIENCE) {
                whole.complete(length > largest ? null : kept.toByteArray());
                return;
            }
        }
    }

    private void keep(ByteBuffer bytes) {
        length += bytes.remaining();
        if (length <= largest) {
            byte[] part = new byte[bytes.remaining()];
            bytes.get(part);
            kept.writeBytes(part);
        }
    }
}
