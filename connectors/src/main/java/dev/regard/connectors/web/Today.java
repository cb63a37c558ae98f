package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.store.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Gathers what the first page shows. */
final class Today {
    private static final int SHOWN = 60;
    private static final int MOST_COMPLAINTS = 1000;
    private static final int COMPLAINTS_SHOWN = 12;
    private static final int DAYS = 14;
    private static final long FRESH_NANOS = 30_000_000_000L;
    private final AtomicReference<Counted> counted = new AtomicReference<>();

    /** Touches of the last days: counting them is a walk through all of them, so the result is kept for a moment. */
    private record Counted(LocalDate today, long at, Map<LocalDate, long[]> days) { }

    TodayPage page(Rows rows, Frame frame, String after) {
        EngineView view = rows.view;
        LocalDate today = rows.moments.date(rows.now);
        Instant from = today.atStartOfDay(rows.moments.zone()).toInstant();
        Instant to = today.plusDays(1).atStartOfDay(rows.moments.zone()).toInstant();
        Records.Page<Touch> due = view.records().touches(new Records.TouchFilter(null, null, null, from, to), new Records.Paging(SHOWN, after));
        List<Complaint> open = open(view);
        List<Complaint> urgent = open.stream().limit(COMPLAINTS_SHOWN).toList();
        Map<String, Card> cards = rows.cards(Stream.concat(due.items().stream().map(Touch::customer), urgent.stream().map(Complaint::customer)));
        Map<LocalDate, long[]> days = days(rows, today);
        long[] now = days.get(today);
        Map<String, Long> tiers = tiers(view);
        return new TodayPage(frame, rows.moments.day(rows.now), due.items().stream().map(t -> rows.touch(t, cards.get(t.customer()))).toList(),
                due.after() == null ? null : "/?after=" + due.after(), urgent.stream().map(c -> rows.complaint(c, cards.get(c.customer()))).toList(),
                open.size(), List.of(
                        new TodayPage.Figure(number(now[0] + now[1] + now[2]), rows.words.say("today.figure.touches"), "#touches"),
                        new TodayPage.Figure(number(now[2]), rows.words.say("today.figure.still"), "#touches"),
                        new TodayPage.Figure(number(open.size()), rows.words.say("today.figure.complaints"), "/complaints"),
                        new TodayPage.Figure(number(tiers.values().stream().mapToLong(Long::longValue).sum()),
                                rows.words.say("today.figure.customers"), "/customers")),
                List.of(tierBars(rows.words, tiers), dayBars(rows, days)));
    }

    static String number(long count) {
        return String.format(java.util.Locale.ROOT, "%,d", count);
    }

    /** Unsolved ones, the next deadline first. */
    private static List<Complaint> open(EngineView view) {
        List<Complaint> open = new ArrayList<>();
        for (Complaint.Status status : List.of(Complaint.Status.OPEN, Complaint.Status.REPLIED, Complaint.Status.WAITING)) {
            open.addAll(view.records().complaints(new Records.ComplaintFilter(status, null), new Records.Paging(MOST_COMPLAINTS, null)).items());
        }
        open.sort(Comparator.comparing(Today::deadline).thenComparing(Complaint::id));
        return open;
    }

    private static Instant deadline(Complaint complaint) {
        Instant next = complaint.status() == Complaint.Status.OPEN ? complaint.deadlines().reply()
                : complaint.status() == Complaint.Status.REPLIED ? complaint.deadlines().solve() : null;
        return next == null ? Instant.MAX : next;
    }

    /** In the order of the table, from the best down; then others. */
    private static Map<String, Long> tiers(EngineView view) {
        Map<String, Long> counted = view.records().cardsByTier();
        Map<String, Long> ordered = new LinkedHashMap<>();
        if (view.rules().tables().containsKey(Topic.TIER)) {
            view.rules().tables().get(Topic.TIER).rowsByRank().forEach(row ->
                    ordered.putIfAbsent(String.valueOf(row.results().get("tier")), 0L));
        }
        counted.forEach(ordered::put);
        return ordered;
    }

    static Bars tierBars(Words words, EngineView view) {
        return tierBars(words, tiers(view));
    }

    private static Bars tierBars(Words words, Map<String, Long> tiers) {
        List<String> labels = tiers.keySet().stream().map(t -> t.isEmpty() ? words.say("tier.none") : words.term(t)).toList();
        return new Bars(words.say("chart.tiers"), labels, List.of(new Bars.Series(words.say("chart.customers"), "main", List.copyOf(tiers.values()))));
    }

    private static Bars dayBars(Rows rows, Map<LocalDate, long[]> days) {
        List<String> labels = days.keySet().stream().map(rows.moments::shortDay).toList();
        List<Bars.Series> series = new ArrayList<>();
        String[] names = {"chart.touches.done", "chart.touches.wrong", "chart.touches.open"};
        String[] tones = {"good", "bad", "rest"};
        for (int i = 0; i < names.length; i++) {
            int place = i;
            series.add(new Bars.Series(rows.words.say(names[i]), tones[i], days.values().stream().map(d -> d[place]).toList()));
        }
        return new Bars(rows.words.say("chart.touches"), labels, series);
    }

    /** Per day: done, gone wrong, still to do. */
    private Map<LocalDate, long[]> days(Rows rows, LocalDate today) {
        Counted known = counted.get();
        if (known != null && known.today.equals(today) && System.nanoTime() - known.at < FRESH_NANOS) {
            return known.days;
        }
        Map<LocalDate, long[]> days = new LinkedHashMap<>();
        for (LocalDate day = today.minusDays(DAYS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            days.put(day, new long[3]);
        }
        Instant from = today.minusDays(DAYS - 1L).atStartOfDay(rows.moments.zone()).toInstant();
        Instant to = today.plusDays(1).atStartOfDay(rows.moments.zone()).toInstant();
        String after = null;
        do {
            Records.Page<Touch> page = rows.view.records().touches(new Records.TouchFilter(null, null, null, from, to),
                    new Records.Paging(Records.LONGEST_PAGE, after));
            page.items().forEach(t -> days.get(rows.moments.date(t.due()))[column(t)]++);
            after = page.after();
        } while (after != null);
        counted.set(new Counted(today, System.nanoTime(), days));
        return days;
    }

    /** A task that was handed to a colleague is not done yet. */
    private static int column(Touch touch) {
        return switch (touch.status()) {
            case DONE -> 0;
            case SENT -> touch.kind() == Touch.Kind.MESSAGE ? 0 : 2;
            case MISSED, FAILED, UNCERTAIN, CANCELLED -> 1;
            case PLANNED, HELD, SENDING -> 2;
        };
    }
}
