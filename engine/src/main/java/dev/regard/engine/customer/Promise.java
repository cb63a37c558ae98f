package dev.regard.engine.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Something that a colleague promised to a customer.
 *
 * @param due      the promised local day
 * @param internal when it must be ready inside the company: the closing of the last working day before the promised one
 * @param promised the end of the promised day; where nobody works on it, the opening after it
 * @param task     the id of the touch that reminds of it
 * @param keptAt   when it was kept; null before
 */
public record Promise(String id, String text, LocalDate due, Instant madeAt, Instant internal, Instant promised, String task,
        Instant keptAt, List<Escalation> escalations) {
    public Promise {
        escalations = List.copyOf(escalations);
    }

    public Promise kept(Instant at) {
        return new Promise(id, text, due, madeAt, internal, promised, task, keptAt == null ? at : keptAt, escalations);
    }

    public Promise withEscalations(List<Escalation> all) {
        return new Promise(id, text, due, madeAt, internal, promised, task, keptAt, all);
    }
}
