package dev.regard.connectors.web;

import dev.regard.engine.event.Problem;
import dev.regard.engine.store.Records;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The parameters behind the question mark, read one by one. What does not fit is gathered and asked for at the end with
 * {@link #problems}; so is a parameter that nobody read, because a filter with a spelling mistake would list everything.
 */
final class Query {
    private static final int USUAL_PAGE = 100;
    private final Map<String, String> given;
    private final Set<String> read = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Query(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /** Null when absent or empty. */
    String text(String name) {
        read.add(name);
        String value = given.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            problems.add(new Problem(name, "is missing"));
        }
        return value;
    }

    /** A moment as RFC 3339 has it, or a date: then its first moment in the zone. */
    Instant instant(String name, ZoneId zone) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return value.length() == 10 ? LocalDate.parse(value).atStartOfDay(zone).toInstant() : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            problems.add(new Problem(name, "'" + value + "' is no time; examples are 2026-03-01 and 2026-03-01T09:30:00Z"));
            return null;
        }
    }

    /** One of the names of an enum, in any case and with dashes. */
    <E extends Enum<E>> E choice(String name, E[] values) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(values).filter(v -> Json.name(v).equals(value.toLowerCase(Locale.ROOT))).findFirst().orElseGet(() -> {
            problems.add(new Problem(name, "'" + value + "' is not one of "
                    + Arrays.stream(values).map(Json::name).collect(Collectors.joining(", "))));
            return null;
        });
    }

    /** {@code limit}, 1 to {@link Records#LONGEST_PAGE}, and {@code after}. */
    Records.Paging paging() {
        String limit = text("limit");
        int items = USUAL_PAGE;
        if (limit != null) {
            items = limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
            if (items < 1 || items > Records.LONGEST_PAGE) {
                problems.add(new Problem("limit", "'" + limit + "' is no number from 1 to " + Records.LONGEST_PAGE));
            }
        }
        return new Records.Paging(items, text("after"));
    }

    /** Everything that was wrong, to be asked when all parameters are read. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        new TreeSet<>(given.keySet()).stream().filter(name -> !read.contains(name)).forEach(name -> all.add(new Problem(name,
                read.isEmpty() ? "is not known here: this call has no parameters" : "is not known here; there are " + String.join(", ", read))));
        return all;
    }
}
