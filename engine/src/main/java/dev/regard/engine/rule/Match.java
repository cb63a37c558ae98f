package dev.regard.engine.rule;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row whose conditions all held.
 *
 * @param table the table's name
 * @param row   the row that held
 * @param facts the facts that it was held against
 */
public record Match(String table, Row row, Facts facts) {

    public Optional<String> name(String result) {
        return value(result, String.class);
    }

    /** The name or text in a result cell that every row of the topic must fill. */
    public String required(String result) {
        return name(result).orElseThrow(() -> new IllegalStateException(table + " row " + row.key() + " has no " + result));
    }

    public Optional<BigDecimal> number(String result) {
        return value(result, BigDecimal.class);
    }

    /** Whole days; zero when the cell is empty. */
    public int days(String result) {
        return value(result, Integer.class).orElse(0);
    }

    /** False when the cell is empty. */
    public boolean flag(String result) {
        return value(result, Boolean.class).orElse(false);
    }

    public Optional<LocalTime> time(String result) {
        return value(result, LocalTime.class);
    }

    /** {@link WorkingSpan#NONE} when the cell is empty. */
    public WorkingSpan span(String result) {
        return value(result, WorkingSpan.class).orElse(WorkingSpan.NONE);
    }

    /** Whether the result cell is filled. */
    public boolean has(String result) {
        return row.results().containsKey(result);
    }

    /** The result cell's value when it is filled and of this Java type. */
    public <T> Optional<T> value(String result, Class<T> type) {
        return Optional.ofNullable(row.results().get(result)).filter(type::isInstance).map(type::cast);
    }

    /** The facts that the row's conditions met, by name, in the order of the columns. */
    public Map<String, Object> factsThatMatched() {
        Map<String, Object> met = new LinkedHashMap<>();
        for (Condition condition : row.conditions()) {
            met.put(condition.name(), condition.shown(facts));
        }
        return met;
    }

    /** Facts and results of a whole list of matches are seldom needed; the first one is. */
    public static Optional<Match> first(List<Match> matches) {
        return matches.isEmpty() ? Optional.empty() : Optional.of(matches.get(0));
    }
}
