package dev.regard.engine.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Buyers in {@link Ranking#ORDER} from one night to the next: most are where they were last night, and only the others are looked up. */
final class BuyerOrder {
    private List<Glance> order = List.of();

    /**
     * The buyers of the next night; in the list, one may be exchanged for another look at the same buyer with the same sales.
     *
     * @param gone  what was seen of buyers on an earlier night and holds no longer
     * @param fresh what is seen of buyers anew, sorted here
     */
    List<Glance> replace(Collection<Glance> gone, List<Glance> fresh) {
        List<Glance> kept = new ArrayList<>(order.size() + fresh.size());
        int from = 0;
        for (Glance one : gone.stream().sorted(Ranking.ORDER).toList()) {
            int place = Collections.binarySearch(order, one, Ranking.ORDER);
            kept.addAll(order.subList(from, place));
            from = place + 1;
        }
        kept.addAll(order.subList(from, order.size()));
        fresh.sort(Ranking.ORDER);
        List<Glance> all = new ArrayList<>(kept.size() + fresh.size());
        from = 0;
        for (Glance one : fresh) {
            int place = -1 - Collections.binarySearch(kept, one, Ranking.ORDER);
            all.addAll(kept.subList(from, place));
            all.add(one);
            from = place;
        }
        all.addAll(kept.subList(from, kept.size()));
        order = all;
        return all;
    }
}
