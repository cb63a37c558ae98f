package dev.regard.routes.crash;

import dev.regard.engine.crash.CrashPoint;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a life ends on purpose, and when in the feed it begins to wait for that.
 *
 * @param place   of the feed: the slot's number, and the part of it that is done
 * @param kind    who kills
 * @param point   null unless it dies by its own hand
 * @param passes  how often the point, or the final dot, is passed
 * @param retries how often it may still be tried again where it did not come to it
 */
record Fate(double place, Kind kind, CrashPoint point, int passes, int retries) {
    private static final Set<CrashPoint> WITH_FILES = EnumSet.of(CrashPoint.MID_FILE, CrashPoint.FILE_READ, CrashPoint.BETWEEN_FILES);
    private static final Set<CrashPoint> WITH_MAIL = EnumSet.of(CrashPoint.IN_CLAIM, CrashPoint.SENDING, CrashPoint.BEFORE_SENT, CrashPoint.AFTER_SENT,
            CrashPoint.RECOVERING);
    /** Which must take events that nobody brought before: of those that were acknowledged already nothing can be lost there. */
    private static final Set<CrashPoint> OF_INTAKE = EnumSet.of(CrashPoint.BEFORE_JOURNAL, CrashPoint.IN_JOURNAL, CrashPoint.AFTER_JOURNAL, CrashPoint.BEFORE_ACKNOWLEDGEMENT,
            CrashPoint.AFTER_ACKNOWLEDGEMENT);
    private static final Set<CrashPoint> OF_WRITING = EnumSet.of(CrashPoint.BEFORE_COMMIT, CrashPoint.AFTER_COMMIT);
    /** Which are passed before anybody sends. */
    private static final Set<CrashPoint> BEFORE_SENDING = EnumSet.of(CrashPoint.STARTING, CrashPoint.RECOVERING, CrashPoint.PUBLISHED);
    /** Which are passed by whoever has the turn: on virtual time nobody sends meanwhile. */
    private static final Set<CrashPoint> IN_TURN = EnumSet.of(CrashPoint.DECIDED, CrashPoint.MID_SWEEP, CrashPoint.MID_NIGHT, CrashPoint.CLOCK_MOVED);
    private static final Set<CrashPoint> AT_NIGHT = EnumSet.of(CrashPoint.MID_NIGHT, CrashPoint.MID_SWEEP, CrashPoint.CLOCK_MOVED);

    /** Ways to die. */
    enum Kind {
        /** At a point of the program. */
        POINT,
        /** Told to stop, and killed at a point of that. */
        STOPPING,
        /** Started with another rule set, and killed at a point of its publication. */
        PUBLISHING,
        /** By the mail server, which has all of a message, has kept it, and has not said so. */
        DOT_KEPT,
        /** The same where the mail server has not kept it. */
        DOT_LOST,
        /** While it starts, at a random moment. */
        WHILE_STARTING,
        /** While it stops, at a random moment. */
        WHILE_STOPPING,
        /** While another rule set is published over HTTP, at a random moment. */
        WHILE_PUBLISHING,
        /** While it works, at a random moment. */
        AT_RANDOM
    }

    /** What has to happen for it. */
    enum Occasion { EVENTS, FILES, MAIL, NIGHT }

    static Kind kind(CrashPoint point) {
        return switch (point) {
            case STOPPING -> Kind.STOPPING;
            case PUBLISHED, MID_PUBLISH -> Kind.PUBLISHING;
            default -> Kind.POINT;
        };
    }

    Occasion occasion() {
        if (kind == Kind.DOT_KEPT || kind == Kind.DOT_LOST || point != null && WITH_MAIL.contains(point)) {
            return Occasion.MAIL;
        }
        return point == null ? Occasion.EVENTS : WITH_FILES.contains(point) ? Occasion.FILES : AT_NIGHT.contains(point) ? Occasion.NIGHT : Occasion.EVENTS;
    }

    /** Whether the life is to die of the first events that are brought to it. */
    boolean isOfIntake() {
        return point != null && OF_INTAKE.contains(point);
    }

    /** Whether nothing but news is to be brought to the life, so that it does not die of what it knows. */
    boolean wantsNews() {
        return isOfIntake() || point != null && OF_WRITING.contains(point);
    }

    /**
     * Whether a message may be under way when it happens, besides one that has come to its final dot.
     *
     * @param sideBySide on real time, where those who send wait for nobody
     */
    boolean mayCutOffAMessage(boolean sideBySide) {
        if (point == null) {
            return sideBySide || kind != Kind.DOT_KEPT && kind != Kind.DOT_LOST;
        }
        return !BEFORE_SENDING.contains(point) && (sideBySide || !IN_TURN.contains(point));
    }

    Fate at(double other) {
        return new Fate(other, kind, point, passes, retries);
    }

    /** Whether what it needs has come and gone in the slot that it was meant for. */
    boolean isOver(double progress) {
        return progress >= Math.floor(place) + 1;
    }

    /** The same at its next occasion. */
    Fate later(double progress) {
        return at(switch (occasion()) {
            case EVENTS -> progress;
            case FILES -> Destiny.withFiles(progress);
            case MAIL, NIGHT -> Destiny.evening(progress) + Destiny.MOVE;
        });
    }

    /** The same at its next occasion, and sooner in it. */
    Fate again(double progress) {
        return new Fate(later(progress).place, kind, point, Math.max(1, passes / 2), retries - 1);
    }

    /** As the table of results calls it. */
    String title() {
        return switch (kind) {
            case POINT, STOPPING, PUBLISHING -> point.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case DOT_KEPT -> "after the final dot, kept by the mail server";
            case DOT_LOST -> "after the final dot, lost by the mail server";
            case WHILE_STARTING -> "at random, starting";
            case WHILE_STOPPING -> "at random, stopping";
            case WHILE_PUBLISHING -> "at random, publishing over HTTP";
            case AT_RANDOM -> "at random, working";
        };
    }
}
