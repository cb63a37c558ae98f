package dev.regard.engine.backtest;

import dev.regard.engine.backtest.Components.Component;
import dev.regard.engine.backtest.Course.Sides;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.run.Ranks;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link Replay} of the same events on two sides, the published rules and those with the draft from the beginning of the period on, with the same outcomes,
 * but customer by customer on all processors, where the former goes through time with all of them together: what a customer's time asks for is at hand, and is
 * forgotten when it is over. First the sales of all tell everybody's place on each night.
 */
public final class SplitReplay {
    private final Sides published;
    private final Sides draft;

    /** What came of either side. */
    public record Outcomes(Outcome published, Outcome draft) { }

    /**
     * @param from first instant of the period, included
     * @param to   last instant, excluded
     */
    public SplitReplay(Rulebook published, Rulebook draft, Instant from, Instant to) {
        this.published = new Sides(published.withoutTexts(), Optional.empty(), from, to);
        this.draft = new Sides(this.published.published(), Optional.of(draft.withoutTexts()), from, to);
    }

    /**
     * Replays a {@link Tape}.
     *
     * @param card       whose events are replayed, with those of everybody whom they connect with it; empty for all
     * @param processors how many it may keep busy
     * @param step       is run once for each event on each side, from several threads
     * @throws IllegalArgumentException when the two rule sets are for companies in different zones: their nights are at different moments
     */
    public Outcomes run(List<Recorded> events, Optional<String> card, int processors, Runnable step) {
        if (!published.last().companyZone().equals(draft.last().companyZone())) {
            throw new IllegalArgumentException("the nights of " + published.last().companyZone() + " and of " + draft.last().companyZone() + " differ");
        }
        ForkJoinPool pool = new ForkJoinPool(processors);
        try {
            return pool.submit(() -> run(events.stream().filter(recorded -> recorded.receivedAt().isBefore(published.to())).toList(), card, step)).join();
        } finally {
            pool.shutdownNow();
        }
    }

    private Outcomes run(List<Recorded> events, Optional<String> card, Runnable step) {
        Components components = new Components();
        events.forEach(components::take);
        List<Component> all = components.all();
        List<Component> wanted = card.map(components::of).orElse(all);
        Instant first = events.isEmpty() || events.get(0).receivedAt().isAfter(published.from()) ? published.from() : events.get(0).receivedAt();
        List<Instant> nights = Ranks.nights(published.published(), first, published.to());
        Map<String, List<Ranks.Sales>> sales = new ConcurrentHashMap<>();
        all.parallelStream().forEach(component -> sales.putAll(sales(component, nights)));
        List<Ranks> ranks = List.of(published, draft).parallelStream().map(side -> Ranks.of(side::at, nights, sales)).toList();
        Findings here = new Findings(published);
        Findings there = new Findings(draft);
        AtomicLong left = new AtomicLong(2L * events.size());
        // what somebody acknowledged is known by its name only once it came about: then once more
        for (List<Component> now = wanted; !now.isEmpty(); ) {
            now = now.parallelStream().map(component -> {
                Set<String> acknowledged = new TreeSet<>();
                Seen one = course(component, published, ranks.get(0), components, acknowledged);
                Seen other = course(component, draft, ranks.get(1), components, acknowledged);
                if (!component.acknowledged().containsAll(acknowledged)) {
                    return Optional.of(components.with(component, acknowledged));
                }
                Findings.add(here, one, there, other);
                tell(2L * component.events().size(), left, step);
                return Optional.<Component>empty();
            }).flatMap(Optional::stream).toList();
        }
        tell(left.get(), left, step); // those about nobody, or nobody who is asked about
        List<Recorded> replayed = card.isEmpty() ? events : wanted.stream().flatMap(component -> component.events().stream()).toList();
        long inPeriod = replayed.stream().filter(recorded -> !recorded.receivedAt().isBefore(published.from())).count();
        return new Outcomes(here.outcome(published.last().rules().version(), replayed.size(), inPeriod), there.outcome(draft.last().rules().version(), replayed.size(), inPeriod));
    }

    private static void tell(long events, AtomicLong left, Runnable step) {
        left.addAndGet(-events);
        for (long i = events; i > 0; i--) {
            step.run();
        }
    }

    /** @param acknowledged gets the keys that came about and that events without a customer name */
    private static Seen course(Component component, Sides side, Ranks ranks, Components components, Set<String> acknowledged) {
        try (Course course = new Course(side, Optional.of(ranks), (at, change) -> {
            components.addAcknowledged(change.newKeys(), acknowledged);
            components.addAcknowledged(change.keysOfMembers().keySet(), acknowledged);
        })) {
            component.events().forEach(course::happen);
            return course.end();
        }
    }

    /** Where one customer is alone, the purchases tell; else the cards do, which are merged and separated by the same events whatever the rules. */
    private Map<String, List<Ranks.Sales>> sales(Component component, List<Instant> nights) {
        if (component.events().stream().noneMatch(recorded -> isTrade(recorded.event()))) {
            return Map.of();
        }
        Map<String, SalesCourse> courses = new HashMap<>();
        if (component.only() != null) {
            SalesCourse course = courses.computeIfAbsent(component.only(), id -> new SalesCourse(nights));
            component.events().forEach(recorded -> course.change(recorded.receivedAt(), traded(course.dealings().prunedAt(recorded.receivedAt()), recorded.event())));
        } else {
            try (Course course = new Course(published, Optional.of(Ranks.NONE), (at, written) -> courses.computeIfAbsent(written.card().id(), id -> new SalesCourse(nights))
                    .change(at, written.card().givenUp() ? Dealings.NONE : written.card().dealings()))) {
                component.events().forEach(course::happen);
                course.end();
            }
        }
        Map<String, List<Ranks.Sales>> sales = new HashMap<>();
        courses.forEach((customer, course) -> sales.put(customer, course.all()));
        return sales;
    }

    private static boolean isTrade(Event event) {
        return event.type().equals(EventType.PURCHASE_MADE.typeName()) || event.type().equals(EventType.PURCHASE_RETURNED.typeName());
    }

    /** What cannot be added up is put aside by the engine, too. */
    private static Dealings traded(Dealings before, Event event) {
        try {
            return Engagement.sums(before, event);
        } catch (RuntimeException e) {
            return before;
        }
    }
}
