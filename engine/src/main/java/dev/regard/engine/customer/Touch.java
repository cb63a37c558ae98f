package dev.regard.engine.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One planned contact with a customer. Its id is made from the customer, what it is about and its role, never from channel,
 * tier or time: planned twice it is one record.
 *
 * @param kind        a task for a person or a message by the engine; settled when it is handed out
 * @param channel     {@code phone}, {@code email}, {@code visit}, {@code gift}, {@code desk}, {@code gateway:NAME}
 * @param occasion    {@code NAME/YEAR} for occasions, {@code WHAT/ITS-ID} for others; what it is about
 * @param role        what it is in the occasion, such as greeting, gift, call
 * @param due         when it is to be handed out
 * @param day         the local day that it may not leave; null when it may move on
 * @param toleranceDays how many days late it may still be handed out; -1 for any
 * @param why         the decision that planned it
 * @param heldBecause why it is held, cancelled or missed; null otherwise
 * @param heldSince   since when it is held; null when it is not
 * @param assignee    the person's id for a task, or the company's fallback address where nobody is responsible; null for a message
 * @param template    names the text; the variant is chosen when it is handed out
 * @param variant     the chosen wording's key; null before
 * @param subject     the text's first line; null before it is handed out
 * @param body        null before it is handed out
 * @param belated     worded as coming late
 * @param tries       how often it was tried by a person without reaching anybody
 * @param about       facts of its making that the text or a later look need, such as {@code category}
 */
public record Touch(String id, String customer, Kind kind, How how, String channel, Purpose purpose, boolean cheerful, String occasion,
        String role, Instant due, LocalDate day, int toleranceDays, int priority, Status status, String why, String heldBecause,
        Instant heldSince, String assignee, String template, String variant, String subject, String body, boolean belated, int tries,
        Map<String, String> about) {

    public static final int ANY_LATENESS = -1;
    private static final String CAME_BACK = "cameBackFrom";

    public Touch {
        about = Map.copyOf(about);
    }

    /** By whom. */
    public enum Kind { TASK, MESSAGE }

    /** Its life. Planned and held ones may still be moved or cancelled; the others are history or under way. */
    public enum Status {
        PLANNED, HELD, SENDING, SENT, DONE, MISSED, FAILED, UNCERTAIN, CANCELLED;

        /** Nobody has acted on it yet. */
        public boolean open() {
            return this == PLANNED || this == HELD;
        }
    }

    /** The role as which it counts in its occasion: a call in place of a greeting is the same contact. */
    public static String countsAs(String role) {
        return role.equals("call") ? "greeting" : role;
    }

    public Touch withStatus(Status next, String because) {
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, due, day, toleranceDays, priority, next, why,
                because, next == Status.HELD ? heldSince : null, assignee, template, variant, subject, body, belated, tries, about);
    }

    public Touch held(Instant since, Instant nextLook, String because) {
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, nextLook, day, toleranceDays, priority,
                Status.HELD, why, because, since, assignee, template, variant, subject, body, belated, tries, about);
    }

    public Touch dueAt(Instant next) {
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, next, day, toleranceDays, priority, status,
                why, heldBecause, heldSince, assignee, template, variant, subject, body, belated, tries, about);
    }

    /** Planned anew by another row: way, moment and text change, identity and history do not. */
    public Touch replanned(Touch fresh) {
        return new Touch(id, customer, fresh.kind, fresh.how, fresh.channel, fresh.purpose, fresh.cheerful, occasion, fresh.role, fresh.due,
                fresh.day, fresh.toleranceDays, fresh.priority, fresh.status, fresh.why, fresh.heldBecause, fresh.heldSince,
                fresh.assignee, fresh.template, variant, subject, body, fresh.belated, tries, fresh.about);
    }

    /** Goes another way; its words are chosen anew. */
    public Touch by(How way, Purpose purpose, String text) {
        return new Touch(id, customer, way == How.MESSAGE ? Kind.MESSAGE : Kind.TASK, way, way.channel(), purpose, cheerful, occasion, role, due, day,
                toleranceDays, priority, status, why, heldBecause, heldSince, assignee, text, null, null, null, belated, tries, about);
    }

    /** Planned once more, for an instant that may move on: it is bound to its day no longer. */
    public Touch again(Instant next, String because) {
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, next, null, ANY_LATENESS, priority, Status.PLANNED, why,
                because, null, assignee, template, variant, subject, body, false, tries, about);
    }

    /** In lower case, the addresses from which its message came back undelivered; it goes to none of them again. */
    public Set<String> cameBackFrom() {
        String addresses = about.getOrDefault(CAME_BACK, "");
        return addresses.isEmpty() ? Set.of() : Set.of(addresses.split(" "));
    }

    public Touch cameBackFrom(String address) {
        Map<String, String> more = new HashMap<>(about);
        more.merge(CAME_BACK, address.toLowerCase(Locale.ROOT), (known, one) -> known + " " + one);
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, due, day, toleranceDays, priority, status, why,
                heldBecause, heldSince, assignee, template, variant, subject, body, belated, tries, more);
    }

    public Touch about(Map<String, String> other) {
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, due, day, toleranceDays, priority, status, why,
                heldBecause, heldSince, assignee, template, variant, subject, body, belated, tries, other);
    }

    public Touch worded(Kind by, String through, String to, String chosen, String firstLine, String text, boolean late) {
        return new Touch(id, customer, by, how, through, purpose, cheerful, occasion, role, due, day, toleranceDays, priority, status, why,
                heldBecause, heldSince, to, template, chosen, firstLine, text, late, tries, about);
    }

    public Touch tried(int count) {
        return new Touch(id, customer, kind, how, channel, purpose, cheerful, occasion, role, due, day, toleranceDays, priority, status,
                why, heldBecause, heldSince, assignee, template, variant, subject, body, belated, count, about);
    }
}
