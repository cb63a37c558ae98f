package dev.regard.connectors.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The conditions of a list with their arguments; only fixed text becomes SQL. */
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    /** A filter that is null does not filter. */
    Conditions where(String condition, Object wanted) {
        if (wanted != null) {
            conditions.add(condition);
            arguments.add(wanted);
        }
        return this;
    }

    Conditions where(String condition, Object first, Object second) {
        conditions.add(condition);
        arguments.add(first);
        arguments.add(second);
        return this;
    }

    /** One of these; an empty filter does not filter. Their number goes up in powers of two, so that there are few different statements. */
    Conditions among(String column, Collection<String> wanted) {
        if (wanted.size() < 2) {
            return where(column + " = ?", wanted.isEmpty() ? null : wanted.iterator().next());
        }
        List<Object> all = new ArrayList<>(wanted);
        while (Integer.bitCount(all.size()) != 1) {
            all.add(all.get(0));
        }
        conditions.add(column + " IN (" + "?, ".repeat(all.size() - 1) + "?)");
        arguments.addAll(all);
        return this;
    }

    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    List<Object> arguments() {
        return arguments;
    }

    /** The arguments of the conditions and one behind them. */
    Object[] and(Object last) {
        List<Object> all = new ArrayList<>(arguments);
        all.add(last);
        return all.toArray();
    }
}
