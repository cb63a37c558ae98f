package dev.regard.engine.backtest;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Ranks;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connected components of the customers, as far as events connect them: by a key that two events name, a phone or an address that two customers have, a
 * merger, a recommendation. Two customers of different components know of each other only by their places among all ({@link Ranks}). An event that names an
 * escalation and no customer belongs to the component in which that escalation comes about, which only a run can tell.
 */
final class Components {
    private final Map<CustomerKey, Integer> numbers = new HashMap<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<String, List<Happening>> acknowledgements = new HashMap<>();

    /** An event at its moment, and one of the keys that it names; -1 for none. */
    private record Happening(Instant at, Recorded recorded, int key) { }

    /**
     * The events of one component, by the moment at which they happen.
     *
     * @param only         the id of its only customer; null where keys or mergers decide how many there are
     * @param acknowledged the keys of escalations by which events without a customer belong here
     */
    record Component(String only, TreeMap<Instant, List<Recorded>> events, Set<String> acknowledged) {
        long size() {
            return events.values().stream().mapToLong(List::size).sum();
        }

        Stream<Recorded> all() {
            return events.values().stream().flatMap(List::stream);
        }

        private Component with(Set<String> keys, List<Happening> more) {
            TreeMap<Instant, List<Recorded>> all = new TreeMap<>(events);
            more.forEach(one -> all.merge(one.at, List.of(one.recorded),
                    (these, those) -> Stream.concat(these.stream(), those.stream()).sorted(Comparator.comparingLong(Recorded::sequence)).toList()));
            return new Component(only, all, keys);
        }
    }

    /** Events that happen together. */
    void take(Instant at, List<Recorded> events) {
        for (Recorded recorded : events) {
            List<CustomerKey> keys = keys(recorded.event());
            if (keys.isEmpty()) {
                Engagement.escalationKey(recorded.event()).ifPresent(key -> acknowledgements.computeIfAbsent(key, k -> new ArrayList<>(1)).add(new Happening(at, recorded, -1)));
            } else {
                int first = number(keys.get(0));
                keys.forEach(key -> join(first, number(key)));
                happenings.add(new Happening(at, recorded, first));
            }
        }
    }

    /** Whether an event names no customer and one of these keys, which escalations have. */
    boolean acknowledges(String key) {
        return acknowledgements.containsKey(key);
    }

    /** The same component with the events that name no customer but these keys. */
    Component with(Component component, Set<String> keys) {
        Set<String> all = new TreeSet<>(component.acknowledged);
        all.addAll(keys);
        return component.with(all, all.stream().filter(key -> !component.acknowledged.contains(key)).map(acknowledgements::get).flatMap(List::stream).toList());
    }

    private static List<CustomerKey> keys(Event event) {
        List<CustomerKey> keys = new ArrayList<>();
        if (event.subject() != null) {
            keys.add(event.subject());
            Data data = event.data();
            Stream.of("other", "referrer").map(data::text).flatMap(Optional::stream).map(CustomerKey::stated).flatMap(Optional::stream).forEach(keys::add);
            data.texts("emails").stream().map(CustomerKey::email).flatMap(Optional::stream).forEach(keys::add);
            data.texts("phones").stream().map(CustomerKey::phone).flatMap(Optional::stream).forEach(keys::add);
        }
        return keys;
    }

    private int number(CustomerKey key) {
        return numbers.computeIfAbsent(key, k -> {
            parents.add(parents.size());
            return parents.size() - 1;
        });
    }

    private int root(int key) {
        int root = key;
        while (parents.get(root) != root) {
            parents.set(root, parents.get(parents.get(root)));
            root = parents.get(root);
        }
        return root;
    }

    private void join(int one, int other) {
        int root = root(one);
        int joined = root(other);
        if (root != joined) {
            parents.set(Math.max(root, joined), Math.min(root, joined));
        }
    }

    /** All of them, in the order of their first events. */
    List<Component> all() {
        return components(root -> true);
    }

    /** The one in which a card comes about; none where no event leads to it. */
    List<Component> of(String card) {
        Set<Integer> roots = numbers.entrySet().stream().filter(key -> key.getKey().card().equals(card)).map(key -> root(key.getValue())).collect(Collectors.toSet());
        return components(roots::contains);
    }

    private List<Component> components(IntPredicate wanted) {
        Map<Integer, TreeMap<Instant, List<Recorded>>> events = new LinkedHashMap<>();
        happenings.stream().filter(h -> wanted.test(root(h.key))).forEach(h -> events.computeIfAbsent(root(h.key), k -> new TreeMap<>()).computeIfAbsent(h.at, at -> new ArrayList<>(1)).add(h.recorded));
        return events.values().stream().map(all -> new Component(only(all), all, Set.of())).toList();
    }

    private static String only(TreeMap<Instant, List<Recorded>> events) {
        List<CustomerKey> named = events.values().stream().flatMap(List::stream).map(recorded -> recorded.event().subject()).distinct().limit(2).toList();
        boolean one = named.size() == 1 && named.get(0).kind() == CustomerKey.Kind.ID;
        return one && events.values().stream().flatMap(List::stream).noneMatch(recorded -> recorded.event().data().has("other")) ? named.get(0).value() : null;
    }
}
