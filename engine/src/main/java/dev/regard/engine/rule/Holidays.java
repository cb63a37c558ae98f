package dev.regard.engine.rule;

import java.time.LocalDate;
import java.util.Set;

/**
 * One year's exceptions from the plain week, as announced.
 *
 * @param off    days without work
 * @param makeUp days of the weekend that are worked
 */
public record Holidays(Set<LocalDate> off, Set<LocalDate> makeUp) {
    public Holidays {
        off = Set.copyOf(off);
        makeUp = Set.copyOf(makeUp);
    }
}
