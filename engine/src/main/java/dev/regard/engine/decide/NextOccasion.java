package dev.regard.engine.decide;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The occasion of a contact that a row plans, for one customer.
 *
 * @param name    such as {@code birthday}
 * @param missing the field of the card that would hold its date and does not: without it no contact is planned; empty where the date is known, or is not the customer's own
 * @param day     the next one, or one that is over and may still be caught up; empty when none is known
 * @param due     when its contact is handed out
 * @param made    the ids of the contacts that were planned for it already, this year's and that of the next one, whatever became of them: there is no second one
 */
public record NextOccasion(String name, Optional<String> missing, Optional<LocalDate> day, Optional<Instant> due, List<String> made) {
    public NextOccasion {
        made = List.copyOf(made);
    }
}
