package dev.regard.engine.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The flat fact that the rules see: one value for each attribute (null where it is not known), and by name the fields of
 * the event and the traits of the card that the catalogue does not list. Immutable; derive with {@link #with}.
 */
public final class Facts {
    private static final Attribute[] ATTRIBUTES = Attribute.values();
    private final Object[] values;
    private final Map<String, Object> extra;
    private final Map<String, List<Match>> derived;

    private Facts(Object[] values, Map<String, Object> extra, Map<String, List<Match>> derived) {
        this.values = values;
        this.extra = extra;
        this.derived = derived;
    }

    /** No attribute known. */
    public static Facts none() {
        return new Facts(new Object[ATTRIBUTES.length], Map.of(), Map.of());
    }

    /** The value, of the Java type that {@link ValueType} names; null when it is not known. */
    public Object get(Attribute attribute) {
        return values[attribute.ordinal()];
    }

    /** The value of {@code event.NAME}, {@code traits.NAME} or {@code derived.NAME}; null when absent. */
    public Object extra(String name) {
        return extra.get(name);
    }

    /** A copy with one attribute set. */
    public Facts with(Attribute attribute, Object value) {
        Object[] copy = values.clone();
        copy[attribute.ordinal()] = value;
        return new Facts(copy, extra, derived);
    }

    /** A copy that also knows a fact that rows of another table derived. */
    Facts withDerived(String name, Object value, List<Match> rows) {
        Map<String, Object> all = new HashMap<>(extra);
        all.put(name, value);
        Map<String, List<Match>> by = new HashMap<>(derived);
        by.put(name, List.copyOf(rows));
        return new Facts(values, Map.copyOf(all), Map.copyOf(by));
    }

    /** The rows of another table that derived the fact of this name; none where it came otherwise. */
    public List<Match> derivedBy(String name) {
        return derived.getOrDefault(name, List.of());
    }

    /** A copy that also answers for these named values ({@code event.NAME}, {@code traits.NAME}). */
    public Facts withExtra(Map<String, Object> named) {
        return toBuilder().extra(named).build();
    }

    /** Starts a copy in which many attributes are set. */
    public Builder toBuilder() {
        return new Builder(values.clone(), extra, derived);
    }

    public static Builder builder() {
        return new Builder(new Object[ATTRIBUTES.length], Map.of(), Map.of());
    }

    /** Collects attributes; not thread-safe. */
    public static final class Builder {
        private final Map<String, List<Match>> derived;
        private Object[] values;
        private Map<String, Object> extra;
        private boolean handedOut;

        private Builder(Object[] values, Map<String, Object> extra, Map<String, List<Match>> derived) {
            this.values = values;
            this.extra = extra;
            this.derived = derived;
        }

        public Builder set(Attribute attribute, Object value) {
            if (handedOut) {
                values = values.clone();
                handedOut = false;
            }
            values[attribute.ordinal()] = value;
            return this;
        }

        /** Adds named values ({@code event.NAME}, {@code traits.NAME}) to those that are there. */
        public Builder extra(Map<String, Object> named) {
            if (!named.isEmpty()) {
                Map<String, Object> all = new HashMap<>(extra);
                all.putAll(named);
                extra = Map.copyOf(all);
            }
            return this;
        }

        public Facts build() {
            handedOut = true;
            return new Facts(values, extra, derived);
        }
    }
}
