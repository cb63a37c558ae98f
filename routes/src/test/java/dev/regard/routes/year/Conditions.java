package dev.regard.routes.year;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a query demands of single fields that an index can look up. Each is one demand of several, so any of them may be left out. */
final class Conditions {
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
            } else if (wanted instanceof Document operators) {
                operators.forEach((operator, value) -> add(field, operator, value));
            } else {
                add(field, "$eq", wanted);
            }
        });
    }

    private void add(String field, String operator, Object value) {
        if (operator.equals("$in") && value instanceof Collection<?> values && values.stream().allMatch(Conditions::canBeLookedUp)) {
            among.putIfAbsent(field, new ArrayList<>(values));
        } else if (canBeLookedUp(value)) {
            switch (operator) {
                case "$eq" -> among.put(field, List.of(value));
                case "$gt", "$gte" -> least.putIfAbsent(field, value);
                case "$lt", "$lte" -> most.putIfAbsent(field, value);
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
