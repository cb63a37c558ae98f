package dev.regard.routes.year;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** What a query demands of single fields that an index can look up. Each is one demand of several, so any of them may be left out. */
final class Conditions {
    private static final Comparator<Object> VALUES = ValueComparator.asc();
    private final Map<String, List<Object>> among = new HashMap<>();
    private final Map<String, Object> least = new HashMap<>();
    private final Map<String, Object> most = new HashMap<>();

    private Conditions() { }

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.add(query);
        return conditions;
    }

    private void add(Document query) {
        query.forEach((field, wanted) -> {
            if (field.equals("$and") && wanted instanceof Collection<?> parts) {
                parts.stream().filter(Document.class::isInstance).forEach(part -> add((Document) part));
            } else if (field.equals("$or") && wanted instanceof Collection<?> alternatives && alternatives.stream().allMatch(Document.class::isInstance)) {
                addLeast(alternatives.stream().map(alternative -> of((Document) alternative)).toList());
            } else if (wanted instanceof Document operators) {
                operators.forEach((operator, value) -> add(field, operator, value));
            } else {
                add(field, "$eq", wanted);
            }
        });
    }

    /** A page begins after a place: {@code at > x || at == x && _id > y}. What no alternative goes below is not gone below. */
    private void addLeast(List<Conditions> alternatives) {
        alternatives.stream().flatMap(each -> Stream.concat(each.among.keySet().stream(), each.least.keySet().stream())).distinct().forEach(field -> {
            List<Object> bounds = alternatives.stream().flatMap(each -> each.bounds(field)).toList();
            if (alternatives.stream().allMatch(each -> each.bounds(field).findAny().isPresent())) {
                least.merge(field, Collections.min(bounds, VALUES), BinaryOperator.maxBy(VALUES));
            }
        });
    }

    /** The values below which the field's cannot be: the least of them, or what is known of it. */
    private Stream<Object> bounds(String field) {
        return among.containsKey(field) ? among.get(field).stream() : Stream.ofNullable(least.get(field));
    }

    private void add(String field, String operator, Object value) {
        if (operator.equals("$in") && value instanceof Collection<?> values && values.stream().allMatch(Conditions::canBeLookedUp)) {
            among.putIfAbsent(field, new ArrayList<>(values));
        } else if (canBeLookedUp(value)) {
            switch (operator) {
                case "$eq" -> among.put(field, List.of(value));
                case "$gt", "$gte" -> least.merge(field, value, BinaryOperator.maxBy(VALUES));
                case "$lt", "$lte" -> most.merge(field, value, BinaryOperator.minBy(VALUES));
                default -> { }
            }
        }
    }

    private static boolean canBeLookedUp(Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Boolean || value instanceof ObjectId;
    }

    /** The values that the field may have, or null. */
    List<Object> among(String field) {
        return among.get(field);
    }

    /** A value which the field's is not below, or null. */
    Object least(String field) {
        return least.get(field);
    }

    /** A value which the field's is not above, or null. */
    Object most(String field) {
        return most.get(field);
    }
}
