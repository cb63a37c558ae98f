package dev.regard.routes.crash;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.crash.Fate.Kind;
import java.util.EnumSet;
import java.util.Set;

/** What a program is to die of in a run, besides random moments while it works. */
record Ways(Set<CrashPoint> points, Set<Kind> others) {
    /** Points that a store with transactions has and one without has not. */
    private static final Set<CrashPoint> OF_TRANSACTIONS = EnumSet.of(CrashPoint.BEFORE_COMMIT, CrashPoint.AFTER_COMMIT);
    private static final Set<Kind> OTHERS = EnumSet.of(Kind.DOT_KEPT, Kind.DOT_LOST, Kind.WHILE_STARTING, Kind.WHILE_STOPPING, Kind.WHILE_PUBLISHING);

    /** Points of reading a mailbox, which {@link MailboxCrashIT} looks at. */
    private static final Set<CrashPoint> OF_MAILBOXES = EnumSet.of(CrashPoint.MAIL_FILED, CrashPoint.MAIL_NOTED);

    static final Ways ALL_EMBEDDED = new Ways(EnumSet.complementOf(EnumSet.copyOf(OF_MAILBOXES)), OTHERS);
    static final Ways ALL_MONGODB = new Ways(without(OF_TRANSACTIONS), OTHERS);

    private static Set<CrashPoint> without(Set<CrashPoint> others) {
        Set<CrashPoint> points = EnumSet.copyOf(ALL_EMBEDDED.points);
        points.removeAll(others);
        return points;
    }

    /** Half of the points, where all of them have their turn on another store. */
    static Ways some() {
        Set<CrashPoint> half = EnumSet.copyOf(ALL_MONGODB.points);
        half.removeIf(p -> p.ordinal() % 2 == 0);
        return new Ways(half, EnumSet.of(Kind.DOT_LOST, Kind.WHILE_STARTING));
    }
}
