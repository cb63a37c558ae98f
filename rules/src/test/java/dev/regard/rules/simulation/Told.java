package dev.regard.rules.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What somebody must know who was told some events of a customer: sums, tier, statements. */
final class Told {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> TIERS = List.of("platinum", "gold", "iron", "lead");
    private static final List<BigDecimal> FROM = List.of(new BigDecimal("200000"), new BigDecimal("50000"), new BigDecimal("5000"), BigDecimal.ZERO);
    private static final BigDecimal FORGIVEN = new BigDecimal("0.9");
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> returnsWithoutOrder = new LinkedHashMap<>();
    private final Map<String, Field> fields = new TreeMap<>();
    private final Map<String, Statement> consents = new TreeMap<>();
    private Instant madeAt;
    private String tier;
    private Instant tierSince;
    private Instant reviewed;
    private int low;

    private record Order(Instant at, BigDecimal amount, BigDecimal returned) {
        Order returned(BigDecimal more) {
            return new Order(at, amount, returned.add(more));
        }
    }

    private record Field(Object value, Instant asOf) { }

    private record Statement(boolean granted, Instant at) { }

    Told(Instant madeAt) {
        this.madeAt = madeAt;
    }

    Told copy() {
        Told copy = new Told(madeAt);
        copy.orders.putAll(orders);
        copy.returnsWithoutOrder.putAll(returnsWithoutOrder);
        copy.fields.putAll(fields);
        copy.consents.putAll(consents);
        copy.tier = tier;
        copy.tierSince = tierSince;
        copy.reviewed = reviewed;
        copy.low = low;
        return copy;
    }

    void purchase(String order, BigDecimal amount, Instant at, Instant now) {
        Order known = orders.remove(order);
        Order early = returnsWithoutOrder.remove(order);
        BigDecimal returned = (known == null ? BigDecimal.ZERO : known.returned).add(early == null ? BigDecimal.ZERO : early.returned);
        orders.put(order, new Order(at, amount, returned));
        promote(now);
    }

    void returned(String order, BigDecimal amount, Instant at) {
        if (orders.containsKey(order)) {
            orders.computeIfPresent(order, (o, known) -> known.returned(amount));
        } else {
            returnsWithoutOrder.merge(order, new Order(at, BigDecimal.ZERO, amount), (known, more) -> known.returned(amount));
        }
    }

    /** A field is what was said last, by the time of the event. */
    void states(String field, Object value, Instant at) {
        Field known = fields.get(field);
        if (known == null || !at.isBefore(known.asOf) && !known.value.equals(value)) {
            fields.put(field, new Field(value, at));
        } else if (known.value.equals(value) && at.isAfter(known.asOf)) {
            fields.put(field, new Field(value, at));
        }
    }

    void consents(String about, boolean granted, Instant at) {
        Statement known = consents.get(about);
        if (known == null || !known.at.isAfter(at)) {
            consents.put(about, new Statement(granted, at));
        }
    }

    Object field(String name) {
        Field field = fields.get(name);
        return field == null ? null : field.value;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(field(name));
    }

    /** Null when nothing was said. */
    Boolean consent(String purpose) {
        Statement said = consents.getOrDefault(purpose + "/email", consents.get(purpose + "/any"));
        return said == null ? null : said.granted;
    }

    BigDecimal sales(Instant now) {
        Instant from = now.minus(YEAR);
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, Order> some : List.of(orders, returnsWithoutOrder)) {
            for (Order order : some.values()) {
                sum = order.at.isAfter(from) ? sum.add(order.amount).subtract(order.returned) : sum;
            }
        }
        return sum;
    }

    BigDecimal salesEver() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, Order> some : List.of(orders, returnsWithoutOrder)) {
            for (Order order : some.values()) {
                sum = sum.add(order.amount).subtract(order.returned);
            }
        }
        return sum;
    }

    int orders() {
        return orders.size();
    }

    String tier() {
        return tier;
    }

    private static int rank(String tier) {
        return tier == null ? TIERS.size() : TIERS.indexOf(tier);
    }

    private static String deserved(BigDecimal sales) {
        for (int i = 0; i < TIERS.size(); i++) {
            if (sales.compareTo(FROM.get(i)) >= 0) {
                return TIERS.get(i);
            }
        }
        return "lead";
    }

    /** Up at once. */
    void promote(Instant now) {
        String deserved = deserved(sales(now));
        if (rank(deserved) < rank(tier)) {
            tier = deserved;
            tierSince = now;
            low = 0;
        }
    }

    /** Down only at the second of two reviews in a row that find less than nine tenths of what the tier asks for. */
    void review(Instant review, Instant now) {
        Instant since = reviewed != null && reviewed.isAfter(tierSince) ? reviewed : tierSince;
        if (tier.equals("lead") || !review.isAfter(since)) {
            return;
        }
        reviewed = review;
        BigDecimal sales = sales(now);
        boolean below = sales.compareTo(FROM.get(rank(tier)).multiply(FORGIVEN)) < 0;
        if (below && low >= 1) {
            tier = deserved(sales);
            tierSince = now;
            low = 0;
        } else {
            low = below ? low + 1 : 0;
        }
    }

    /** This and another one as one customer. */
    Told joined(Told other) {
        Told all = copy();
        all.madeAt = madeAt.isBefore(other.madeAt) ? madeAt : other.madeAt;
        other.orders.forEach((id, its) -> all.orders.merge(id, its, (mine, theirs) -> theirs.at.isAfter(mine.at)
                ? theirs.returned(mine.returned) : mine.returned(theirs.returned)));
        other.returnsWithoutOrder.forEach((id, its) -> all.returnsWithoutOrder.merge(id, its, (mine, theirs) -> theirs.at.isAfter(mine.at)
                ? theirs.returned(mine.returned) : mine.returned(theirs.returned)));
        new ArrayList<>(all.returnsWithoutOrder.keySet()).stream().filter(all.orders::containsKey).forEach(id ->
                all.orders.computeIfPresent(id, (o, known) -> known.returned(all.returnsWithoutOrder.remove(id).returned)));
        other.fields.forEach((name, its) -> all.fields.merge(name, its, (mine, theirs) -> joined(name, mine, theirs)));
        other.consents.forEach((about, its) -> all.consents.merge(about, its, (mine, theirs) -> mine.granted != theirs.granted
                ? mine.granted ? theirs : mine : theirs.at.isAfter(mine.at) ? theirs : mine));
        if (rank(other.tier) < rank(tier)) {
            all.tier = other.tier;
            all.tierSince = other.tierSince;
            all.low = other.low;
        }
        all.reviewed = later(reviewed, other.reviewed);
        return all;
    }

    private static Field joined(String name, Field mine, Field theirs) {
        boolean forbids = name.equals("deceased") || name.equals("doNotContact");
        boolean theirsCount = forbids && !mine.value.equals(theirs.value) ? Boolean.TRUE.equals(theirs.value) : theirs.asOf.isAfter(mine.asOf);
        return theirsCount ? theirs : mine;
    }

    /** Alone again: the reviews of the time together were reviews. */
    Told apart(Told together) {
        Told alone = copy();
        alone.reviewed = later(reviewed, together.reviewed);
        return alone;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    @Override
    public String toString() {
        return "tier " + tier + " since " + tierSince + ", reviewed " + reviewed + ", low " + low + ", orders " + orders + ", " + fields;
    }
}
