package dev.regard.connectors.mail.inbound;

import dev.regard.engine.store.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Mails that a server names and does not hand out. One that fails among others is looked for among them one by one; alone, it is tried some times,
 * each over a new connection, and then postponed: the ledger knows it, and it is asked for again from time to time. For one thread.
 */
final class Withheld {
    static final int TRIES = 3;
    private static final int AT_ONCE = 100;
    /** With so many it is the server that is ill: no more are postponed, and reading waits for it. */
    private static final int MOST = 1_000;
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
    private final Notes ledger;
    private final String key;
    private final LongSupplier nanos;
    private long suspectUpTo;
    private long tried;
    private int times;
    private Optional<Long> askedAt = Optional.empty();

    /**
     * @param key   of the mailbox
     * @param nanos a clock that only goes forward
     */
    Withheld(Notes ledger, String key, LongSupplier nanos) {
        this.ledger = ledger;
        this.key = key + "/withheld";
        this.nanos = nanos;
    }

    /** How many mails behind that one are asked for in one go. */
    int atOnce(long last) {
        return last < suspectUpTo ? 1 : AT_ONCE;
    }

    /** One of these was not handed out. */
    void failed(List<Long> uids) {
        if (uids.size() > 1) {
            suspectUpTo = uids.get(uids.size() - 1);
        } else {
            times = uids.get(0) == tried ? times + 1 : 1;
            tried = uids.get(0);
        }
    }

    /** Whether the ones behind it have waited long enough. */
    boolean isGivenUp(long uid, long validity) {
        return tried == uid && times >= TRIES && postponed(validity).size() < MOST;
    }

    /** Those of this mailbox that were postponed, in the order in which they are asked for again. */
    List<Long> postponed(long validity) {
        return ledger.read(key).map(note -> note.split(":")).filter(note -> note.length == 2 && note[0].equals(String.valueOf(validity)))
                .map(note -> Arrays.stream(note[1].split(",")).map(Long::valueOf).toList()).orElse(List.of());
    }

    void postpone(long uid, long validity) {
        List<Long> all = without(uid, validity);
        all.add(uid);
        write(all, validity);
    }

    /** It was handed out after all, or is gone. */
    void settled(long uid, long validity) {
        write(without(uid, validity), validity);
    }

    private List<Long> without(long uid, long validity) {
        List<Long> all = new ArrayList<>(postponed(validity));
        all.remove(uid);
        return all;
    }

    private void write(List<Long> uids, long validity) {
        ledger.write(key, validity + ":" + uids.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Whether it is time to ask for the postponed ones again; the first time after a start it is. */
    boolean isDue() {
        boolean due = askedAt.isEmpty() || nanos.getAsLong() - askedAt.get() >= ASKED_AGAIN.toNanos();
        if (due) {
            askedAt = Optional.of(nanos.getAsLong());
        }
        return due;
    }
}
