package dev.regard.engine.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything known about one customer, kept as one document: the unit of consistency. Touches, complaints and promises that
 * may still change live on it; a copy of each is filed for searching.
 *
 * @param version     how often the card was written; the condition of the next write
 * @param madeAt      when the card was made
 * @param keys        all keys that lead here, as text
 * @param satisfaction the latest survey scores, newest first
 * @param touches     the touches that are not yet history, and those handed out and not yet answered
 * @param complaints  open ones, and those of the last 400 days
 * @param consents    by {@code purpose/channel}
 * @param plannedThrough the last local day up to which occasions were looked at; null before the first look
 * @param settled     ids of touches that are history, with the instant when they became so; what is here is never planned again
 * @param undeliverable e-mail addresses that a server refused for good
 * @param wakeAt      the next instant at which the card must be looked at without any event; null when never
 */
public record Card(String id, long version, Instant madeAt, List<String> keys, Profile profile, Standing standing, Dealings dealings,
        Contacts contacts, List<Score> satisfaction, List<Touch> touches, List<Complaint> complaints, List<Promise> promises,
        Map<String, Consent> consents, LocalDate plannedThrough, Map<String, Instant> settled,
        List<String> undeliverable, Instant wakeAt) {

    public Card {
        keys = List.copyOf(keys);
        satisfaction = List.copyOf(satisfaction);
        touches = List.copyOf(touches);
        complaints = List.copyOf(complaints);
        promises = List.copyOf(promises);
        consents = Map.copyOf(consents);
        settled = Map.copyOf(settled);
        undeliverable = List.copyOf(undeliverable);
    }

    /** One survey answer. */
    public record Score(String survey, java.math.BigDecimal score, Instant at) { }

    /** A card about which nothing is known but its id. */
    public static Card blank(String id, Instant madeAt) {
        return new Card(id, 0, madeAt, List.of("id:" + id), Profile.empty(), Standing.NEW, Dealings.NONE, Contacts.NONE, List.of(), List.of(),
                List.of(), List.of(), Map.of(), null, Map.of(), List.of(), null);
    }

    public String name() {
        return profile.text("name").orElse(id);
    }

    /** The kind; a customer of whom nothing else was said is a consumer. */
    public String kind() {
        return profile.text("kind").orElse("consumer").toLowerCase(java.util.Locale.ROOT);
    }

    public Optional<String> owner() {
        return profile.text("owner");
    }

    public Optional<String> region() {
        return profile.text("region");
    }

    /** The customer's time zone; the company's where none is known. */
    public ZoneId zone(ZoneId company) {
        return profile.text("timeZone").map(ZoneId::of).orElse(company);
    }
}
