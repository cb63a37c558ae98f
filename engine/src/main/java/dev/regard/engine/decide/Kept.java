package dev.regard.engine.decide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a card has of one kind, in order and by id. Few looks ask for one of them or change any, so the map is made when somebody does, and the list anew after a change. */
final class Kept<T> {
    private final Function<T, String> id;
    /** As it is now; null after a change. */
    private List<T> all;
    /** Null as long as nobody has asked for one of them. */
    private Map<String, T> byId;

    Kept(List<T> all, Function<T, String> id) {
        this.all = all;
        this.id = id;
    }

    /** What is changed later does not change the list. */
    List<T> all() {
        if (all == null) {
            all = List.copyOf(byId.values());
        }
        return all;
    }

    Optional<T> get(String wanted) {
        return Optional.ofNullable(byId().get(wanted));
    }

    boolean has(String wanted) {
        return byId().containsKey(wanted);
    }

    void put(T one) {
        byId().put(id.apply(one), one);
        all = null;
    }

    void remove(String unwanted) {
        if (byId().remove(unwanted) != null) {
            all = null;
        }
    }

    /** Whether there were any. */
    boolean removeIf(Predicate<T> unwanted) {
        if (all().stream().noneMatch(unwanted)) {
            return false;
        }
        byId().values().removeIf(unwanted);
        all = null;
        return true;
    }

    private Map<String, T> byId() {
        if (byId == null) {
            byId = new LinkedHashMap<>();
            all.forEach(one -> byId.put(id.apply(one), one));
        }
        return byId;
    }
}
