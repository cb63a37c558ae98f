package dev.regard.routes.year;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The positions of documents in the order of the index's fields and then of {@code _id}. {@link IndexedCollection} asks it, the server itself
 * takes it for an {@link EmptyIndex}.
 */
final class SortedIndex extends EmptyIndex<Integer> {
    private static final String ID = "_id";
    /** Stands in a bound after every value. */
    private static final Object LAST = new Object();
    /** Beyond so many it is not worth while to know how many. */
    private static final int MANY = 1_000;
    private final List<String> fields = new ArrayList<>();
    private final boolean sparse;
    private final NavigableMap<Object[], Integer> positions = new TreeMap<>(SortedIndex::compare);

    SortedIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys);
        keys.forEach(key -> fields.add(key.getKey()));
        if (!fields.contains(ID)) {
            fields.add(ID);
        }
        this.sparse = sparse;
    }

    static boolean canHave(List<IndexKey> keys) {
        return keys.stream().allMatch(key -> key.isAscending() && !key.getKey().contains("."));
    }

    /** A bound is shorter than an entry, and comes before those that begin like it unless {@link #LAST} ends it. */
    private static int compare(Object[] a, Object[] b) {
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = a[i] == LAST || b[i] == LAST ? Boolean.compare(a[i] == LAST, b[i] == LAST) : ValueComparator.asc().compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private boolean holds(Document document) {
        return !sparse || getKeys().stream().anyMatch(key -> document.containsKey(key.getKey()));
    }

    private Object[] entry(Document document) {
        return fields.stream().map(document::get).toArray();
    }

    private void refuseLists(Document document) {
        if (fields.stream().anyMatch(field -> document.get(field) instanceof Collection)) {
            throw new UnsupportedOperationException("a list in " + this);
        }
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        refuseLists(document);
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        if (holds(document)) {
            positions.put(entry(document), position);
        }
    }

    /** @return the position, which is the same in all indexes, or null where this one does not hold the document */
    @Override
    public Integer remove(Document document) {
        return holds(document) ? positions.remove(entry(document)) : null;
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {
        refuseLists(after);
    }

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
        if (holds(before) != holds(after) || !Arrays.equals(entry(before), entry(after))) {
            remove(before);
            add(after, position, collection);
        }
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    /** The documents that may meet the conditions, as far as this index can tell. */
    Scan scan(Conditions conditions, Document orderBy) {
        List<Object> bound = new ArrayList<>();
        while (bound.size() < fields.size() && one(conditions, fields.get(bound.size()))) {
            bound.add(conditions.among(fields.get(bound.size())).get(0));
        }
        int equal = bound.size();
        String next = equal < fields.size() ? fields.get(equal) : ID;
        List<Object> among = conditions.among(next);
        if (equal < fields.size() && among != null) {
            List<Integer> found = new ArrayList<>();
            Collection<Object> values = new TreeSet<>(ValueComparator.asc());
            values.addAll(among);
            values.forEach(value -> between(bound, value, value).values().forEach(found::add));
            return Scan.of(found, isEmpty(orderBy), 2 * equal + 2);
        }
        Object least = equal < fields.size() ? conditions.least(next) : null;
        Object most = equal < fields.size() ? conditions.most(next) : null;
        NavigableMap<Object[], Integer> range = between(bound, least, most);
        int demands = 2 * equal + (least == null && most == null ? 0 : 1);
        boolean inOrder = isEmpty(orderBy) || gives(orderBy, equal);
        // an index is of use for its order alone where it holds every document
        return demands > 0 || !sparse && !isEmpty(orderBy) && inOrder ? Scan.of(() -> range.values().iterator(), inOrder, demands) : Scan.ALL;
    }

    private static boolean one(Conditions conditions, String field) {
        return conditions.among(field) != null && conditions.among(field).size() == 1;
    }

    private static boolean isEmpty(Document orderBy) {
        return orderBy == null || orderBy.isEmpty();
    }

    /** Whether entries that are equal in their first fields lie in the wanted order. */
    private boolean gives(Document orderBy, int equal) {
        List<String> wanted = List.copyOf(orderBy.keySet());
        return equal + wanted.size() <= fields.size() && wanted.equals(fields.subList(equal, equal + wanted.size()))
                && orderBy.values().stream().allMatch(direction -> ((Number) direction).intValue() > 0);
    }

    private NavigableMap<Object[], Integer> between(List<Object> equal, Object least, Object most) {
        Object[] from = equal.toArray();
        Object[] to = Arrays.copyOf(from, from.length + 2);
        if (least != null) {
            from = Arrays.copyOf(from, from.length + 1);
            from[from.length - 1] = least;
        }
        to[equal.size()] = most == null ? LAST : most;
        to[equal.size() + 1] = LAST;
        return compare(from, to) > 0 ? new TreeMap<>() : positions.subMap(from, true, to, true);
    }

    /**
     * @param candidates how many positions, or {@link #MANY}
     * @param demands    how much of the query the index met: an equality counts more than a range
     * @param inOrder    whether no sorting is left to be done
     */
    record Scan(Iterable<Integer> positions, int candidates, int demands, boolean inOrder) {
        static final Scan ALL = new Scan(List.of(), Integer.MAX_VALUE, 0, false);
        private static final Comparator<Scan> BEST_FIRST = Comparator.comparingInt(Scan::candidates)
                .thenComparing(Comparator.comparingInt(Scan::demands).thenComparing(Scan::inOrder).reversed());

        private static Scan of(Iterable<Integer> positions, boolean inOrder, int demands) {
            return new Scan(positions, (int) StreamSupport.stream(positions.spliterator(), false).limit(MANY).count(), demands, inOrder);
        }

        Scan orBetter(Scan other) {
            return BEST_FIRST.compare(other, this) < 0 ? other : this;
        }
    }
}
