package dev.regard.engine.run;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.time.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** The daily look at the customer base: who makes the first 80 % of the sales (T2), who are the vital few (T3), whose entries look implausible (C4). */
interface Nights {
    LocalTime TIME = LocalTime.of(2, 0);

    /** When the next one is due. */
    Instant next(Rulebook book, Instant now);

    /** Ranks the customers and writes the cards whose class or place changed. */
    void run(Rulebook book, Engagement engagement, Instant now);

    /**
     * Whether {@link #next} may be another one by now.
     *
     * @param next what it was
     * @param done whether some card may have changed since
     */
    boolean mayMove(Instant next, Instant now, boolean done);

    /** Time has come to here, and everything that was due has been done. */
    void pass(Instant now);

    /** The first night after an instant. */
    static Instant after(Rulebook book, Instant last) {
        LocalDate day = last.atZone(book.companyZone()).toLocalDate();
        Instant tonight = LocalDays.at(day, TIME, book.companyZone());
        return tonight.isAfter(last) ? tonight : LocalDays.at(day.plusDays(1), TIME, book.companyZone());
    }
}
