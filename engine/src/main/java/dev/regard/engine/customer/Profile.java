package dev.regard.engine.customer;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    static final int PAST_KEPT = 10;
    private static final String TRAITS = "traits";
    /** Fields of which a customer can have several at once. */
    private static final Set<String> LISTED = Set.of("emails", "phones");
    private static final Profile EMPTY = new Profile(Map.of());

    public Profile {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
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
        return field.value() != null && Data.of("", field.value()).flag("").orElse(false);
    }

    private static List<String> both(Field mine, Field its) {
        List<String> all = new ArrayList<>(mine.value() == null ? List.of() : Data.of("", mine.value()).texts(""));
        List<String> others = its.value() == null ? List.of() : Data.of("", its.value()).texts("");
        others.stream().filter(o -> all.stream().noneMatch(o::equalsIgnoreCase)).forEach(all::add);
        return all;
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
        return asData(name).text(name);
    }

    public boolean flag(String name) {
        return asData(name).flag(name).orElse(false);
    }

    public List<String> texts(String name) {
        return asData(name).texts(name);
    }

    /** A nested field such as {@code birthday}. */
    public Data child(String name) {
        return asData(name).child(name);
    }

    public List<Data> children(String name) {
        return asData(name).children(name);
    }

    public Optional<java.time.LocalDate> date(String name) {
        return asData(name).date(name);
    }

    private Data asData(String name) {
        Field field = fields.get(name);
        return field == null || field.value() == null ? Data.none() : Data.of(name, field.value());
    }

    /** The e-mail and phone keys that lead to this card, as text. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        texts("emails").forEach(e -> CustomerKey.email(e).ifPresent(k -> keys.add(k.toString())));
        texts("phones").forEach(p -> CustomerKey.phone(p).ifPresent(k -> keys.add(k.toString())));
        return keys;
    }
}
