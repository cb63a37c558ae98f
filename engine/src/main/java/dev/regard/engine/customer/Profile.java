package dev.regard.engine.customer;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The basics and traits of a card, field by field; each field knows where its value came from and what it was before.
 * Traits are fields named {@code traits.NAME}.
 */
public record Profile(Map<String, Field> fields) {
    /** The field that says when somebody last looked the card through and found it right. */
    public static final String CONFIRMED = "confirmed";
    /** What is done with the customer, and who wrote it down: stating that says nothing about what else is on the card. */
    private static final Set<String> DONE_WITH = Set.of("owner", "region", "stage", "doNotContact", "deceased", "firstPurchase", "referrer",
            "enteredBy");
    static final int PAST_KEPT = 10;
    private static final int MINUTE = 60;
    private static final String TRAITS = "traits";
    /** Fields of which a customer can have several at once. */
    private static final Set<String> LISTED = Set.of("emails", "phones");
    private static final Profile EMPTY = new Profile(Map.of());

    public Profile {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(fields)));
    }

    /**
     * One field.
     *
     * @param value     as the event had it; null when it was deleted
     * @param asOf      the time of the event that said so
     * @param source    the event's source
     * @param verified  false while a person typed it and nobody confirmed it
     * @param past      earlier or contradicting values, the latest first, at most ten
     */
    public record Field(Object value, Instant asOf, String source, boolean verified, List<Past> past) {
        public Field {
            past = List.copyOf(past);
        }
    }

    /** A value that another one replaced, or that lost against a newer one. */
    public record Past(String value, Instant asOf, String source) { }

    public static Profile empty() {
        return EMPTY;
    }

    /**
     * Merges the fields that an event states: null deletes, lists are replaced, and for each field the newer time wins; the
     * other value goes to the field's history, so that a contradiction stays visible.
     *
     * @param typed true when a person typed the values and nothing confirms them
     */
    public Profile merged(Data data, Instant time, String source, boolean typed) {
        Map<String, Field> next = new TreeMap<>(fields);
        data.fields().forEach((name, value) -> {
            if (name.equals(TRAITS) && value instanceof Map<?, ?> traits) {
                traits.forEach((trait, v) -> put(next, TRAITS + "." + trait, v, time, source, typed));
            } else {
                put(next, name, value, time, source, typed);
            }
        });
        return new Profile(next);
    }

    private static void put(Map<String, Field> fields, String name, Object value, Instant time, String source, boolean typed) {
        Field known = fields.get(name);
        if (known == null) {
            fields.put(name, new Field(value, time, source, !typed, List.of()));
        } else if (sameWords(known.value(), value)) {
            boolean confirmed = known.verified() || !typed || !known.source().equals(source);
            Instant latest = time.isAfter(known.asOf()) ? time : known.asOf();
            fields.put(name, new Field(known.value(), latest, known.source(), confirmed, known.past()));
        } else if (time.isBefore(known.asOf())) {
            fields.put(name, new Field(known.value(), known.asOf(), known.source(), known.verified(),
                    remembered(known.past(), new Past(words(value), time, source))));
        } else {
            fields.put(name, new Field(value, time, source, !typed,
                    remembered(known.past(), new Past(words(known.value()), known.asOf(), known.source()))));
        }
    }

    /**
     * With what another card states of the same customer: for each field the newer value wins and the other one stays visible in the field's
     * history. Addresses and numbers of both are kept, the earlier first purchase counts, and so does whatever forbids contacts.
     */
    public Profile joined(Profile other) {
        Map<String, Field> all = new TreeMap<>(fields);
        other.fields.forEach((name, field) -> all.merge(name, field, (mine, its) -> joined(name, mine, its)));
        return new Profile(all);
    }

    private static Field joined(String name, Field mine, Field its) {
        boolean itsWins = switch (name) {
            case "doNotContact", "deceased" -> flag(mine) != flag(its) ? flag(its) : its.asOf().isAfter(mine.asOf());
            case "firstPurchase" -> words(its.value()).compareTo(words(mine.value())) < 0 && its.value() != null || mine.value() == null;
            default -> its.asOf().isAfter(mine.asOf());
        };
        Field wins = itsWins ? its : mine;
        Field loses = itsWins ? mine : its;
        List<Past> past = new ArrayList<>(wins.past());
        past.addAll(loses.past());
        if (!sameWords(wins.value(), loses.value())) {
            past.add(new Past(words(loses.value()), loses.asOf(), loses.source()));
        }
        past.sort(Comparator.comparing(Past::asOf).reversed());
        Object value = LISTED.contains(name) ? both(mine, its) : wins.value();
        return new Field(value, wins.asOf(), wins.source(), wins.verified(), past.size() > PAST_KEPT ? past.subList(0, PAST_KEPT) : past);
    }

    private static boolean flag(Field field) {
        return new Value(field.value()).flag().orElse(false);
    }

    private static List<String> both(Field mine, Field its) {
        List<String> all = new ArrayList<>(new Value(mine.value()).texts());
        List<String> others = new Value(its.value()).texts();
        others.stream().filter(o -> all.stream().noneMatch(o::equalsIgnoreCase)).forEach(all::add);
        return all;
    }

    /**
     * Looked through by somebody: from then on the card counts as confirmed, and so does each of its values that had been said by then,
     * unless the one who says so is the one who typed it.
     *
     * @param day the local day of {@code at}
     */
    public Profile confirmed(LocalDate day, Instant at, String source) {
        Map<String, Field> next = new TreeMap<>(fields);
        next.replaceAll((name, f) -> f.verified() || f.asOf().isAfter(at) || f.source().equals(source) ? f
                : new Field(f.value(), f.asOf(), f.source(), true, f.past()));
        return new Profile(next).merged(Data.of(CONFIRMED, day.toString()), at, source, false);
    }

    /** When somebody last stated or confirmed what the customer told us; empty when nobody ever did. */
    public Optional<Instant> confirmedAt() {
        Instant latest = null;
        for (Map.Entry<String, Field> field : fields.entrySet()) {
            if (tells(field.getKey()) && (latest == null || field.getValue().asOf().isAfter(latest))) {
                latest = field.getValue().asOf();
            }
        }
        return Optional.ofNullable(latest);
    }

    /** The most fields of the customer that a person stated within a minute and nobody has confirmed. */
    public int typedWithinAMinute() {
        int most = 0;
        for (Field first : fields.values()) {
            if (first.verified()) {
                continue;
            }
            Instant end = first.asOf().plusSeconds(MINUTE);
            int within = 0;
            for (Map.Entry<String, Field> other : fields.entrySet()) {
                Field field = other.getValue();
                within += tells(other.getKey()) && !field.verified() && field.source().equals(first.source()) && field.value() != null
                        && !field.asOf().isBefore(first.asOf()) && field.asOf().isBefore(end) ? 1 : 0;
            }
            most = Math.max(most, within);
        }
        return most;
    }

    /** Whether the field holds what is known of the customer, and not what is done with them. */
    public static boolean tells(String field) {
        return !DONE_WITH.contains(field);
    }

    /** Whether the field says anything: an empty text or list does not. */
    public boolean says(String name) {
        Field field = fields.get(name);
        Object value = field == null ? null : field.value();
        return value instanceof Map<?, ?> map ? map.values().stream().anyMatch(v -> v != null && !v.toString().isBlank())
                : value instanceof List<?> list ? list.stream().anyMatch(v -> v != null && !v.toString().isBlank())
                : value != null && !value.toString().isBlank();
    }

    private static boolean sameWords(Object a, Object b) {
        return words(a).equals(words(b));
    }

    private static String words(Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<Past> remembered(List<Past> past, Past latest) {
        List<Past> all = new ArrayList<>(past);
        all.add(0, latest);
        return all.size() > PAST_KEPT ? all.subList(0, PAST_KEPT) : all;
    }

    /** The current value of a field as text. */
    public Optional<String> text(String name) {
        return value(name).text();
    }

    public boolean flag(String name) {
        return value(name).flag().orElse(false);
    }

    public List<String> texts(String name) {
        return value(name).texts();
    }

    /** A nested field such as {@code birthday}. */
    public Data child(String name) {
        return value(name).child();
    }

    public List<Data> children(String name) {
        return value(name).children();
    }

    public Optional<LocalDate> date(String name) {
        return value(name).date();
    }

    private Value value(String name) {
        Field field = fields.get(name);
        return new Value(field == null ? null : field.value());
    }

    /** The e-mail and phone keys that lead to this card, as text. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        texts("emails").forEach(e -> CustomerKey.email(e).ifPresent(k -> keys.add(k.toString())));
        texts("phones").forEach(p -> CustomerKey.phone(p).ifPresent(k -> keys.add(k.toString())));
        return keys;
    }
}
