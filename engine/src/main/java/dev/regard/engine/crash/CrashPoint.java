package dev.regard.engine.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A place in the program where its process can be made to die, to show what survives. One is armed for a process by the system property
 * {@value #PROPERTY}, {@code NAME} or {@code NAME:n} for the n-th time that it is passed. Without the property nothing is left of a
 * point once its method is compiled.
 */
public enum CrashPoint {
    /** The store is open, nothing else. */
    STARTING,
    /** In recovery, once for up to a hundred messages that an earlier process was sending. */
    RECOVERING,
    /** Events are parsed and checked, and not yet filed. */
    BEFORE_JOURNAL,
    /** Events are half filed: inside the transaction, or between a number and its entry. */
    IN_JOURNAL,
    /** Events are filed, and nobody knows. */
    AFTER_JOURNAL,
    /** The answer to the sender is made, and not yet written. */
    BEFORE_ACKNOWLEDGEMENT,
    /** The answer was written. */
    AFTER_ACKNOWLEDGEMENT,
    /** Events are decided, and nothing of it is written. */
    DECIDED,
    /** The ledger is half written: inside the transaction, or between two steps where there is none. */
    IN_LEDGER,
    /** Everything of a transaction is written, and it is not committed. */
    BEFORE_COMMIT,
    /** The transaction is committed, and whoever waits for it does not know. */
    AFTER_COMMIT,
    /** The ledger is written, and the outbox has not looked. */
    AFTER_LEDGER,
    /** Messages are being marked as being sent: inside the transaction, or marked and not yet told to the outbox. */
    IN_CLAIM,
    /** A message is marked as being sent, and not yet handed over. */
    SENDING,
    /** A message is handed over, and that is not yet filed. */
    BEFORE_SENT,
    /** That a message was handed over is filed, and not yet applied. */
    AFTER_SENT,
    /** A part of a file is filed, and not the rest. */
    MID_FILE,
    /** All of a file is filed, and it still lies in the drop folder. */
    FILE_READ,
    /** A file is put away, and the next one waits. */
    BETWEEN_FILES,
    /** What a mail means is filed, and the ledger of its mailbox does not know. */
    MAIL_FILED,
    /** The ledger of a mailbox knows that a mail was read, and the mailbox does not. */
    MAIL_NOTED,
    /** Cards that are due are looked after, and not yet written. */
    MID_SWEEP,
    /** Some of the cards that change their place in the nightly ranking are written. */
    MID_NIGHT,
    /** A virtual clock has moved, and not every card that is due by then was looked after. */
    CLOCK_MOVED,
    /** A rule set is published, and no card is planned by it. */
    PUBLISHED,
    /** Some cards are planned by a new rule set. */
    MID_PUBLISH,
    /** Between two steps of an orderly stop. */
    STOPPING;

    public static final String PROPERTY = "regard.crash";

    private static final String WANTED = System.getProperty(PROPERTY);
    private static final boolean ARMED = WANTED != null;
    private static final AtomicInteger PASSES_LEFT = new AtomicInteger(ARMED ? passes(WANTED) : 0);
    private static final CrashPoint POINT = ARMED ? valueOf(WANTED.split(":")[0]) : null;
    private static volatile Consumer<CrashPoint> death = point -> Runtime.getRuntime().halt(137);

    /** Whether one is armed in this process. */
    public static boolean armed() {
        return ARMED;
    }

    /** How the process dies; without this it halts. */
    public static void dieBy(Consumer<CrashPoint> kill) {
        death = kill;
    }

    /** Here a process dies when this point is armed; the thread does not return then. */
    public void pass() {
        if (ARMED) {
            reached();
        }
    }

    private void reached() {
        if (this != POINT) {
            return;
        }
        int left = PASSES_LEFT.decrementAndGet();
        if (left == 0) {
            death.accept(this);
        }
        while (left <= 0) {
            // nobody gets past it while the signal is on its way
            LockSupport.park();
        }
    }

    private static int passes(String wanted) {
        int colon = wanted.indexOf(':');
        return colon < 0 ? 1 : Integer.parseInt(wanted.substring(colon + 1));
    }
}
