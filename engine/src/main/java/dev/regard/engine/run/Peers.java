package dev.regard.engine.run;

import dev.regard.engine.store.Notes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The processes that work on one store, as one of them sees them. Each says again and again in the store that it is there; whose word does not
 * change for {@link #GONE_AFTER}, counted by the clock of the one who looks, has ended. So the clocks of the machines need not agree. Of one node
 * only one process is there at a time, so an earlier one has ended as soon as a later one says that it is there.
 */
public final class Peers {
    /** Six times as long as a process is silent while it lives. */
    public static final Duration GONE_AFTER = Duration.ofMinutes(1);
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);
    private static final String NOTE = "process/";

    private final Notes notes;
    private final String node;
    private final String start;
    private final LongSupplier nanos;
    private final Map<String, Seen> seen = new HashMap<>();
    private long words;
    private long saidAt;

    private record Seen(String word, long since) {
    }

    private Peers(Notes notes, String node, String start, LongSupplier nanos) {
        this.notes = notes;
        this.node = node;
        this.start = start;
        this.nanos = nanos;
    }

    /** Nobody else works on the store: any other process has ended. */
    public static Peers none(String process) {
        return new Peers(null, "", process, () -> 0);
    }

    /**
     * Others may work on the store.
     *
     * @param node  what stays the same when this process is started again, and is no other running process's; without a slash
     * @param start another one for each start; without a blank
     * @param nanos counts on whatever happens to the clock, such as {@link System#nanoTime}
     */
    public static Peers on(Notes notes, String node, String start, LongSupplier nanos) {
        if (node.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a node's name has no slash: " + node);
        }
        return new Peers(notes, node, start, nanos);
    }

    /** Names this process in claims; another one for each start. */
    public String process() {
        return shared() ? node + "/" + start : start;
    }

    /** Whether others may work on the store. */
    boolean shared() {
        return notes != null;
    }

    /**
     * Says that this process is there, unless it did so a moment ago. Nothing may be claimed before it did.
     *
     * @throws dev.regard.engine.store.StoreUnavailable nothing may be claimed, since others may take this process for ended
     */
    synchronized void sayHere() {
        long now = nanos.getAsLong();
        if (shared() && (words == 0 || now - saidAt >= SAID_EVERY.toNanos())) {
            notes.write(NOTE + node, start + " " + (words + 1));
            words++;
            saidAt = now;
        }
    }

    /** Whether a process is there no more, as far as can be told by now: one that has just ended is found out by asking again. */
    synchronized boolean hasEnded(String process) {
        int slash = process.indexOf('/');
        String other = slash < 0 ? process : process.substring(0, slash);
        if (process.equals(process())) {
            return false;
        }
        if (!shared() || other.equals(node)) {
            return true;
        }
        String word = notes.read(NOTE + other).orElse("");
        if (!word.isEmpty() && !word.startsWith(process.substring(slash + 1) + " ")) {
            return true;
        }
        Seen last = seen.get(process);
        if (last == null || !last.word().equals(word)) {
            last = new Seen(word, nanos.getAsLong());
            seen.put(process, last);
        }
        return nanos.getAsLong() - last.since() >= GONE_AFTER.toNanos();
    }
}
