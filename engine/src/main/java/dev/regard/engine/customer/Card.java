package dev.regard.engine.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything known about one customer, kept as one document: the unit of consistency. Touches, complaints and promises that
 * may still change live on it; a copy of each is filed for searching.
 *
 * @param version     grows with each write, by more than one only when cards are merged; the condition of the next write
 * @param madeAt      when the card was made
 * @param keys        all keys that lead here, as text
 * @param satisfaction the latest survey scores, newest first
 * @param touches     the touches that are not yet history, and those handed out and not yet answered
 * @param complaints  open ones, and those of the last 400 days
 * @param consents    by {@code purpose/channel}
 * @param plannedThrough the last local day up to which occasions were looked at; null before the first look
 * @param settled     ids of touches that are history, with the instant since when they are so; what is history is never planned again. The instant is still to come
 *                    for a plan that was taken back and whose day is not over: until then it may be planned again
 * @param undeliverable e-mail addresses that a server refused for good
 * @param wakeAt      the next instant at which the card must be looked at without any event; null when never
 * @param identity    which cards were merged into this one, or into which one this was merged
 */
public record Card(String id, long version, Instant madeAt, List<String> keys, Profile profile, Standing standing, Dealings dealings,
        Contacts contacts, List<Score> satisfaction, List<Touch> touches, List<Complaint> complaints, List<Promise> promises,
        Map<String, Consent> consents, LocalDate plannedThrough, Map<String, Instant> settled,
        List<String> undeliverable, Instant wakeAt, Identity identity) {

    public Card {
        keys = List.copyOf(keys);
        satisfaction = List.copyOf(satisfaction);
        touches = List.copyOf(touches);
        complaints = List.copyOf(complaints);
        promises = List.copyOf(promises);
        consents = Map.copyOf(consents);
        settled = Map.copyOf(settled);
        undeliverable = List.copyOf(undeliverable);
        identity = identity == null ? Identity.NONE : identity;
    }

    /** A card that has nothing to do with any other. */
    public Card(String id, long version, Instant madeAt, List<String> keys, Profile profile, Standing standing, Dealings dealings,
            Contacts contacts, List<Score> satisfaction, List<Touch> touches, List<Complaint> complaints, List<Promise> promises,
            Map<String, Consent> consents, LocalDate plannedThrough, Map<String, Instant> settled, List<String> undeliverable, Instant wakeAt) {
        this(id, version, madeAt, keys, profile, standing, dealings, contacts, satisfaction, touches, complaints, promises, consents,
                plannedThrough, settled, undeliverable, wakeAt, Identity.NONE);
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

    public Optional<Complaint> complaint(String complaintId) {
        return complaints.stream().filter(c -> c.id().equals(complaintId)).findFirst();
    }

    public Optional<Touch> touch(String touchId) {
        return touches.stream().filter(t -> t.id().equals(touchId)).findFirst();
    }

    /** Whether another card stands for this one. */
    public boolean givenUp() {
        return identity.mergedInto() != null;
    }

    /** The ids that this card stands for, its own first: records about the customer bear one of them. */
    public List<String> names() {
        if (identity.members().isEmpty() && identity.leaving() == null) {
            return List.of(id);
        }
        Set<String> names = new LinkedHashSet<>(List.of(id));
        identity.members().forEach(m -> names.addAll(m.card().names()));
        if (identity.leaving() != null) {
            names.addAll(identity.leaving().card().names());
        }
        return List.copyOf(names);
    }

    /** The names, and those that this card had for a while: what was done under any of them counts for this customer. */
    public List<String> effectNames() {
        if (identity.aliases().isEmpty()) {
            return names();
        }
        Set<String> names = new LinkedHashSet<>(names());
        names.addAll(new TreeSet<>(identity.aliases().keySet()));
        return List.copyOf(names);
    }

    /** The ids of the touches that are history by then. */
    public Set<String> history(Instant by) {
        return settled.entrySet().stream().filter(e -> !e.getValue().isAfter(by)).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    public Card with(Identity next) {
        return new Card(id, version, madeAt, keys, profile, standing, dealings, contacts, satisfaction, touches, complaints, promises, consents,
                plannedThrough, settled, undeliverable, wakeAt, next);
    }

    /** Standing elsewhere. */
    public Card with(Standing next) {
        return new Card(id, version, madeAt, keys, profile, next, dealings, contacts, satisfaction, touches, complaints, promises, consents,
                plannedThrough, settled, undeliverable, wakeAt, identity);
    }

    /** The same content as another version, which is not looked at by itself. */
    public Card asleep(long next) {
        return new Card(id, next, madeAt, keys, profile, standing, dealings, contacts, satisfaction, touches, complaints, promises, consents,
                plannedThrough, settled, undeliverable, null, identity);
    }

    /** With other touches, complaints and promises. */
    public Card with(List<Touch> itsTouches, List<Complaint> itsComplaints, List<Promise> itsPromises) {
        return new Card(id, version, madeAt, keys, profile, standing, dealings, contacts, satisfaction, itsTouches, itsComplaints, itsPromises,
                consents, plannedThrough, settled, undeliverable, wakeAt, identity);
    }
}
