package dev.regard.engine.backtest;

import dev.regard.engine.decide.Engagement;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.run.Ranks;
import dev.regard.engine.store.Journal.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The connected components of the customers, as far as events connect them: by a key that two events name, a phone or an address that two customers have, a
 * merger, a recommendation. Two customers of different components know of each other only by their places among all ({@link Ranks}). An event that names an
 * escalation and no customer belongs to the component in which that escalation comes about, which only a run can tell.
 */
final class Components {
    /** Of cards: whoever is met under an address is met under the id of the card that was made for it, too. */
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<String, List<Recorded>> acknowledgements = new HashMap<>();

    /** An event, and one of the cards that it names. */
    private record Happening(Recorded recorded, int card) { }

    /**
     * The events of one component, in the order of the tape.
     *
     * @param only         the id of its only customer; null where keys or mergers decide how many there are
     * @param acknowledged the keys of escalations by which events without a customer belong here
     */
    record Component(String only, List<Recorded> events, Set<String> acknowledged) { }

    /** The next event of a {@link Tape}. */
    void take(Recorded recorded) {
        List<CustomerKey> keys = keys(recorded.event());
        if (keys.isEmpty()) {
            Engagement.escalationKey(recorded.event()).ifPresent(key -> acknowledgements.computeIfAbsent(key, k -> new ArrayList<>(1)).add(recorded));
        } else {
            int first = number(keys.get(0));
            keys.forEach(key -> join(first, number(key)));
            happenings.add(new Happening(recorded, first));
        }
    }

    /** Adds those of the keys, which escalations have, that events name which name no customer. */
    void addAcknowledged(Collection<String> keys, Set<String> acknowledged) {
        for (String key : keys) {
            if (acknowledgements.containsKey(key)) {
                acknowledged.add(key);
            }
        }
    }

    /** The same component with the events that name no customer but these keys. */
    Component with(Component component, Set<String> keys) {
        Set<String> all = new TreeSet<>(component.acknowledged);
        all.addAll(keys);
        Stream<Recorded> more = all.stream().filter(key -> !component.acknowledged.contains(key)).map(acknowledgements::get).flatMap(List::stream);
        return new Component(component.only, Stream.concat(component.events.stream(), more).sorted(Tape.ARRIVAL).toList(), all);
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
        return numbers.computeIfAbsent(key.card(), card -> {
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
        Integer number = numbers.get(card);
        return number == null ? List.of() : components(root -> root == root(number));
    }

    private List<Component> components(IntPredicate wanted) {
        Map<Integer, List<Recorded>> events = new LinkedHashMap<>();
        happenings.stream().filter(h -> wanted.test(root(h.card))).forEach(h -> events.computeIfAbsent(root(h.card), k -> new ArrayList<>()).add(h.recorded));
        return events.values().stream().map(all -> new Component(only(all), all, Set.of())).toList();
    }

    private static String only(List<Recorded> events) {
        List<CustomerKey> named = events.stream().map(recorded -> recorded.event().subject()).distinct().limit(2).toList();
        boolean one = named.size() == 1 && named.get(0).kind() == CustomerKey.Kind.ID;
        return one && events.stream().noneMatch(recorded -> recorded.event().data().has("other")) ? named.get(0).value() : null;
    }
}
