package dev.regard.engine.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a table can tell apart. A number matters to it only by which of the table's own numbers it lies between, a name only by which of the names in the
 * table it is; facts that are alike in all that the table asks for meet the same rows. There are few such situations, however many customers. Where
 * numbers only rise or only fall from one to another, the table names only numbers for them, and both are in one situation, so is all that lies between.
 */
public final class Distinctions {
    private final List<Column> columns;

    private Distinctions(List<Column> columns) {
        this.columns = columns;
    }

    /** Where the values of one fact belong. */
    private abstract static class Column {
        private final String name;
        private final Attribute attribute;

        Column(Condition asked) {
            this.name = asked.name();
            this.attribute = asked.attribute();
        }

        /** From 1 on; 0 for a value of which this cannot be said. */
        abstract int place(Object value);

        /** How many places there are. */
        abstract int places();

        /** 1 for what is not known. */
        int of(Facts facts) {
            Object value = attribute == null ? facts.extra(name) : facts.get(attribute);
            return value == null ? 1 : place(value);
        }
    }

    private static final class Names extends Column {
        private final Map<Object, Integer> places = new HashMap<>();

        Names(Condition asked, List<Test> leaves) {
            super(asked);
            leaves.stream().flatMap(Test::constants).forEach(value -> places.putIfAbsent(value, places.size() + 3));
        }

        @Override
        int place(Object value) {
            return places.getOrDefault(Test.normal(value), 2);
        }

        @Override
        int places() {
            return places.size() + 2;
        }
    }

    /** On a bound, or between which two. */
    private static final class Ordered<T extends Comparable<? super T>> extends Column {
        private final Class<T> type;
        private final List<T> bounds;

        Ordered(Condition asked, Class<T> type, TreeSet<T> bounds) {
            super(asked);
            this.type = type;
            this.bounds = List.copyOf(bounds);
        }

        @Override
        int place(Object value) {
            Object comparable = value instanceof Integer number ? BigDecimal.valueOf(number) : value;
            if (!type.isInstance(comparable)) {
                return 0;
            }
            int found = Collections.binarySearch(bounds, type.cast(comparable));
            return found >= 0 ? 3 + 2 * found : 2 - 2 * (found + 1);
        }

        @Override
        int places() {
            return 2 + 2 * bounds.size();
        }
    }

    /** Of a table; empty where it asks for texts, or can tell so much apart that no two customers are alike. */
    public static Optional<Distinctions> of(DecisionTable table) {
        Map<String, List<Condition>> asked = new LinkedHashMap<>();
        table.rows().forEach(row -> row.conditions().forEach(c -> asked.computeIfAbsent(c.name(), name -> new ArrayList<>()).add(c)));
        List<Column> columns = new ArrayList<>();
        long situations = 1;
        for (List<Condition> conditions : asked.values()) {
            Optional<Column> column = column(conditions.get(0), conditions.stream().flatMap(c -> c.test().leaves()).toList());
            if (column.isEmpty() || situations > Long.MAX_VALUE / column.get().places()) {
                return Optional.empty();
            }
            situations *= column.get().places();
            columns.add(column.get());
        }
        return Optional.of(new Distinctions(columns));
    }

    private static Optional<Column> column(Condition asked, List<Test> leaves) {
        TreeSet<BigDecimal> numbers = leaves.stream().flatMap(Test::numbers).collect(Collectors.toCollection(TreeSet::new));
        TreeSet<LocalDate> days = leaves.stream().flatMap(Test::turns).collect(Collectors.toCollection(TreeSet::new));
        if (leaves.stream().allMatch(leaf -> leaf instanceof Test.Unknown || leaf instanceof Test.Between || isOfNumbers(leaf)) && !numbers.isEmpty()) {
            return Optional.of(new Ordered<>(asked, BigDecimal.class, numbers));
        }
        if (leaves.stream().allMatch(leaf -> leaf instanceof Test.Unknown || leaf instanceof Test.During) && !days.isEmpty()) {
            return Optional.of(new Ordered<>(asked, LocalDate.class, days));
        }
        return leaves.stream().allMatch(leaf -> leaf instanceof Test.Unknown || leaf instanceof Test.OneOf) ? Optional.of(new Names(asked, leaves)) : Optional.empty();
    }

    private static boolean isOfNumbers(Test leaf) {
        return leaf instanceof Test.OneOf oneOf && oneOf.values().stream().allMatch(BigDecimal.class::isInstance);
    }

    /** The situation that these facts are in: the same number for all that the table cannot tell apart; empty where a value has a form that the table does not expect. */
    public OptionalLong situation(Facts facts) {
        long situation = 0;
        for (Column column : columns) {
            int place = column.of(facts);
            if (place == 0) {
                return OptionalLong.empty();
            }
            situation = situation * column.places() + place - 1;
        }
        return OptionalLong.of(situation);
    }
}
