package dev.regard.engine.rule;

import java.time.LocalDate;

/**
 * What is said of a table as a whole.
 *
 * @param owner who answers for it; empty when nobody is named
 * @param from  the first day on which it counts; null from ever
 * @param until the last day on which it counts; null for ever
 */
public record Charter(String owner, LocalDate from, LocalDate until) {
    /** Nobody is named, and it always counts. */
    public static final Charter NONE = new Charter("", null, null);

    public boolean isForAPeriod() {
        return from != null || until != null;
    }

    /** Whether this one counts on every day on which the other does. */
    public boolean includes(Charter other) {
        return (from == null || other.from != null && !other.from.isBefore(from)) && (until == null || other.until != null && !other.until.isAfter(until));
    }

    /** Whether there is a day on which both count. */
    public boolean meets(Charter other) {
        return !endsBefore(other) && !other.endsBefore(this);
    }

    private boolean endsBefore(Charter other) {
        return until != null && other.from != null && until.isBefore(other.from);
    }

    /** Whether the table counts on a day; where no day is known only one that always counts does. */
    public boolean covers(LocalDate day) {
        return !isForAPeriod() || day != null && (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
