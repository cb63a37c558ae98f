package dev.regard.routes.trial;

import dev.regard.engine.rule.Charter;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What a reader of a back-test must know of its period: whether anything happened in it, and which tables do not count in all of it. */
final class PeriodNotes {
    private final LocalDate from;
    private final LocalDate to;

    PeriodNotes(LocalDate from, LocalDate to) {
        this.from = from;
        this.to = to;
    }

    /** @param events in the order in which they are replayed */
    List<String> of(List<Recorded> events, ZoneId zone, RuleSet draft, LocalDate today) {
        List<String> notes = new ArrayList<>(gaps(events, zone, today));
        Charter period = new Charter("", from, to);
        draft.allTables().stream().filter(table -> !table.charter().includes(period)).forEach(table -> notes.add("table " + table.name() + " of the draft counts "
                + words(table.charter()) + (table.charter().meets(period) ? ", which is a part of the period" : ": it decides nothing in the period")));
        return notes;
    }

    /** Why it shows little or nothing; empty where events happened in it and it is over. */
    List<String> gaps(List<Recorded> events, ZoneId zone, LocalDate today) {
        List<String> gaps = new ArrayList<>(happened(events, zone));
        if (to.isAfter(today)) {
            gaps.add("the period ends on %s, and today is %s: what customers will do is not known".formatted(to, today));
        }
        return gaps;
    }

    private List<String> happened(List<Recorded> events, ZoneId zone) {
        TreeSet<Instant> moments = new TreeSet<>();
        events.stream().map(Recorded::receivedAt).filter(Objects::nonNull).forEach(moments::add);
        if (moments.isEmpty()) {
            return List.of("no event was recorded at all: there is nobody to decide about");
        }
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        Instant next = moments.ceiling(begin);
        if (next != null && next.isBefore(end)) {
            return List.of();
        }
        return List.of("no event was recorded from %s to %s, but from %s to %s: what differs comes of passing time alone".formatted(from, to,
                LocalDate.ofInstant(moments.first(), zone), LocalDate.ofInstant(moments.last(), zone)));
    }

    private static String words(Charter charter) {
        if (charter.from() == null) {
            return "until " + charter.until();
        }
        return "from " + charter.from() + (charter.until() == null ? " on" : " to " + charter.until());
    }
}
