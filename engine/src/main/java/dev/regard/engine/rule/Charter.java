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

    /** Whether the table counts on a day; where no day is known only one that always counts does. */
    public boolean covers(LocalDate day) {
        return !isForAPeriod() || day != null && (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
