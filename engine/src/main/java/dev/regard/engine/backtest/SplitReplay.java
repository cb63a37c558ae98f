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
import java.util.function.BiConsumer;
import java.util.stream.Stream;

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
     * @param card whose events are replayed, with those of everybody whom they connect with it; empty for all
     * @param step is run once for each event on each side, from several threads
     * @throws IllegalArgumentException when the two rule sets are for companies in different zones: their nights are at different moments
     */
    public Outcomes run(List<Recorded> events, Optional<String> card, Runnable step) {
        if (!published.last().companyZone().equals(draft.last().companyZone())) {
            throw new IllegalArgumentException("the nights of " + published.last().companyZone() + " and of " + draft.last().companyZone() + " differ");
        }
        Components components = new Components();
        Instant[] first = {published.from()};
        Minutes minutes = new Minutes(published.from(), published.to(), (at, together) -> {
            first[0] = at.isBefore(first[0]) ? at : first[0];
            components.take(at, together);
        });
        long taken = events.stream().filter(minutes::take).count();
        minutes.end();
        return run(components, card, first[0], taken, step);
    }

    private Outcomes run(Components components, Optional<String> card, Instant first, long events, Runnable step) {
        List<Component> all = components.all();
        List<Instant> nights = Ranks.nights(published.published(), first, published.to());
        Map<String, List<Ranks.Sales>> sales = new ConcurrentHashMap<>();
        all.parallelStream().forEach(component -> sales.putAll(sales(component, nights)));
        List<Ranks> ranks = List.of(published, draft).parallelStream().map(side -> Ranks.of(side::at, nights, sales)).toList();
        Findings here = new Findings();
        Findings there = new Findings();
        // what somebody acknowledged is known by its name only once it came about: then once more
        for (List<Component> left = card.map(components::of).orElse(all); !left.isEmpty(); ) {
            left = left.parallelStream().map(component -> {
                Set<String> acknowledged = new TreeSet<>();
                Seen one = course(component, published, ranks.get(0), components, acknowledged);
                Seen other = course(component, draft, ranks.get(1), components, acknowledged);
                if (!component.acknowledged().containsAll(acknowledged)) {
                    return Optional.of(components.with(component, acknowledged));
                }
                Findings.add(here, one, there, other);
                for (long i = 2 * component.size(); i > 0; i--) {
                    step.run();
                }
                return Optional.<Component>empty();
            }).flatMap(Optional::stream).toList();
        }
        return new Outcomes(here.outcome(published.last().rules().version(), events), there.outcome(draft.last().rules().version(), events));
    }

    /** @param acknowledged gets the keys that came about and that events without a customer name */
    private static Seen course(Component component, Sides side, Ranks ranks, Components components, Set<String> acknowledged) {
        try (Course course = new Course(side, Optional.of(ranks), (at, change) ->
                Stream.concat(change.newKeys().stream(), change.keysOfMembers().keySet().stream()).filter(components::acknowledges).forEach(acknowledged::add))) {
            component.events().forEach(course::happen);
            return course.end();
        }
    }

    /** Where one customer is alone, the purchases tell; else the cards do, which are merged and separated by the same events whatever the rules. */
    private Map<String, List<Ranks.Sales>> sales(Component component, List<Instant> nights) {
        if (component.all().noneMatch(recorded -> isTrade(recorded.event()))) {
            return Map.of();
        }
        Map<String, SalesCourse> courses = new HashMap<>();
        BiConsumer<Instant, Map.Entry<String, Dealings>> change = (at, card) -> courses.computeIfAbsent(card.getKey(), id -> new SalesCourse(nights)).change(at, card.getValue());
        if (component.only() != null) {
            Dealings[] dealings = {Dealings.NONE};
            component.events().forEach((at, events) -> {
                events.forEach(recorded -> dealings[0] = traded(dealings[0], recorded.event()));
                change.accept(at, Map.entry(component.only(), dealings[0]));
            });
        } else {
            try (Course course = new Course(published, Optional.of(Ranks.NONE), (at, written) ->
                    change.accept(at, Map.entry(written.card().id(), written.card().givenUp() ? Dealings.NONE : written.card().dealings())))) {
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

    /** What the engine can make nothing of, it puts aside. */
    private static Dealings traded(Dealings before, Event event) {
        try {
            return Engagement.sums(before, event);
        } catch (RuntimeException e) {
            return before;
        }
    }
}
