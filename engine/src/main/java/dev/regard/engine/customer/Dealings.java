package dev.regard.engine.customer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was bought, returned, invoiced, paid and reported as stock.
 *
 * @param orders      the orders of the last {@link #KEPT}, by time; older ones live on in the totals
 * @param salesTotal  all sales less returns, ever
 * @param ordersTotal how many orders, ever
 * @param stock       the latest report by category; {@code ""} is a report without a category
 * @param invoices    open and recently settled invoices by id
 */
public record Dealings(List<Order> orders, BigDecimal salesTotal, int ordersTotal, Map<String, Stock> stock,
        Map<String, Invoice> invoices) {

    /** The sliding window of {@code sales12m}. */
    public static final Duration YEAR = Duration.ofHours(365 * 24);
    /** How long orders are kept one by one, so that a correction or a return still finds its order. */
    public static final Duration KEPT = Duration.ofDays(800);
    public static final Dealings NONE = new Dealings(List.of(), BigDecimal.ZERO, 0, Map.of(), Map.of());
    /** A return whose order is not known counts at its own time, under an id that no order has. */
    private static final String ORPHAN = "return of ";

    public Dealings {
        orders = List.copyOf(orders);
        stock = Map.copyOf(stock);
        invoices = Map.copyOf(invoices);
    }

    /** Days of cover that a distributor reported. */
    public record Stock(int days, Instant at) { }

    /** What is owed and what was paid of it. */
    public record Invoice(BigDecimal amount, BigDecimal paid, java.time.LocalDate due, Instant issuedAt, Instant paidAt) {
        private Invoice joined(Invoice other) {
            boolean mine = other.issuedAt == null || issuedAt != null && !other.issuedAt.isAfter(issuedAt);
            Invoice stated = mine ? this : other;
            Instant latest = paidAt == null || other.paidAt != null && other.paidAt.isAfter(paidAt) ? other.paidAt : paidAt;
            return new Invoice(stated.amount, paid.add(other.paid), stated.due != null ? stated.due : mine ? other.due : due, stated.issuedAt, latest);
        }
    }

    /** With a purchase; another version of a known order replaces it, unless it says that it is an older one. */
    public Dealings with(Order order) {
        Optional<Order> known = order(order.id());
        if (known.isPresent() && order.isOlderThan(known.get())) {
            return this;
        }
        Optional<Order> orphan = order(ORPHAN + order.id());
        BigDecimal returned = known.map(Order::returned).orElse(BigDecimal.ZERO).add(orphan.map(Order::returned).orElse(BigDecimal.ZERO));
        Order next = order.returning(returned);
        BigDecimal before = known.map(Order::amount).orElse(BigDecimal.ZERO);
        List<Order> all = without(order.id(), ORPHAN + order.id());
        all.add(next);
        return new Dealings(sorted(all), salesTotal.subtract(before).add(order.amount()), ordersTotal + (known.isPresent() ? 0 : 1),
                stock, invoices);
    }

    /** With a return, which counts at its order's time, or at its own when the order is unknown. */
    public Dealings withReturn(String orderId, BigDecimal amount, Instant at) {
        Optional<Order> known = order(orderId).or(() -> order(ORPHAN + orderId));
        Order base = known.orElse(new Order(ORPHAN + orderId, at, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), List.of(), null));
        List<Order> all = without(base.id());
        all.add(base.returning(amount));
        return new Dealings(sorted(all), salesTotal.subtract(amount), ordersTotal, stock, invoices);
    }

    public Dealings withStock(String category, Stock report) {
        Stock known = stock.get(category);
        if (known != null && known.at().isAfter(report.at())) {
            return this;
        }
        Map<String, Stock> next = new TreeMap<>(stock);
        next.put(category, report);
        return new Dealings(orders, salesTotal, ordersTotal, next, invoices);
    }

    public Dealings withInvoice(String id, Invoice invoice) {
        Map<String, Invoice> next = new TreeMap<>(invoices);
        next.put(id, invoice);
        return new Dealings(orders, salesTotal, ordersTotal, stock, next);
    }

    /**
     * With what another card had, as if all of it had been told of one customer. An order that both have is one order: the version with the
     * later time counts, and what came back adds up; an invoice that both have is one invoice, and what was paid of it adds up.
     */
    public Dealings joined(Dealings other) {
        Dealings all = new Dealings(orders, salesTotal.add(other.salesTotal), ordersTotal + other.ordersTotal, stock, joinedInvoices(other));
        for (Map.Entry<String, Stock> report : new TreeMap<>(other.stock).entrySet()) {
            all = all.withStock(report.getKey(), report.getValue());
        }
        for (Order order : other.orders) {
            all = all.joined(order);
        }
        return all.settlingOrphans();
    }

    private Dealings joined(Order order) {
        Optional<Order> known = order(order.id());
        List<Order> all = without(order.id());
        if (known.isEmpty()) {
            all.add(order);
            return new Dealings(sorted(all), salesTotal, ordersTotal, stock, invoices);
        }
        boolean later = order.at().isAfter(known.get().at());
        Order counts = later ? order : known.get();
        Order drops = later ? known.get() : order;
        all.add(counts.returning(drops.returned()));
        boolean orphan = order.id().startsWith(ORPHAN);
        return new Dealings(sorted(all), salesTotal.subtract(drops.amount()), orphan ? ordersTotal : ordersTotal - 1, stock, invoices);
    }

    /** A return that one card had without its order finds the order that the other one had. */
    private Dealings settlingOrphans() {
        List<Order> all = new ArrayList<>(orders);
        for (Order orphan : orders) {
            Optional<Order> found = orphan.id().startsWith(ORPHAN) ? order(orphan.id().substring(ORPHAN.length())) : Optional.empty();
            if (found.isPresent()) {
                all.remove(orphan);
                all.replaceAll(o -> o.id().equals(found.get().id()) ? o.returning(orphan.returned()) : o);
            }
        }
        return new Dealings(sorted(all), salesTotal, ordersTotal, stock, invoices);
    }

    private Map<String, Invoice> joinedInvoices(Dealings other) {
        Map<String, Invoice> all = new TreeMap<>(invoices);
        other.invoices.forEach((id, invoice) -> all.merge(id, invoice, Invoice::joined));
        return all;
    }

    /** Without the orders that are too old to be kept one by one. */
    public Dealings prunedAt(Instant now) {
        Instant oldest = now.minus(KEPT);
        return orders.isEmpty() || orders.get(0).at().isAfter(oldest) ? this
                : new Dealings(orders.stream().filter(o -> o.at().isAfter(oldest)).toList(), salesTotal, ordersTotal, stock, invoices);
    }

    /** Purchases less returns in the 365 × 24 hours before the instant. */
    public BigDecimal sales12m(Instant now) {
        Instant from = now.minus(YEAR);
        BigDecimal sum = BigDecimal.ZERO;
        for (Order order : orders) {
            if (order.at().isAfter(from)) {
                sum = sum.add(order.net());
            }
        }
        return sum;
    }

    /** When the next order leaves the 365 × 24 hours before an instant that is later than this one. */
    public Optional<Instant> nextLeaving12m(Instant now) {
        Instant from = now.minus(YEAR);
        for (Order order : orders) {
            if (order.at().isAfter(from)) {
                return Optional.of(order.at().plus(YEAR));
            }
        }
        return Optional.empty();
    }

    /** What is known of the earnings in the 365 × 24 hours before the instant. */
    public Margin margin12m(Instant now) {
        Instant from = now.minus(YEAR);
        Margin margin = Margin.NONE;
        for (Order order : orders) {
            Optional<BigDecimal> profit = order.at().isAfter(from) ? order.profit() : Optional.empty();
            if (profit.isPresent()) {
                margin = margin.plus(new Margin(order.net(), profit.get()));
            }
        }
        return margin;
    }

    public int orders12m(Instant now) {
        Instant from = now.minus(YEAR);
        int count = 0;
        for (Order order : orders) {
            count += order.at().isAfter(from) && !order.id().startsWith(ORPHAN) ? 1 : 0;
        }
        return count;
    }

    public Optional<Order> order(String id) {
        return orders.stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /** The latest purchase among the kept orders. */
    public Optional<Order> lastPurchase() {
        for (int i = orders.size() - 1; i >= 0; i--) {
            if (!orders.get(i).id().startsWith(ORPHAN)) {
                return Optional.of(orders.get(i));
            }
        }
        return Optional.empty();
    }

    /** The reported cover for a category, else the general report, else (for no category) the smallest report; empty when unknown. */
    public Optional<Integer> stockCover(String category) {
        if (category != null && stock.containsKey(category)) {
            return Optional.of(stock.get(category).days());
        }
        if (stock.containsKey("")) {
            return Optional.of(stock.get("").days());
        }
        return category != null || stock.isEmpty() ? Optional.empty() : stock.values().stream().map(Stock::days).min(Comparator.naturalOrder());
    }

    private List<Order> without(String... ids) {
        List<String> gone = List.of(ids);
        return new ArrayList<>(orders.stream().filter(o -> !gone.contains(o.id())).toList());
    }

    private static List<Order> sorted(List<Order> all) {
        all.sort(Comparator.comparing(Order::at).thenComparing(Order::id));
        return all;
    }
}
